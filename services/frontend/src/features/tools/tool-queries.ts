import { cache } from 'react'
import { bodyOf } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { Category, Tool, ToolPage } from '../../api/rest-types.ts'
import { serverApi } from '../../api/server.ts'
import type { Language } from '../../i18n/languages.ts'
import { pageSize, readFilters, type ToolFilters } from './filters.ts'

/** Most listings that the backend answers at once. */
const mostAtOnce = 96

/** Listings from the start of a list, or from its cursor: one page, or as many as `show` says. @throws ApiProblem */
export async function listTools(
  lang: Language,
  { show, ...filters }: ToolFilters,
  limit = pageSize,
): Promise<ToolPage> {
  const wanted = show ?? limit
  const first = await toolPage(lang, filters, Math.min(wanted, mostAtOnce))
  const items = [...first.items]
  let { nextCursor } = first
  while (nextCursor && items.length < wanted) {
    const page = await toolPage(
      lang,
      { ...filters, cursor: nextCursor },
      Math.min(wanted - items.length, mostAtOnce),
    )
    items.push(...page.items)
    nextCursor = page.nextCursor
  }
  return { ...first, items, nextCursor }
}

const toolPage = async (
  lang: Language,
  filters: Omit<ToolFilters, 'show'>,
  limit: number,
): Promise<ToolPage> => {
  const api = await serverApi()
  return bodyOf(api.GET('/api/v1/tools', { params: { query: { lang, limit, ...filters } } }))
}

/** A listing with its texts in `lang`, or null where there is none. @throws ApiProblem */
export const readTool = cache(async (lang: Language, slug: string): Promise<Tool | null> => {
  const api = await serverApi()
  return bodyOf(api.GET('/api/v1/tools/{slug}', { params: { path: { slug }, query: { lang } } })).catch(
    nullWhereAbsent,
  )
})

/** Alternatives to a listing, and what is near to it otherwise; null where there is no such listing. @throws ApiProblem */
export const relatedTools = cache(async (lang: Language, slug: string) => {
  const api = await serverApi()
  const asked = api.GET('/api/v1/tools/{slug}/related', {
    params: { path: { slug }, query: { lang, limit: 3 } },
  })
  return bodyOf(asked).catch(nullWhereAbsent)
})

/** Every category with its name in `lang`. @throws ApiProblem */
export const listCategories = cache(async (lang: Language): Promise<readonly Category[]> => {
  const api = await serverApi()
  return (await bodyOf(api.GET('/api/v1/categories', { params: { query: { lang } } }))).items
})

/** A tag that some listing has, with its name in `lang`; null where there is none. @throws ApiProblem */
export const readTag = cache(async (lang: Language, slug: string) => {
  if (readFilters({ tag: slug }).tag !== slug) return null
  const { facets } = await toolPage(lang, { tag: slug }, 1)
  return facets?.tags.find((tag) => tag.slug === slug) ?? null
})

/** Every tag that some listing has. @throws ApiProblem */
export async function listTags(lang: Language) {
  return (await toolPage(lang, {}, 1)).facets?.tags ?? []
}

/** Turns "there is no such thing" into null; a slug that cannot exist is one too. */
export function nullWhereAbsent(error: unknown): null {
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) return null
  throw error
}
