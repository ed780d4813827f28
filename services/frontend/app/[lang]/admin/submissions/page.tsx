import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { Badge } from '../../../../src/components/ui/badge.tsx'
import { Button } from '../../../../src/components/ui/button.tsx'
import { retry } from '../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { Moment, NextPage, Nothing, Table } from '../../../../src/features/admin/parts.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

const statuses = ['queued', 'running', 'done', 'failed'] as const

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const [{ lang }, search] = [await params, await searchParams]
  const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
  const status = statuses.find((name) => name === search.status)
  const filters = status ? { status } : {}
  const query = {
    ...filters,
    limit: 50,
    ...(typeof search.cursor === 'string' ? { cursor: search.cursor } : {}),
  }
  const page = await bodyOf(api.GET('/api/v1/admin/submissions', { params: { query } }))
  const here = localPath(lang, '/admin/submissions')
  return (
    <AdminShell user={user} title={t('pages.submissions')} search={search}>
      <ul className="flex flex-wrap gap-3">
        <li>
          <a
            href={here}
            aria-current={status ? undefined : 'page'}
            className="ink-link aria-[current]:font-bold"
          >
            {t('all')}
          </a>
        </li>
        {statuses.map((name) => (
          <li key={name}>
            <a
              href={`${here}?status=${name}`}
              aria-current={status === name ? 'page' : undefined}
              className="ink-link aria-[current]:font-bold"
            >
              {t(`work.${name}`)}
            </a>
          </li>
        ))}
      </ul>
      {page.items.length === 0 ? (
        <Nothing />
      ) : (
        <Table
          label={t('pages.submissions')}
          head={[t('facts.url'), t('statusLabel'), t('submittedBy'), t('since'), t('retry')]}
        >
          {page.items.map((item) => (
            <tr key={item.id} data-testid="submission" data-status={item.status}>
              <td>
                {item.tool ? (
                  <a href={localPath(lang, `/admin/tools/${item.tool.id}`)} className="ink-link">
                    {item.url}
                  </a>
                ) : (
                  item.url
                )}
                {item.problem && <div className="text-coral">{item.problem.detail}</div>}
              </td>
              <td>
                <Badge>{t(`work.${item.status}`)}</Badge>
              </td>
              <td>{item.submitter || t('nobody')}</td>
              <td>
                <Moment at={item.createdAt} />
              </td>
              <td>
                {item.status === 'failed' && (
                  <form action={retry}>
                    <input type="hidden" name="back" value={`${here}?${new URLSearchParams(filters)}`} />
                    <input type="hidden" name="id" value={item.id} />
                    <Button
                      type="submit"
                      size="sm"
                      variant="outline"
                      aria-label={`${t('retry')}: ${item.url}`}
                    >
                      {t('retry')}
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
