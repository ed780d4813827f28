import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { Button } from '../../../../src/components/ui/button.tsx'
import { blockHost, deleteMessage, settleReport } from '../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { Moment, NextPage, Nothing, SmallField, Table } from '../../../../src/features/admin/parts.tsx'
import { reportReasons } from '../../../../src/features/report/report-reasons.ts'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const [{ lang }, search] = [await params, await searchParams]
  const [t, reasons, api] = await Promise.all([
    getTranslations('admin'),
    getTranslations('report'),
    adminApi(),
  ])
  const query = {
    status: 'open',
    limit: 50,
    ...(typeof search.cursor === 'string' ? { cursor: search.cursor } : {}),
  } as const
  const [page, hosts] = await Promise.all([
    bodyOf(api.GET('/api/v1/admin/reports', { params: { query } })),
    bodyOf(api.GET('/api/v1/admin/hosts')),
  ])
  const here = localPath(lang, '/admin/reports')
  return (
    <AdminShell user={user} title={t('pages.reports')} search={search}>
      {page.items.length === 0 && <Nothing />}
      <ul className="grid gap-3">
        {page.items.map(({ id, tool, message, reporter, ...report }) => (
          <li
            key={id}
            className="grid gap-2 rounded-lg border-2 border-line bg-card p-4"
            data-testid="report"
          >
            <p className="flex flex-wrap items-baseline gap-2">
              <span className="font-semibold">
                {reasons(`reasons.${reportReasons.find((name) => name === report.reason) ?? 'other'}`)}
              </span>
              <span className="text-sm text-ink-soft">
                {reporter || t('nobody')}, <Moment at={report.createdAt} />
              </span>
            </p>
            {report.note && <p>{report.note}</p>}
            {tool && (
              <a href={localPath(lang, `/admin/tools/${tool.id}`)} className="ink-link justify-self-start">
                {tool.name}
              </a>
            )}
            {message && (
              <blockquote className="border-s-4 border-line ps-3">
                <a href={localPath(lang, `/rooms/${message.room}`)} className="ink-link">
                  {message.author}
                </a>
                <p className="whitespace-pre-wrap">{message.body}</p>
              </blockquote>
            )}
            <div className="flex flex-wrap gap-2">
              {message && !message.deleted && (
                <form action={deleteMessage}>
                  <input type="hidden" name="back" value={here} />
                  <input type="hidden" name="id" value={id} />
                  <input type="hidden" name="room" value={message.room} />
                  <input type="hidden" name="seq" value={message.seq} />
                  <Button type="submit" size="sm" variant="outline">
                    {t('deleteMessage')}
                  </Button>
                </form>
              )}
              {(['resolved', 'dismissed'] as const).map((status) => (
                <form key={status} action={settleReport}>
                  <input type="hidden" name="back" value={here} />
                  <input type="hidden" name="id" value={id} />
                  <input type="hidden" name="status" value={status} />
                  <Button
                    type="submit"
                    size="sm"
                    variant={status === 'resolved' ? 'primary' : 'quiet'}
                    data-testid={`report-${status}`}
                  >
                    {t(`settle.${status}`)}
                  </Button>
                </form>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <NextPage path={here} query={{}} cursor={page.nextCursor} />
      <h2 id="hosts" className="text-2xl">
        {t('hosts')}
      </h2>
      <form action={blockHost} className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="back" value={here} />
        <SmallField
          label={t('host')}
          name="host"
          defaultValue={typeof search.host === 'string' ? search.host.slice(0, 300) : ''}
          required
          maxLength={300}
          data-testid="block-host"
        />
        <SmallField label={t('reasonFor')} name="reason" maxLength={500} />
        <label className="flex items-center gap-2 py-1.5 text-sm">
          <input type="checkbox" name="hide" className="size-4" />
          {t('hideListed')}
        </label>
        <Button type="submit" size="sm" data-testid="block">
          {t('block')}
        </Button>
      </form>
      {hosts.items.length > 0 && (
        <Table label={t('hosts')} head={[t('host'), t('reasonGiven'), t('since'), t('allow')]}>
          {hosts.items.map(({ host, reason, createdAt }) => (
            <tr key={host}>
              <td>{host}</td>
              <td>{reason || '–'}</td>
              <td>
                <Moment at={createdAt} />
              </td>
              <td>
                <form action={blockHost}>
                  <input type="hidden" name="back" value={here} />
                  <input type="hidden" name="host" value={host} />
                  <input type="hidden" name="allow" value="yes" />
                  <Button type="submit" size="sm" variant="outline" aria-label={`${t('allow')}: ${host}`}>
                    {t('allow')}
                  </Button>
                </form>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </AdminShell>
  )
})
