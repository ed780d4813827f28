import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { metadataWithOutage, withOutage } from '../../../../src/features/outage/with-outage.tsx'
import { readFilters, type SearchParams } from '../../../../src/features/tools/filters.ts'
import { ToolList } from '../../../../src/features/tools/tool-list.tsx'
import { listCategories, listTools, readTag } from '../../../../src/features/tools/tool-queries.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language; slug: string }>
  readonly searchParams: Promise<SearchParams>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang, slug }, t] = [await params, await getTranslations('tags')]
  const tag = await readTag(lang, slug)
  if (!tag) notFound()
  return pageMetadata({
    lang,
    path: `/tags/${slug}`,
    feed: true,
    title: t('title', { tag: tag.name }),
    description: t('text', { tag: tag.name }),
  })
})

export default withOutage(async function TagPage({ params, searchParams }: Props) {
  const { lang, slug } = await params
  const [t, tag, categories] = await Promise.all([
    getTranslations('tags'),
    readTag(lang, slug),
    listCategories(lang),
  ])
  if (!tag) notFound()
  const { show, cursor } = readFilters(await searchParams)
  const filters = { tag: slug, ...(show && { show }), ...(cursor && { cursor }) }
  return (
    <ToolList
      lang={lang}
      title={t('title', { tag: tag.name })}
      text={t('text', { tag: tag.name })}
      filters={filters}
      page={await listTools(lang, filters)}
      categories={categories}
      here={localPath(lang, `/tags/${slug}`)}
      inPath="tag"
    />
  )
})
