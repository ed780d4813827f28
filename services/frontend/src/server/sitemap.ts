import { bodyOf } from '../api/client.ts'
import { serverApi } from '../api/server.ts'
import { listRooms, mostRooms } from '../features/rooms/room-queries.ts'
import { listCategories, listTags } from '../features/tools/tool-queries.ts'
import { languages } from '../i18n/languages.ts'
import { alternatesOf, localPath } from '../i18n/paths.ts'
import { siteUrl } from './site-url.ts'

/** Most listings in the file: seven addresses each stay below the protocol's 50,000. */
const mostTools = 6_000
const pageSize = 100

interface Page {
  readonly path: string
  readonly changed?: string
}

/** Every page of the site in every language, in the sitemaps protocol. @throws ApiProblem where the directory is away */
export async function sitemapXml(): Promise<string> {
  const [site, listed] = await Promise.all([siteUrl(), listedPages()])
  const pages: Page[] = [...['/', '/tools', '/rooms', '/submit'].map((path) => ({ path })), ...listed]
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' +
    `${pages.map((page) => entriesOf(site, page)).join('')}</urlset>\n`
  )
}

function entriesOf(site: string, { path, changed }: Page): string {
  const alternates = Object.entries(alternatesOf(path))
    .map(([lang, to]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${escapeXml(site + to)}"/>`)
    .join('')
  const lastmod = changed ? `<lastmod>${escapeXml(changed)}</lastmod>` : ''
  return languages
    .map((language) => {
      const loc = escapeXml(site + localPath(language, path))
      return `<url><loc>${loc}</loc>${alternates}${lastmod}</url>\n`
    })
    .join('')
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

async function listedPages(): Promise<readonly Page[]> {
  const [tools, categories, tags, rooms] = await Promise.all([
    allTools(),
    listCategories('en'),
    listTags('en'),
    listRooms('en', { limit: mostRooms }),
  ])
  return [
    ...categories.map(({ slug }) => ({ path: `/categories/${slug}` })),
    ...tags.map(({ slug }) => ({ path: `/tags/${slug}` })),
    ...tools,
    ...rooms.items.map(({ slug, lastMessageAt }) => ({
      path: `/rooms/${slug}`,
      ...(lastMessageAt && { changed: lastMessageAt }),
    })),
  ]
}

async function allTools(): Promise<readonly Page[]> {
  const api = await serverApi()
  const found: Page[] = []
  let cursor: string | null = null
  do {
    const query = { lang: 'en', sort: 'newest', limit: pageSize, ...(cursor && { cursor }) } as const
    const page: { items: readonly { slug: string; publishedAt: string }[]; nextCursor: string | null } =
      await bodyOf(api.GET('/api/v1/tools', { params: { query } }))
    found.push(
      ...page.items.map(({ slug, publishedAt }) => ({ path: `/tools/${slug}`, changed: publishedAt })),
    )
    cursor = page.nextCursor
  } while (cursor && found.length < mostTools)
  return found
}
