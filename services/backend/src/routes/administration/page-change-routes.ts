import type { Features } from '../../features/features.ts'
import { limits, type RouteApp } from '../route-app.ts'
import { idParams } from '../schemas/administration-schemas.ts'
import { problemResponses } from '../schemas/common-schemas.ts'
import {
  pageChange,
  pageChangeBody,
  pageChangePage,
  pageChangeQuery,
} from '../schemas/page-change-schemas.ts'
import { administrationSchema as common, createGuards } from './guards.ts'

/** What pages of listings say otherwise than they did, for editors. */
export function pageChangeRoutes(
  app: RouteApp,
  { accounts, administration }: Pick<Features, 'accounts' | 'administration'>,
): void {
  const { editor } = createGuards(accounts)

  app.get(
    '/api/v1/admin/page-changes',
    {
      schema: {
        ...common,
        operationId: 'adminListPageChanges',
        summary: 'What pages of listings say otherwise than they did, the newest first',
        querystring: pageChangeQuery,
        response: { 200: pageChangePage, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return administration.pageChanges.list(request.query)
    },
  )

  app.put(
    '/api/v1/admin/page-changes/:id',
    {
      config: limits.write,
      schema: {
        ...common,
        operationId: 'adminSettlePageChange',
        summary: 'Takes over what a page says now, in some fields or none, and is done with it',
        params: idParams,
        body: pageChangeBody,
        response: { 200: pageChange, ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      return administration.pageChanges.settle(request.params.id, request.body.fields, by)
    },
  )
}
