import { Type } from 'typebox'
import type { Features } from '../../features/features.ts'
import { identityOf } from '../identity.ts'
import { limits, type RouteApp } from '../route-app.ts'
import {
  cursor,
  host,
  hostBlock,
  id,
  idParams,
  pageOf,
  reason,
  report,
  reportBody,
  reportPage,
  reportStatus,
} from '../schemas/administration-schemas.ts'
import { problemResponses } from '../schemas/common-schemas.ts'
import { administrationSchema as common, createGuards } from './guards.ts'

/** What people report, and hosts that are not listed. */
export function reportRoutes(
  app: RouteApp,
  { accounts, administration }: Pick<Features, 'accounts' | 'administration'>,
): void {
  const { editor } = createGuards(accounts)
  const config = limits.write

  app.post(
    '/api/v1/reports',
    {
      config: limits.submit,
      schema: {
        tags: ['reports'],
        operationId: 'report',
        summary: 'Tells the editors of a listing or a message that should not be as it is',
        body: reportBody,
        response: { 201: Type.Object({ id }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const identity = await identityOf(request, accounts)
      return reply.code(201).send(await administration.reports.make(request.body, identity?.id))
    },
  )

  app.get(
    '/api/v1/admin/reports',
    {
      schema: {
        ...common,
        operationId: 'adminListReports',
        summary: 'What people reported',
        querystring: Type.Object({
          status: Type.Enum(['open', 'resolved', 'dismissed'], { default: 'open' }),
          cursor,
          limit: pageOf(100, 50),
        }),
        response: { 200: reportPage, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return administration.reports.list(request.query)
    },
  )

  app.put(
    '/api/v1/admin/reports/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminSettleReport',
        summary: 'Says what came of a report',
        params: idParams,
        body: Type.Object({ status: reportStatus }),
        response: { 200: report, ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      return administration.reports.settle(request.params.id, request.body.status, by)
    },
  )

  app.get(
    '/api/v1/admin/hosts',
    {
      schema: {
        ...common,
        operationId: 'adminListHosts',
        summary: 'Hosts whose pages are not taken in',
        response: { 200: Type.Object({ items: Type.Array(hostBlock) }), ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return { items: await administration.hosts.list() }
    },
  )

  app.post(
    '/api/v1/admin/hosts',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminBlockHost',
        summary: 'Takes no page of a host, or below it, any more',
        body: Type.Object({
          host,
          reason: Type.Optional(reason),
          hide: Type.Optional(Type.Boolean({ description: 'Take those that are listed from view.' })),
        }),
        response: { 200: Type.Object({ hidden: Type.Integer() }), ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      const { host: named, reason: why = '', hide = false } = request.body
      return administration.hosts.add(
        named.toLowerCase().replace(/\.$/, ''),
        { reason: why.trim(), hide },
        by,
      )
    },
  )

  app.delete(
    '/api/v1/admin/hosts/:host',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminAllowHost',
        summary: 'Takes pages of a host again',
        params: Type.Object({ host }),
        response: { 204: Type.Null({ description: 'Allowed.' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const by = await editor(request)
      await administration.hosts.remove(request.params.host.toLowerCase(), by)
      return reply.code(204).send(null)
    },
  )
}
