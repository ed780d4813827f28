import { Type } from 'typebox'
import { mostTerms } from '../../features/administration/taxonomy.ts'
import type { Features } from '../../features/features.ts'
import { limits, type RouteApp } from '../route-app.ts'
import {
  cursor,
  id,
  kindParams,
  pageOf,
  term,
  termBody,
  termList,
  termParams,
} from '../schemas/administration-schemas.ts'
import { problemResponses } from '../schemas/common-schemas.ts'
import { administrationSchema as common, createGuards } from './guards.ts'

/** Categories and tags, for editors and administrators. */
export function taxonomyRoutes(
  app: RouteApp,
  { accounts, administration }: Pick<Features, 'accounts' | 'administration'>,
): void {
  const { editor } = createGuards(accounts)
  const config = limits.write

  app.get(
    '/api/v1/admin/terms/:kind',
    {
      schema: {
        ...common,
        operationId: 'adminListTerms',
        summary: 'Categories in their order, or tags by slug, in all languages',
        params: kindParams,
        querystring: Type.Object({
          q: Type.Optional(
            Type.String({ maxLength: 100, description: 'Part of a name in any language, or of the slug.' }),
          ),
          slugs: Type.Optional(
            Type.String({
              maxLength: 5_000,
              pattern: '^[a-z0-9-]+(,[a-z0-9-]+)*$',
              description: 'These alone, with commas between them; those that are not there are left out.',
            }),
          ),
          cursor,
          limit: pageOf(mostTerms, mostTerms),
        }),
        response: { 200: termList, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      const { slugs, ...query } = request.query
      return administration.taxonomy.list(request.params.kind, {
        ...query,
        ...(slugs === undefined ? {} : { slugs: slugs.split(',') }),
      })
    },
  )

  app.post(
    '/api/v1/admin/terms/:kind',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminAddTerm',
        summary: 'A new category or tag',
        params: kindParams,
        body: termBody,
        response: { 201: term, ...problemResponses },
      },
    },
    async (request, reply) => {
      const by = await editor(request)
      return reply.code(201).send(await administration.taxonomy.add(request.params.kind, request.body, by))
    },
  )

  app.put(
    '/api/v1/admin/terms/:kind/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminChangeTerm',
        summary: 'Names a category or tag otherwise; 409 where somebody was quicker',
        params: termParams,
        body: termBody,
        response: { 200: term, ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      return administration.taxonomy.change(request.params.kind, request.params.id, request.body, by)
    },
  )

  app.delete(
    '/api/v1/admin/terms/:kind/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminRemoveTerm',
        summary: 'Removes a category or tag that no listing has',
        params: termParams,
        response: { 204: Type.Null({ description: 'Removed.' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const by = await editor(request)
      await administration.taxonomy.remove(request.params.kind, request.params.id, by)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/admin/terms/:kind/:id/merge',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminMergeTerm',
        summary: 'Its listings become those of another',
        params: termParams,
        body: Type.Object({ into: id }),
        response: { 200: term, ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      return administration.taxonomy.merge(request.params.kind, request.params.id, request.body.into, by)
    },
  )

  app.put(
    '/api/v1/admin/category-order',
    {
      config,
      schema: {
        ...common,
        operationId: 'adminOrderCategories',
        summary: 'Puts categories in an order',
        body: Type.Object({ ids: Type.Array(id, { minItems: 1, maxItems: 500 }) }),
        response: { 200: termList, ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      return administration.taxonomy.order(request.body.ids, by)
    },
  )
}
