import { isOutage } from '../../src/api/problem.ts'
import { sitemapXml } from '../../src/server/sitemap.ts'

export const dynamic = 'force-dynamic'

/** Where the directory is away and nothing is kept of it, 503: search engines then go on with the one they have. */
export async function GET(): Promise<Response> {
  try {
    return new Response(await sitemapXml(), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
  } catch (error) {
    if (!isOutage(error)) throw error
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '10' }
    return new Response('The directory is away for a moment.\n', { status: 503, headers })
  }
}
