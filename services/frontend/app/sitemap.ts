import type { MetadataRoute } from 'next'
import { bodyOf } from '../src/api/client.ts'
import { serverApi } from '../src/api/server.ts'
import { listRooms } from '../src/features/rooms/queries.ts'
import { listCategories } from '../src/features/tools/queries.ts'
import { languages } from '../src/i18n/languages.ts'
import { alternatesOf, localPath } from '../src/i18n/paths.ts'
import { siteUrl } from '../src/server/site-url.ts'

export const dynamic = 'force-dynamic'

/** Most listings in the file: seven addresses each stay below the protocol's 50,000. */
const mostTools = 6_000
const pageSize = 100

interface Page {
  readonly path: string
  readonly changed?: string
}

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [site, tools, categories, rooms] = await Promise.all([
    siteUrl(),
    allTools(),
    listCategories('en'),
    listRooms('en'),
  ])
  const pages: Page[] = [
    ...['/', '/tools', '/rooms', '/submit'].map((path) => ({ path })),
    ...categories.map(({ slug }) => ({ path: `/categories/${slug}` })),
    ...tools,
    ...rooms.map(({ slug, lastMessageAt }) => ({
      path: `/rooms/${slug}`,
      ...(lastMessageAt && { changed: lastMessageAt }),
    })),
  ]
  return pages.flatMap(({ path, changed }) => {
    const alternates = Object.fromEntries(
      Object.entries(alternatesOf(path)).map(([key, value]) => [key, `${site}${value}`]),
    )
    return languages.map((language) => ({
      url: `${site}${localPath(language, path)}`,
      ...(changed && { lastModified: changed }),
      alternates: { languages: alternates },
    }))
  })
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
