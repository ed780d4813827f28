import { languageNames, languages } from '@parlance/contracts/languages'
import { Type } from 'typebox'
import type { Features } from '../features/features.ts'
import { limits, type RouteApp } from './route-app.ts'
import { langQuery, problemResponses, slugParams } from './schemas/common-schemas.ts'
import { categoryList, languageList, tool, toolPage, toolQuery } from './schemas/tools-schemas.ts'

/** The directory: listings, categories, languages. */
export function toolRoutes(app: RouteApp, { catalogue }: Pick<Features, 'catalogue'>): void {
  const tags = ['tools']

  app.get(
    '/api/v1/tools',
    {
      schema: {
        tags,
        operationId: 'listTools',
        summary: 'Published listings, a page at a time',
        querystring: toolQuery,
        response: { 200: toolPage, ...problemResponses },
      },
    },
    (request) => catalogue.list(request.query),
  )

  app.get(
    '/api/v1/tools/:slug',
    {
      schema: {
        tags,
        operationId: 'getTool',
        summary: 'One listing',
        params: slugParams,
        querystring: langQuery,
        response: { 200: tool, ...problemResponses },
      },
    },
    (request) => catalogue.get(request.params.slug, request.query.lang),
  )

  const counter = (summary: string, operationId: string) => ({
    config: limits.count,
    schema: {
      tags,
      operationId,
      summary,
      params: slugParams,
      response: { 204: Type.Null({ description: 'Counted.' }), ...problemResponses },
    },
  })
  app.post('/api/v1/tools/:slug/views', counter('Counts a reader', 'countView'), async (request, reply) => {
    await catalogue.recordView(request.params.slug)
    return reply.code(204).send(null)
  })
  app.post(
    '/api/v1/tools/:slug/clicks',
    counter('Counts a reader who went on to the site', 'countClick'),
    async (request, reply) => {
      await catalogue.recordClick(request.params.slug)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/categories',
    {
      schema: {
        tags,
        operationId: 'listCategories',
        summary: 'All categories',
        querystring: langQuery,
        response: { 200: categoryList, ...problemResponses },
      },
    },
    async (request) => ({ items: await catalogue.categories(request.query.lang) }),
  )

  const items = languages.map((code) => ({ code, name: languageNames[code] }))
  app.get(
    '/api/v1/languages',
    {
      schema: {
        tags,
        operationId: 'listLanguages',
        summary: 'The languages of the site',
        response: { 200: languageList, ...problemResponses },
      },
    },
    () => ({ items }),
  )
}
