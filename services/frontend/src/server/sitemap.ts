import { bodyOf } from '../api/client.ts'
import { serverApi } from '../api/server.ts'
import { listRooms, mostRooms } from '../features/rooms/room-queries.ts'
import { listCategories, listTags } from '../features/tools/tool-queries.ts'
import { languages } from '../i18n/languages.ts'
import { alternatesOf, localPath } from '../i18n/paths.ts'
import { siteUrl } from './site-url.ts'

/** A page of the site, in every language. */
interface Page {
  readonly path: string
  /** ISO 8601. */
  readonly changed?: string | undefined
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/**
 * Names the site maps: one of the pages that every site has, its categories, tags and rooms, and one of each thousand listings, so that
 * each stays far below the protocol's 50,000 addresses and 50 MB, however many listings there are.
 *
 * @throws ApiProblem where the directory is away
 */
export async function sitemapIndex(): Promise<string> {
  const [site, { items }] = await Promise.all([
    siteUrl(),
    serverApi().then((api) => bodyOf(api.GET('/api/v1/addresses/parts'))),
  ])
  const maps = [
    { path: '/sitemaps/pages.xml' },
    ...items.map(({ slug, updatedAt }) => ({ path: `/sitemaps/tools.xml?from=${slug}`, changed: updatedAt })),
  ]
  const entries = maps.map(
    (map) => `<sitemap><loc>${escapeXml(site + map.path)}</loc>${lastmod(map)}</sitemap>\n`,
  )
  return `${declaration}<sitemapindex ${namespace}>\n${entries.join('')}</sitemapindex>\n`
}

/** Pages that every site has, categories, tags and rooms. @throws ApiProblem where the directory is away */
export async function pagesMap(): Promise<string> {
  const [categories, tags, rooms] = await Promise.all([
    listCategories('en'),
    listTags('en'),
    listRooms('en', { limit: mostRooms }),
  ])
  return mapOf([
    ...['/', '/tools', '/rooms', '/submit'].map((path) => ({ path })),
    ...categories.map(({ slug }) => ({ path: `/categories/${slug}` })),
    ...tags.map(({ slug }) => ({ path: `/tags/${slug}` })),
    ...rooms.items.map(({ slug, lastMessageAt }) => ({
      path: `/rooms/${slug}`,
      changed: lastMessageAt ?? undefined,
    })),
  ])
}

/** A thousand listings. @param from the slug of the first @throws ApiProblem where the directory is away */
export async function toolsMap(from: string): Promise<string> {
  const api = await serverApi()
  const { items } = await bodyOf(api.GET('/api/v1/addresses', { params: { query: { from } } }))
  return mapOf(items.map(({ slug, updatedAt }) => ({ path: `/tools/${slug}`, changed: updatedAt })))
}

async function mapOf(pages: readonly Page[]): Promise<string> {
  const site = await siteUrl()
  const entries = pages.map((page) => entriesOf(site, page)).join('')
  return `${declaration}<urlset ${namespace} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries}</urlset>\n`
}

function entriesOf(site: string, page: Page): string {
  const alternates = Object.entries(alternatesOf(page.path))
    .map(([lang, to]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${escapeXml(site + to)}"/>`)
    .join('')
  return languages
    .map((language) => {
      const loc = escapeXml(site + localPath(language, page.path))
      return `<url><loc>${loc}</loc>${alternates}${lastmod(page)}</url>\n`
    })
    .join('')
}

const lastmod = ({ changed }: Page) => (changed ? `<lastmod>${escapeXml(changed)}</lastmod>` : '')

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
