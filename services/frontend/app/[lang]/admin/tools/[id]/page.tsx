import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../../src/api/client.ts'
import { Button } from '../../../../../src/components/ui/button.tsx'
import { mergeTool } from '../../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../../src/features/admin/admin-shell.tsx'
import { blockPath } from '../../../../../src/features/admin/block-path.ts'
import { FactsForm } from '../../../../../src/features/admin/facts-form.tsx'
import { LanguageStates } from '../../../../../src/features/admin/language-states.tsx'
import { ListingFacts } from '../../../../../src/features/admin/listing-facts.tsx'
import { SmallField } from '../../../../../src/features/admin/parts.tsx'
import { StatusForm } from '../../../../../src/features/admin/status-form.tsx'
import { termName } from '../../../../../src/features/admin/terms.ts'
import type { SearchParams } from '../../../../../src/features/tools/filters.ts'
import { listCategories } from '../../../../../src/features/tools/tool-queries.ts'
import type { Language } from '../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../src/i18n/paths.ts'
import { env } from '../../../../../src/server/env.ts'

interface Props {
  readonly params: Promise<{ lang: Language; id: string }>
  readonly searchParams: Promise<SearchParams>
}

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const { lang, id } = await params
  const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
  const [listing, categories] = await Promise.all([
    bodyOf(api.GET('/api/v1/admin/tools/{id}', { params: { path: { id } } })),
    listCategories(lang),
  ])
  const slugs = [...listing.tags, ...listing.proposed.tags].join(',')
  const named = { path: { kind: 'tags' }, query: { slugs, limit: 100 } } as const
  const tags = slugs ? (await bodyOf(api.GET('/api/v1/admin/terms/{kind}', { params: named }))).items : []
  const here = localPath(lang, `/admin/tools/${id}`)
  const refusal = listing.status === 'pending'
  return (
    <AdminShell user={user} title={listing.name} search={await searchParams}>
      <ListingFacts listing={listing} apiUrl={env().publicApiUrl} lang={lang} alone />
      <section className="grid gap-3" aria-label={t('decide')}>
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          {listing.status !== 'published' && (
            <StatusForm ids={[id]} statuses={['published']} back={here} letter="p" />
          )}
          <StatusForm
            ids={[id]}
            statuses={takeDown(listing.status)}
            back={here}
            refusal={refusal}
            letter="r"
          />
          <form action={mergeTool} className="flex flex-wrap items-end gap-2">
            <input type="hidden" name="back" value={here} />
            <input type="hidden" name="id" value={id} />
            <SmallField
              label={t('mergeInto')}
              name="into"
              required
              maxLength={300}
              list="duplicates"
              data-testid="merge-into"
            />
            <datalist id="duplicates">
              {listing.duplicates.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </datalist>
            <Button type="submit" size="sm" variant="outline" data-testid="merge">
              {t('merge')}
            </Button>
          </form>
        </div>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          {listing.status === 'published' && (
            <a
              href={localPath(lang, `/tools/${listing.slug}`)}
              className="ink-link"
              data-testid="see-listing"
            >
              {t('seeListing')}
            </a>
          )}
          <a
            href={localPath(lang, `/tools/${listing.slug}/videos`)}
            className="ink-link"
            data-testid="listing-videos"
          >
            {t('videos')}
          </a>
          <LanguageStates id={id} source={listing.sourceLanguage} states={listing.languages} lang={lang} />
          <a href={localPath(lang, `/admin/audit?subject=${id}`)} className="ink-link">
            {t('history')}
          </a>
          <a href={blockPath(lang, listing.url)} className="ink-link">
            {t('blockHost')}
          </a>
        </div>
      </section>
      <FactsForm
        key={listing.revision}
        listing={listing}
        categories={categories.map(({ slug, name }) => ({ slug, name }))}
        tags={tags.map((term) => ({ slug: term.slug, name: termName(term, lang) }))}
        back={here}
      />
    </AdminShell>
  )
})

/** What a listing can still be taken from view by. */
function takeDown(
  status: string,
): readonly ['hidden', 'deleted'] | readonly ['hidden'] | readonly ['deleted'] {
  if (status === 'hidden') return ['deleted']
  return status === 'deleted' ? ['hidden'] : ['hidden', 'deleted']
}
