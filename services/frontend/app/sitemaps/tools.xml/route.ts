import type { NextRequest } from 'next/server'
import { toolsMap } from '../../../src/server/sitemap.ts'
import { sitemapAnswer } from '../../../src/server/sitemap-answer.ts'

export const dynamic = 'force-dynamic'

/** `?from=`: the slug of the first listing. */
export const GET = (request: NextRequest): Promise<Response> =>
  sitemapAnswer(toolsMap(request.nextUrl.searchParams.get('from') ?? ''))
