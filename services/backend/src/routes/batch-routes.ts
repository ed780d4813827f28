import type { Features } from '../features/features.ts'
import { identityOf } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { batch, batchBody } from './schemas/batch-schemas.ts'
import { problemResponses } from './schemas/common-schemas.ts'
import { submissionParams } from './schemas/submissions-schemas.ts'

/** Several addresses at once. */
export function batchRoutes(
  app: RouteApp,
  { batches, accounts }: Pick<Features, 'batches' | 'accounts'>,
): void {
  const tags = ['submissions']

  app.post(
    '/api/v1/submission-batches',
    {
      config: limits.batch,
      bodyLimit: 1_500_000,
      schema: {
        tags,
        operationId: 'submitSeveral',
        summary:
          'Submits several pages: a list, a file of bookmarks, or a sitemap; its address is in Location',
        body: batchBody,
        response: { 202: batch, ...problemResponses },
      },
    },
    async (request, reply) => {
      const identity = await identityOf(request, accounts)
      const made = await batches.submit({
        ...request.body,
        ...(identity && identity.role !== 'guest' ? { userId: identity.id } : {}),
      })
      return reply.code(202).header('location', `/api/v1/submission-batches/${made.id}`).send(made)
    },
  )

  app.get(
    '/api/v1/submission-batches/:id',
    {
      schema: {
        tags,
        operationId: 'getSubmissionBatch',
        summary: 'How several submissions are doing, together and each',
        params: submissionParams,
        response: { 200: batch, ...problemResponses },
      },
    },
    (request) => batches.get(request.params.id),
  )

  app.delete(
    '/api/v1/submission-batches/:id',
    {
      schema: {
        tags,
        operationId: 'cancelSubmissionBatch',
        summary: 'Cancels those that are under way; for who submitted them and editors',
        params: submissionParams,
        response: { 200: batch, ...problemResponses },
      },
    },
    async (request) => {
      const identity = await identityOf(request, accounts)
      return batches.cancel(request.params.id, {
        ...(identity ? { userId: identity.id } : {}),
        editor: identity?.role === 'editor' || identity?.role === 'admin',
      })
    },
  )
}
