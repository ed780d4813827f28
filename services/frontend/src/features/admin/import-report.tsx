import { useTranslations } from 'next-intl'
import type { CatalogueImport, ImportColumns } from '../../api/rest-types.ts'
import { LookAgain } from '../../components/look-again.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { runImport } from './actions.ts'
import { ColumnsForm } from './columns-form.tsx'
import { Table } from './parts.tsx'

/** An import: how far it is, what it would change or has changed, what is wrong by its line. */
export function ImportReport(props: {
  readonly found: CatalogueImport
  /** Where its columns go; absent where that cannot be changed. */
  readonly columns?: ImportColumns
  readonly lang: Language
}) {
  const { found, columns, lang } = props
  const t = useTranslations('admin')
  const { id, stage, status, records, failed, report, fault } = found
  const here = `${localPath(lang, '/admin/import')}?id=${id}`
  const moving = status === 'waiting' || status === 'running'
  const ready = (stage === 'check' && status === 'ended') || (stage === 'import' && status === 'failed')
  // What was counted when it was looked through is how many there are to import.
  const most = stage === 'import' && report && report.records > 0 ? report.records : undefined
  return (
    <div className="grid gap-6" data-testid="import" data-stage={stage} data-status={status}>
      <div role="status" className="grid gap-2">
        <p>
          <Badge>{t(`import.${stage}.${status}`)}</Badge>{' '}
          {moving && t('import.progress', { records, failed })}
        </p>
        {moving && (
          <progress
            className="h-3 w-full max-w-2xl"
            aria-label={t(`import.${stage}.${status}`)}
            max={most}
            value={most === undefined ? undefined : Math.min(records, most)}
          />
        )}
      </div>
      {moving && <LookAgain />}
      {status === 'failed' && (
        <Notice tone="bad" role="alert" data-testid="import-unreadable">
          <p lang="en">{fault}</p>
        </Notice>
      )}
      {report && <Counts report={report} done={stage === 'import' && status === 'ended'} />}
      {ready && report && report.created + report.updated > 0 && (
        <form action={runImport}>
          <input type="hidden" name="back" value={here} />
          <input type="hidden" name="id" value={id} />
          <Button type="submit" data-testid="import-run">
            {t(status === 'failed' ? 'import.again' : 'import.run')}
          </Button>
        </form>
      )}
      {columns && columns.columns.length > 0 && <ColumnsForm id={id} found={columns} back={here} />}
      {report && report.faults.length > 0 && (
        <section className="grid gap-3">
          <h2 className="text-2xl">{t('import.faults')}</h2>
          {found.hasFailedLines && (
            <a
              href={`${localPath(lang, '/admin/import/failed')}?id=${id}`}
              download
              className="ink-link justify-self-start"
              data-testid="import-failed-lines"
            >
              {t('import.mend')}
            </a>
          )}
          <Table label={t('import.faults')} head={[t('import.line'), t('import.field'), t('import.wrong')]}>
            {report.faults.map(({ line, field, message }) => (
              <tr key={`${line} ${field} ${message}`} data-testid="import-line">
                <td className="tabular-nums">{line}</td>
                <td>
                  <code>{field}</code>
                </td>
                <td lang="en">{message}</td>
              </tr>
            ))}
          </Table>
        </section>
      )}
      {report && report.changes.length > 0 && (
        <section className="grid gap-3">
          <h2 className="text-2xl">{t('import.changes')}</h2>
          <Table
            label={t('import.changes')}
            head={[t('import.line'), t('facts.slug'), t('statusLabel'), t('change')]}
          >
            {report.changes.map(({ line, slug, what, fields }) => (
              <tr key={line} data-testid="import-change">
                <td className="tabular-nums">{line}</td>
                <td>{slug}</td>
                <td>{t(what === 'created' ? 'import.created' : 'import.updated')}</td>
                <td className="break-words">{fields.join(' · ')}</td>
              </tr>
            ))}
          </Table>
        </section>
      )}
    </div>
  )
}

/** How many records came to what. */
function Counts(props: { readonly report: NonNullable<CatalogueImport['report']>; readonly done: boolean }) {
  const t = useTranslations('admin')
  const { report } = props
  const counts = ['created', 'updated', 'unchanged', 'failed'] as const
  return (
    <section className="grid gap-3">
      <h2 className="text-2xl">{t(props.done ? 'import.did' : 'import.would')}</h2>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {counts.map((name) => (
          <div key={name} data-testid={`import-${name}`}>
            <dt className="text-sm text-ink-soft">{t(`import.${name}`)}</dt>
            <dd className="text-2xl tabular-nums">{report[name]}</dd>
          </div>
        ))}
      </dl>
      {report.ignored.length > 0 && (
        <p>{t('import.ignored', { columns: report.ignored.slice(0, 30).join(', ') })}</p>
      )}
      {report.topics.length > 0 && (
        <p>{t('import.topics', { names: report.topics.slice(0, 30).join(', ') })}</p>
      )}
    </section>
  )
}
