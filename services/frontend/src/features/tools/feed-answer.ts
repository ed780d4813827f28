import { isOutage } from '../../api/problem.ts'
import type { Language } from '../../i18n/languages.ts'
import { siteUrl } from '../../server/site-url.ts'
import { atomType, atomXml } from './atom-feed.ts'
import type { ToolFilters } from './filters.ts'
import { listTools } from './tool-queries.ts'

/** Entries of a feed. */
const newest = 30

/** What a feed is of; null for a category or a tag that is not there. */
type Topic = { readonly title: string; readonly subtitle: string } | null

/** The newest listings of a page as a feed; 404 where there is no such page, 503 where the directory is away. */
export async function feedAnswer(
  lang: Language,
  page: string,
  filters: ToolFilters,
  topicOf: () => Promise<Topic>,
): Promise<Response> {
  const plain = { 'content-type': 'text/plain; charset=utf-8' }
  try {
    const [site, topic] = [await siteUrl(), await topicOf()]
    if (!topic) return new Response('There is no such feed.\n', { status: 404, headers: plain })
    const { items } = await listTools(lang, { ...filters, sort: 'newest' }, newest)
    const xml = atomXml({ lang, site, page, ...topic, tools: items })
    const headers = { 'content-type': `${atomType}; charset=utf-8`, 'cache-control': 'public, max-age=600' }
    return new Response(xml, { headers })
  } catch (error) {
    if (!isOutage(error)) throw error
    const headers = { ...plain, 'retry-after': '10' }
    return new Response('The directory is away for a moment.\n', { status: 503, headers })
  }
}
