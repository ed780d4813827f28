import { getFormatter, getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { PageChangeCard } from '../../../../src/features/admin/page-change-card.tsx'
import { NextPage, Nothing } from '../../../../src/features/admin/parts.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

/** Listings whose page is gone that are shown at once; the list of all listings has the rest. */
const mostDead = 100

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const [{ lang }, search] = [await params, await searchParams]
  const [t, format, api] = await Promise.all([getTranslations('admin'), getFormatter(), adminApi()])
  const query = {
    status: 'open',
    limit: 50,
    ...(typeof search.cursor === 'string' ? { cursor: search.cursor } : {}),
  } as const
  const dead = { status: 'published', unreachable: true, sort: 'oldest', limit: mostDead } as const
  const [page, unreachable] = await Promise.all([
    bodyOf(api.GET('/api/v1/admin/page-changes', { params: { query } })),
    bodyOf(api.GET('/api/v1/admin/tools', { params: { query: dead } })),
  ])
  const here = localPath(lang, '/admin/changes')
  return (
    <AdminShell user={user} title={t('pages.changes')} search={search}>
      <p className="max-w-prose">{t('pageChanges.lead')}</p>
      {page.items.length === 0 && <Nothing />}
      <ul className="grid gap-3">
        {page.items.map((change) => (
          <PageChangeCard key={change.id} change={change} lang={lang} back={here} />
        ))}
      </ul>
      <NextPage path={here} query={{}} cursor={page.nextCursor} />
      {unreachable.items.length > 0 && (
        <section className="grid gap-3" aria-labelledby="unreachable">
          <h2 id="unreachable" className="text-2xl">
            {t('pageChanges.deadTitle')}
          </h2>
          <p className="max-w-prose">{t('pageChanges.deadLead')}</p>
          <ul className="grid gap-1">
            {unreachable.items.map(({ id, name, url, unreachableSince }) => (
              <li key={id} data-testid="unreachable">
                <a href={localPath(lang, `/admin/tools/${id}`)} className="ink-link font-semibold">
                  {name}
                </a>{' '}
                <span className="text-sm text-ink-soft">
                  {URL.parse(url)?.hostname} ·{' '}
                  {t('pageChanges.since', {
                    date: format.dateTime(new Date(unreachableSince ?? ''), { dateStyle: 'medium' }),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </AdminShell>
  )
})
