import { languageNames, languages } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import { Type } from 'typebox'
import { addressPartSize, type ListingAddress } from '../features/catalogue/catalogue.ts'
import type { Features } from '../features/features.ts'
import type { AnswerCache } from './answer-cache.ts'
import { limits, type RouteApp } from './route-app.ts'
import { langQuery, problemResponses, slugParams } from './schemas/common-schemas.ts'
import {
  addressList,
  addressQuery,
  categoryList,
  languageList,
  relatedQuery,
  relatedTools,
  suggestionList,
  suggestionQuery,
  tool,
  toolPage,
  toolQuery,
} from './schemas/tools-schemas.ts'

/** The directory: listings, categories, languages. */
export function toolRoutes(
  app: RouteApp,
  { catalogue }: Pick<Features, 'catalogue'>,
  answers: AnswerCache,
): void {
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
    (request, reply) => answers.answer(request, reply, () => catalogue.list(request.query)),
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
        response: {
          200: tool,
          308: Type.Null({ description: 'It was merged into another listing: Location.' }),
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const { lang } = request.query
      const found = await answers
        .answer(request, reply, () => catalogue.get(request.params.slug, lang))
        .catch((error: unknown) => error as Error)
      if (!(found instanceof Error)) return found
      const movedTo = found instanceof Problem ? found.extra.movedTo : undefined
      if (typeof movedTo !== 'string') throw found
      return reply.code(308).header('location', `/api/v1/tools/${movedTo}?lang=${lang}`).send(null)
    },
  )

  app.get(
    '/api/v1/tools/:slug/related',
    {
      schema: {
        tags,
        operationId: 'listRelatedTools',
        summary: 'Alternatives to a listing, and what is near to it otherwise',
        params: slugParams,
        querystring: relatedQuery,
        response: { 200: relatedTools, ...problemResponses },
      },
    },
    (request, reply) => {
      const { lang, limit } = request.query
      return answers.answer(request, reply, () => catalogue.related(request.params.slug, lang, limit))
    },
  )

  app.get(
    '/api/v1/suggestions',
    {
      schema: {
        tags,
        operationId: 'listSuggestions',
        summary: 'What somebody who types may be after',
        querystring: suggestionQuery,
        response: { 200: suggestionList, ...problemResponses },
      },
    },
    (request, reply) => {
      const { q, lang, limit } = request.query
      return answers.answer(request, reply, async () => ({ items: await catalogue.suggest(q, lang, limit) }))
    },
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
    (request, reply) =>
      answers.answer(request, reply, async () => ({ items: await catalogue.categories(request.query.lang) })),
  )

  const addresses = (found: readonly ListingAddress[]) => ({
    items: found.map(({ slug, updatedAt }) => ({ slug, updatedAt: updatedAt.toISOString() })),
  })
  app.get(
    '/api/v1/addresses',
    {
      schema: {
        tags,
        operationId: 'listAddresses',
        summary: `Published listings by their slugs, ${addressPartSize} at most: for site maps`,
        querystring: addressQuery,
        response: { 200: addressList, ...problemResponses },
      },
    },
    (request, reply) =>
      answers.answer(request, reply, async () => addresses(await catalogue.addresses(request.query.from))),
  )
  app.get(
    '/api/v1/addresses/parts',
    {
      schema: {
        tags,
        operationId: 'listAddressParts',
        summary: `The first of each ${addressPartSize} published listings, and when one of them was changed last`,
        response: { 200: addressList, ...problemResponses },
      },
    },
    (request, reply) => answers.answer(request, reply, async () => addresses(await catalogue.addressParts())),
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
