import type { Features } from '../features/features.ts'
import { identityOf, requireRole } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { problemResponses } from './schemas/common-schemas.ts'
import {
  findingsAnswer,
  submission,
  submissionBody,
  submissionParams,
} from './schemas/submissions-schemas.ts'
import { createEventStreams } from './server-sent-events.ts'

/** Pages on their way into the directory. */
export function submissionRoutes(
  app: RouteApp,
  { submissions, accounts }: Pick<Features, 'submissions' | 'accounts'>,
): void {
  const tags = ['submissions']
  const streamEvents = createEventStreams(app)

  app.post(
    '/api/v1/submissions',
    {
      config: limits.submit,
      schema: {
        tags,
        operationId: 'submit',
        summary: 'Submits a page; its address is in Location',
        body: submissionBody,
        response: { 202: submission, ...problemResponses },
      },
    },
    async (request, reply) => {
      const identity = await identityOf(request, accounts)
      const { url, lang } = request.body
      const made = await submissions.submit({
        url,
        ...(lang ? { lang } : {}),
        ...(identity && identity.role !== 'guest' ? { userId: identity.id } : {}),
      })
      return reply.code(202).header('location', `/api/v1/submissions/${made.id}`).send(made)
    },
  )

  app.get(
    '/api/v1/submissions/:id',
    {
      schema: {
        tags,
        operationId: 'getSubmission',
        summary: 'How a submission is doing',
        params: submissionParams,
        response: { 200: submission, ...problemResponses },
      },
    },
    (request) => submissions.get(request.params.id),
  )

  app.delete(
    '/api/v1/submissions/:id',
    {
      schema: {
        tags,
        operationId: 'cancelSubmission',
        summary:
          'Cancels a submission that is under way, with the listing that it has made; for who submitted it and editors',
        params: submissionParams,
        response: { 200: submission, ...problemResponses },
      },
    },
    async (request) => {
      const identity = await identityOf(request, accounts)
      return submissions.cancel(request.params.id, {
        ...(identity ? { userId: identity.id } : {}),
        editor: identity?.role === 'editor' || identity?.role === 'admin',
      })
    },
  )

  app.get(
    '/api/v1/submissions/:id/findings',
    {
      schema: {
        tags,
        operationId: 'getFindings',
        summary: 'What was seen in its page, and why it was filed so; for editors and administrators',
        security: [{ bearer: [] }],
        params: submissionParams,
        response: { 200: findingsAnswer, ...problemResponses },
      },
    },
    async (request) => {
      await requireRole(request, accounts, 'editor', 'admin')
      return { findings: await submissions.findings(request.params.id) }
    },
  )

  app.get(
    '/api/v1/submissions/:id/events',
    {
      schema: {
        tags,
        operationId: 'followSubmission',
        summary: 'The same, as server-sent events named `submission`, until it has ended',
        params: submissionParams,
        response: {
          200: {
            description: 'One event a change; its data is a Submission.',
            content: { 'text/event-stream': { schema: submission } },
          },
          ...problemResponses,
        },
      },
    },
    (request, reply) =>
      streamEvents(request, reply, 'submission', (signal) => submissions.follow(request.params.id, signal)),
  )
}
