import { getTranslations } from 'next-intl/server'
import type { Category, ToolPage } from '../../api/rest-types.ts'
import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { env } from '../../server/env.ts'
import { ActiveFilters } from './active-filters.tsx'
import { atomType, feedPath } from './atom-feed.ts'
import { EmptyList } from './empty-list.tsx'
import { FacetLists } from './facet-lists.tsx'
import { FilterForm } from './filter-form.tsx'
import { isNarrowed, type ToolFilters } from './filters.ts'
import { MoreTools } from './more-tools.tsx'
import { ToolGrid } from './tool-card.tsx'

/** A list of tools under its heading: the whole directory, a category, a tag, or what a search found. */
export async function ToolList(props: {
  readonly lang: Language
  readonly title: string
  readonly text: string | undefined
  readonly filters: ToolFilters
  readonly page: ToolPage
  readonly categories: readonly Category[]
  /** Path of the page itself, for more of the same. */
  readonly here: string
  /** What the page's own path says already, so that its query does not. */
  readonly inPath?: 'category' | 'tag'
}) {
  const { lang, title, text, filters, page, categories, here, inPath } = props
  const t = await getTranslations('tools')
  const action = localPath(lang, '/tools')
  const category = categories.find(({ slug }) => slug === filters.category)
  const tag = page.facets?.tags.find(({ slug }) => slug === filters.tag)?.name
  return (
    <div className="wrap grid gap-6 py-8 md:py-12">
      <div className="grid gap-2">
        <h1 className="text-4xl md:text-5xl">{title}</h1>
        <p className="max-w-[70ch] text-ink-soft" data-testid="tool-count">
          {text && `${text} `}
          {page.total !== undefined &&
            t(page.totalExact === false ? 'countMore' : 'count', { count: page.total })}{' '}
          {!filters.q && (
            <a href={feedPath(here)} type={atomType} className="ink-link" data-testid="feed-link">
              {t('feed')}
            </a>
          )}
        </p>
      </div>
      <FilterForm action={action} filters={filters} categories={categories} />
      <ActiveFilters action={action} filters={filters} names={{ category: category?.name, tag }} />
      <FacetLists action={action} filters={filters} facets={page.facets} />
      {page.correctedQuery && (
        <p role="status">{t('corrected', { query: page.correctedQuery, asked: filters.q ?? '' })}</p>
      )}
      {page.items.length === 0 ? (
        <EmptyList narrowed={isNarrowed(filters)} />
      ) : (
        <div>
          <h2 className="sr-only">{t('results')}</h2>
          <ToolGrid tools={page.items} apiUrl={env().publicApiUrl} />
          {page.nextCursor && (
            <MoreTools
              action={here}
              filters={inPath ? { ...filters, [inPath]: undefined } : filters}
              shown={page.items.length}
              cursor={page.nextCursor}
            />
          )}
          <p role="status" className="sr-only">
            {filters.show && t('shown', { count: page.items.length })}
          </p>
        </div>
      )}
    </div>
  )
}
