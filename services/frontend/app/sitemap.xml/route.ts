import { sitemapIndex } from '../../src/server/sitemap.ts'
import { sitemapAnswer } from '../../src/server/sitemap-answer.ts'

export const dynamic = 'force-dynamic'

export const GET = (): Promise<Response> => sitemapAnswer(sitemapIndex())
