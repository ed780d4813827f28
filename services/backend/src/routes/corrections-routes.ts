import type { Features } from '../features/features.ts'
import { requireRole } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { problemResponses } from './schemas/common-schemas.ts'
import { correctedListing, listingCorrection, translationParams } from './schemas/corrections-schemas.ts'

/** What people put better than a machine did, on the pages of listings. */
export function correctionRoutes(
  app: RouteApp,
  { accounts, listingCorrections }: Pick<Features, 'accounts' | 'listingCorrections'>,
): void {
  app.put(
    '/api/v1/tools/:slug/translations/:lang',
    {
      config: limits.write,
      schema: {
        tags: ['tools'],
        operationId: 'correctTool',
        summary: 'Says how texts of a listing read in a language; a machine does not change them again',
        security: [{ bearer: [] }],
        params: translationParams,
        body: listingCorrection,
        response: { 200: correctedListing, ...problemResponses },
      },
    },
    async (request) => {
      const { id } = await requireRole(request, accounts, 'editor', 'admin')
      const { slug, lang } = request.params
      const by = { id, ip: request.ip, requestId: request.id }
      return listingCorrections.correct(slug, lang, request.body, by)
    },
  )
}
