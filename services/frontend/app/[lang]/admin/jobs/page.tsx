import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { Badge } from '../../../../src/components/ui/badge.tsx'
import { Button } from '../../../../src/components/ui/button.tsx'
import { retry } from '../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { Moment, Nothing, Table } from '../../../../src/features/admin/parts.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

const states = ['created', 'retry', 'active', 'completed', 'cancelled', 'failed'] as const

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const [{ lang }, search] = [await params, await searchParams]
  const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
  const state = states.find((name) => name === search.state)
  const query = { limit: 100, ...(state ? { state } : {}) }
  const { items } = await bodyOf(api.GET('/api/v1/admin/jobs', { params: { query } }))
  const here = localPath(lang, '/admin/jobs')
  return (
    <AdminShell user={user} title={t('pages.jobs')} search={search}>
      <ul className="flex flex-wrap gap-3">
        <li>
          <a
            href={here}
            aria-current={state ? undefined : 'page'}
            className="ink-link aria-[current]:font-bold"
          >
            {t('all')}
          </a>
        </li>
        {states.map((name) => (
          <li key={name}>
            <a
              href={`${here}?state=${name}`}
              aria-current={state === name ? 'page' : undefined}
              className="ink-link aria-[current]:font-bold"
            >
              {t(`jobStates.${name}`)}
            </a>
          </li>
        ))}
      </ul>
      {items.length === 0 ? (
        <Nothing />
      ) : (
        <Table label={t('pages.jobs')} head={[t('job'), t('statusLabel'), t('since'), t('retry')]}>
          {items.map((job) => (
            <tr key={`${job.queue}-${job.id}`} data-testid="job" data-state={job.state}>
              <td>
                {job.queue} <span className="text-ink-soft">{job.subject}</span>
                {job.fault && <div className="text-coral">{job.fault}</div>}
              </td>
              <td>
                <Badge>{t(`jobStates.${job.state}`)}</Badge>{' '}
                <span className="tabular-nums">
                  {job.retries}/{job.retryLimit}
                </span>
              </td>
              <td>
                <Moment at={job.createdAt} />
              </td>
              <td>
                {job.state === 'failed' && (
                  <form action={retry}>
                    <input type="hidden" name="back" value={here} />
                    <input type="hidden" name="id" value={job.id} />
                    <input type="hidden" name="queue" value={job.queue} />
                    <Button
                      type="submit"
                      size="sm"
                      variant="outline"
                      aria-label={`${t('retry')}: ${job.queue} ${job.subject}`}
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
    </AdminShell>
  )
})
