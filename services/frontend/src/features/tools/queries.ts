import { cache } from 'react'
import { bodyOf } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { serverApi } from '../../api/server.ts'
import type { Category, Tool, ToolPage } from '../../api/types.ts'
import type { Language } from '../../i18n/languages.ts'
import type { ToolFilters } from './filters.ts'

/** Listings on a page of the list. */
export const pageSize = 24

/** One page of listings. @throws ApiProblem */
export async function listTools(lang: Language, filters: ToolFilters, limit = pageSize): Promise<ToolPage> {
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

/** Every category with its name in `lang`. @throws ApiProblem */
export const listCategories = cache(async (lang: Language): Promise<readonly Category[]> => {
  const api = await serverApi()
  return (await bodyOf(api.GET('/api/v1/categories', { params: { query: { lang } } }))).items
})

/** Turns "there is no such thing" into null; a slug that cannot exist is one too. */
export function nullWhereAbsent(error: unknown): null {
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) return null
  throw error
}
