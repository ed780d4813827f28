import type { MetadataRoute } from 'next'
import { siteUrl } from '../src/server/site-url.ts'

// The site's address is known where it runs, not where it is built.
export const dynamic = 'force-dynamic'

export default async function robots(): Promise<MetadataRoute.Robots> {
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/metrics', '/*/sign-in', '/*/submit?'] },
    sitemap: `${await siteUrl()}/sitemap.xml`,
  }
}
