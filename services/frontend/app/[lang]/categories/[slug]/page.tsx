import { notFound } from 'next/navigation'
import { metadataWithOutage, withOutage } from '../../../../src/features/outage/with-outage.tsx'
import { readFilters, type SearchParams } from '../../../../src/features/tools/filters.ts'
import { ToolList } from '../../../../src/features/tools/tool-list.tsx'
import { listCategories, listTools } from '../../../../src/features/tools/tool-queries.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language; slug: string }>
  readonly searchParams: Promise<SearchParams>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const { lang, slug } = await params
  const category = (await listCategories(lang)).find((one) => one.slug === slug)
  if (!category) notFound()
  return pageMetadata({
    lang,
    path: `/categories/${slug}`,
    feed: true,
    title: category.name,
    description: category.description,
  })
})

export default withOutage(async function CategoryPage({ params, searchParams }: Props) {
  const { lang, slug } = await params
  const categories = await listCategories(lang)
  const category = categories.find((one) => one.slug === slug)
  if (!category) notFound()
  const { show, cursor } = readFilters(await searchParams)
  const filters = { category: slug, ...(show && { show }), ...(cursor && { cursor }) }
  return (
    <ToolList
      lang={lang}
      title={category.name}
      text={category.description}
      filters={filters}
      page={await listTools(lang, filters)}
      categories={categories}
      here={localPath(lang, `/categories/${slug}`)}
      inPath="category"
    />
  )
})
