import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { Button } from '../../../../src/components/ui/button.tsx'
import { undoChange } from '../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { actionWords } from '../../../../src/features/admin/audit-action.ts'
import { Moment, NextPage, Nothing, Table } from '../../../../src/features/admin/parts.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const [{ lang }, search] = [await params, await searchParams]
  const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
  const asked = (name: string) => (typeof search[name] === 'string' ? search[name] : '')
  const subject = asked('subject').slice(0, 300)
  const query = {
    limit: 50,
    ...(subject ? { subjectId: subject } : {}),
    ...(asked('cursor') ? { cursor: asked('cursor') } : {}),
  }
  const page = await bodyOf(api.GET('/api/v1/admin/audit', { params: { query } }))
  const here = localPath(lang, '/admin/audit')
  const filters = subject ? { subject } : {}
  return (
    <AdminShell user={user} title={t('pages.audit')} search={search}>
      {page.items.length === 0 ? (
        <Nothing />
      ) : (
        <Table label={t('pages.audit')} head={[t('since'), t('who'), t('change'), t('undo')]}>
          {page.items.map((event) => (
            <tr key={event.id} data-testid="audit" data-action={event.action}>
              <td>
                <Moment at={event.createdAt} />
              </td>
              <td>{event.actor || t('nobody')}</td>
              <td>
                {actionWords(t, event.action)} <span className="font-semibold">{event.subject}</span>
                {event.changes.length > 0 && (
                  <details>
                    <summary>{t('changes', { count: event.changes.length })}</summary>
                    <ul className="mt-1 grid gap-1">
                      {event.changes.flatMap(({ table, columns }, row) =>
                        columns.map(({ name, before, after }) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a change stay as they are
                          <li key={`${row}-${name}`}>
                            {table}.{name}: <del className="bg-coral-soft">{before}</del>{' '}
                            <ins className="bg-teal-soft">{after}</ins>
                          </li>
                        )),
                      )}
                    </ul>
                  </details>
                )}
              </td>
              <td>
                {event.undoneAt && t('undone')}
                {event.undoable && (
                  <form action={undoChange}>
                    <input type="hidden" name="back" value={`${here}?${new URLSearchParams(filters)}`} />
                    <input type="hidden" name="id" value={event.id} />
                    <Button
                      type="submit"
                      size="sm"
                      variant="outline"
                      data-testid="undo"
                      aria-label={`${t('undo')}: ${actionWords(t, event.action)} ${event.subject}`}
                    >
                      {t('undo')}
                    </Button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <NextPage path={here} query={filters} cursor={page.nextCursor} />
    </AdminShell>
  )
})
