import { Type } from 'typebox'
import type { Features } from '../../features/features.ts'
import { limits, type RouteApp } from '../route-app.ts'
import {
  auditPage,
  cursor,
  id,
  idParams,
  job,
  jobState,
  pageOf,
  person,
  personPage,
  role,
  settings,
  settingsBody,
  submissionPage,
  submissionStatus,
  summary,
} from '../schemas/administration-schemas.ts'
import { problemResponses } from '../schemas/common-schemas.ts'
import { administrationSchema as common, createGuards } from './guards.ts'

/** The site as a whole: what waits, who is here, what was changed, what runs. */
export function siteRoutes(
  app: RouteApp,
  { accounts, administration }: Pick<Features, 'accounts' | 'administration'>,
): void {
  const { editor, administrator } = createGuards(accounts)
  const config = limits.write
  const done = (description: string) => ({ 204: Type.Null({ description }), ...problemResponses })

  app.get(
    '/api/v1/admin/summary',
    {
      schema: {
        ...common,
        operationId: 'adminSummary',
        summary: 'What waits for somebody',
        response: { 200: summary, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return administration.work.summary()
    },
  )

  app.get(
    '/api/v1/admin/submissions',
    {
      schema: {
        ...common,
        operationId: 'adminListSubmissions',
        summary: 'What was submitted, the newest first',
        querystring: Type.Object({ status: Type.Optional(submissionStatus), cursor, limit: pageOf(100, 50) }),
        response: { 200: submissionPage, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return administration.work.submissions(request.query)
    },
  )

  app.post(
    '/api/v1/admin/submissions/:id/retry',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminRetrySubmission',
        summary: 'Reads a page that failed once more',
        params: idParams,
        response: done('It is queued.'),
      },
    },
    async (request, reply) => {
      const by = await editor(request)
      await administration.work.retrySubmission(request.params.id, by)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/admin/jobs',
    {
      schema: {
        ...common,
        operationId: 'adminListJobs',
        summary: 'Jobs of the background, the newest first',
        querystring: Type.Object({ state: Type.Optional(jobState), limit: pageOf(200, 50) }),
        response: { 200: Type.Object({ items: Type.Array(job) }), ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return { items: await administration.work.jobs(request.query) }
    },
  )

  app.post(
    '/api/v1/admin/jobs/:queue/:id/retry',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminRetryJob',
        summary: 'Does a job that failed once more',
        params: Type.Object({ queue: Type.String({ maxLength: 60, pattern: '^[a-z-]+$' }), id }),
        response: done('It is queued.'),
      },
    },
    async (request, reply) => {
      const by = await editor(request)
      await administration.work.retryJob(request.params.queue, request.params.id, by)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/admin/people',
    {
      schema: {
        ...common,
        operationId: 'adminListPeople',
        summary: 'People, the newest first; for administrators',
        querystring: Type.Object({
          q: Type.Optional(Type.String({ maxLength: 200 })),
          role: Type.Optional(role),
          cursor,
          limit: pageOf(100, 50),
        }),
        response: { 200: personPage, ...problemResponses },
      },
    },
    async (request) => {
      await administrator(request)
      return administration.people.list(request.query)
    },
  )

  app.patch(
    '/api/v1/admin/people/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminChangePerson',
        summary: 'Gives somebody a role, closes the account or opens it again; for administrators',
        params: idParams,
        body: Type.Object({
          role: Type.Optional(Type.Enum(['member', 'editor', 'admin'])),
          disabled: Type.Optional(Type.Boolean()),
        }),
        response: { 200: person, ...problemResponses },
      },
    },
    async (request) => {
      const by = await administrator(request)
      return administration.people.change(request.params.id, request.body, by)
    },
  )

  app.get(
    '/api/v1/admin/audit',
    {
      schema: {
        ...common,
        operationId: 'adminListAudit',
        summary: 'Every change, the newest first',
        querystring: Type.Object({
          subjectId: Type.Optional(Type.String({ maxLength: 300 })),
          actorId: Type.Optional(id),
          action: Type.Optional(Type.String({ maxLength: 60 })),
          cursor,
          limit: pageOf(100, 50),
        }),
        response: { 200: auditPage, ...problemResponses },
      },
    },
    async (request) => {
      const { identity } = await editor(request)
      // Who signed in from where, and whose role changed, is for administrators.
      return administration.audit.list({ ...request.query, everything: identity.role === 'admin' })
    },
  )

  app.post(
    '/api/v1/admin/audit/:id/undo',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminUndo',
        summary: 'Takes one change back; 409 where somebody changed the same since',
        params: idParams,
        response: { 200: Type.Object({ id }), ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      return administration.audit.undo(request.params.id, { ...by, everything: by.identity.role === 'admin' })
    },
  )

  app.get(
    '/api/v1/admin/settings',
    {
      schema: {
        ...common,
        operationId: 'adminGetSettings',
        summary: 'What holds for the whole site',
        response: { 200: settings, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return administration.settings.get()
    },
  )

  app.patch(
    '/api/v1/admin/settings',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminChangeSettings',
        summary: 'Changes what holds for the whole site; for administrators',
        body: settingsBody,
        response: { 200: settings, ...problemResponses },
      },
    },
    async (request) => {
      const by = await administrator(request)
      return administration.settings.set(request.body, by)
    },
  )
}
