import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '../../../../src/components/client-messages.tsx'
import { ActiveFilters } from '../../../../src/features/tools/active-filters.tsx'
import { EmptyList } from '../../../../src/features/tools/empty-list.tsx'
import { FilterForm } from '../../../../src/features/tools/filter-form.tsx'
import { isNarrowed, readFilters, type SearchParams } from '../../../../src/features/tools/filters.ts'
import { MoreTools } from '../../../../src/features/tools/more-tools.tsx'
import { listCategories, listTools, pageSize } from '../../../../src/features/tools/queries.ts'
import { ToolGrid } from '../../../../src/features/tools/tool-card.tsx'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { env } from '../../../../src/server/env.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ lang }, filters, t] = [
    await params,
    readFilters(await searchParams),
    await getTranslations('tools'),
  ]
  const category = (await listCategories(lang)).find(({ slug }) => slug === filters.category)
  // A category's list is a page of its own to a search engine; every other narrowing is not.
  const { category: _, ...others } = filters
  const plain = Object.keys(others).length === 0
  return pageMetadata({
    lang,
    path: category && plain ? `/tools?category=${category.slug}` : '/tools',
    title: category?.name ?? t('title'),
    description: category?.description ?? t('metaDescription'),
    hidden: !plain,
  })
}

export default async function ToolsPage({ params, searchParams }: Props) {
  const { lang } = await params
  const filters = readFilters(await searchParams)
  const action = localPath(lang, '/tools')
  const [t, page, categories] = await Promise.all([
    getTranslations('tools'),
    listTools(lang, filters),
    listCategories(lang),
  ])
  const category = categories.find(({ slug }) => slug === filters.category)
  const tag = page.facets?.tags.find(({ slug }) => slug === filters.tag)?.name
  return (
    <ClientMessages names={['tools']}>
      <div className="wrap grid gap-6 py-8 md:py-12">
        <div className="grid gap-2">
          <h1 className="text-4xl md:text-5xl">{category?.name ?? t('title')}</h1>
          <p className="text-ink-soft" data-testid="tool-count">
            {category ? `${category.description} ` : ''}
            {page.total !== undefined && t('count', { count: page.total })}
          </p>
        </div>
        <FilterForm action={action} filters={filters} categories={categories} />
        <ActiveFilters action={action} filters={filters} names={{ category: category?.name, tag }} />
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
              <MoreTools action={action} filters={filters} cursor={page.nextCursor} limit={pageSize} />
            )}
          </div>
        )}
      </div>
    </ClientMessages>
  )
}
