import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { ButtonLink } from '../../../../src/components/ui/button.tsx'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { blockPath } from '../../../../src/features/admin/block-path.ts'
import { ListingFacts } from '../../../../src/features/admin/listing-facts.tsx'
import { NextPage, Nothing } from '../../../../src/features/admin/parts.tsx'
import { StatusForm } from '../../../../src/features/admin/status-form.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { env } from '../../../../src/server/env.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

/** Listings that an editor looks at on one page, each with all that is known of it. */
const atOnce = 5

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const [{ lang }, search] = [await params, await searchParams]
  const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
  const cursor = typeof search.cursor === 'string' ? { cursor: search.cursor } : {}
  const query = { status: 'pending', sort: 'oldest', limit: atOnce, ...cursor } as const
  const page = await bodyOf(api.GET('/api/v1/admin/tools', { params: { query } }))
  const found = await Promise.all(
    page.items.map(({ id }) => bodyOf(api.GET('/api/v1/admin/tools/{id}', { params: { path: { id } } }))),
  )
  const here = localPath(lang, '/admin/queue')
  return (
    <AdminShell user={user} title={t('pages.queue')} search={search}>
      {found.length === 0 && <Nothing />}
      <ol className="grid gap-4">
        {found.map((listing, index) => (
          <li
            key={listing.id}
            className="grid gap-4 rounded-lg border-2 border-line bg-card p-4 md:p-6"
            data-testid="queue-item"
            data-slug={listing.slug}
          >
            <ListingFacts listing={listing} apiUrl={env().publicApiUrl} lang={lang} />
            <div className="flex flex-wrap items-end gap-3">
              {/* The keys are those of the first: what is decided leaves the list. */}
              <StatusForm
                ids={[listing.id]}
                statuses={['published']}
                back={here}
                {...(index === 0 ? { letter: 'p' } : {})}
              />
              <StatusForm
                ids={[listing.id]}
                statuses={['hidden']}
                refusal
                back={here}
                {...(index === 0 ? { letter: 'r' } : {})}
              />
              <ButtonLink
                href={localPath(lang, `/admin/tools/${listing.id}`)}
                variant="outline"
                size="sm"
                {...(index === 0 ? { accessKey: 'e' } : {})}
              >
                {t('edit')}
              </ButtonLink>
              <ButtonLink href={blockPath(lang, listing.url)} variant="quiet" size="sm">
                {t('blockHost')}
              </ButtonLink>
            </div>
          </li>
        ))}
      </ol>
      <NextPage path={here} query={{}} cursor={page.nextCursor} />
    </AdminShell>
  )
})
