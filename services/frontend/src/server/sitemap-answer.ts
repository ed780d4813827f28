import { isOutage } from '../api/problem.ts'

/** A site map as it is sent. Where the directory is away, 503: search engines then go on with the one they have. */
export async function sitemapAnswer(map: Promise<string>): Promise<Response> {
  try {
    return new Response(await map, { headers: { 'content-type': 'application/xml; charset=utf-8' } })
  } catch (error) {
    if (!isOutage(error)) throw error
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '10' }
    return new Response('The directory is away for a moment.\n', { status: 503, headers })
  }
}
