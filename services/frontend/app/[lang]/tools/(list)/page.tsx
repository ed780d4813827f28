import { permanentRedirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { metadataWithOutage, withOutage } from '../../../../src/features/outage/with-outage.tsx'
import { readFilters, type SearchParams, topicPath } from '../../../../src/features/tools/filters.ts'
import { ToolList } from '../../../../src/features/tools/tool-list.tsx'
import { listCategories, listTools } from '../../../../src/features/tools/tool-queries.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export const generateMetadata = metadataWithOutage(async ({ params, searchParams }: Props) => {
  const [{ lang }, filters, t] = [
    await params,
    readFilters(await searchParams),
    await getTranslations('tools'),
  ]
  const { show: _, ...narrowed } = filters
  return pageMetadata({
    lang,
    path: '/tools',
    title: t('title'),
    description: t('metaDescription'),
    feed: true,
    hidden: Object.keys(narrowed).length > 0,
  })
})

export default withOutage(async function ToolsPage({ params, searchParams }: Props) {
  const { lang } = await params
  const filters = readFilters(await searchParams)
  const topic = topicPath(filters)
  if (topic) permanentRedirect(localPath(lang, topic))
  const [t, page, categories] = await Promise.all([
    getTranslations('tools'),
    listTools(lang, filters),
    listCategories(lang),
  ])
  const category = categories.find(({ slug }) => slug === filters.category)
  return (
    <ToolList
      lang={lang}
      title={category?.name ?? t('title')}
      text={category?.description}
      filters={filters}
      page={page}
      categories={categories}
      here={localPath(lang, '/tools')}
    />
  )
})
