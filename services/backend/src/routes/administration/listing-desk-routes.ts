import { Type } from 'typebox'
import type { Features } from '../../features/features.ts'
import { readAddress } from '../../features/submissions/submitted-address.ts'
import { limits, type RouteApp } from '../route-app.ts'
import { cursor, idParams, pageOf } from '../schemas/administration-schemas.ts'
import { language, nullable, problemResponses, slugParams } from '../schemas/common-schemas.ts'
import {
  coverage,
  deskParams,
  listing,
  listingEdit,
  listingPage,
  listingQuery,
  listingTranslation,
  matrix,
  mergeBody,
  statusAnswer,
  statusBody,
  translationEdit,
} from '../schemas/listing-desk-schemas.ts'
import { administrationSchema as common, createGuards } from './guards.ts'

/** Listings and their translations, for editors and administrators. */
export function listingDeskRoutes(
  app: RouteApp,
  { accounts, administration }: Pick<Features, 'accounts' | 'administration'>,
): void {
  const { editor } = createGuards(accounts)
  const write = limits.write

  app.get(
    '/api/v1/admin/tools',
    {
      schema: {
        ...common,
        operationId: 'adminListTools',
        summary: 'Listings of every status; the queue is those that are pending, the oldest first',
        querystring: listingQuery,
        response: { 200: listingPage, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return administration.listings.list(request.query)
    },
  )

  app.get(
    '/api/v1/admin/tools/:id',
    {
      schema: {
        ...common,
        operationId: 'adminGetTool',
        summary: 'A listing in all languages, with its page’s facts, duplicates, and what it may be',
        params: idParams,
        response: { 200: listing, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return administration.listings.get(request.params.id)
    },
  )

  app.get(
    '/api/v1/admin/tool-ids/:slug',
    {
      schema: {
        ...common,
        operationId: 'adminFindTool',
        summary: 'The id of a listing by its slug, whatever became of it; null = there is none',
        params: slugParams,
        response: { 200: Type.Object({ id: nullable(Type.String()) }), ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return { id: (await administration.listings.idOf(request.params.slug)) ?? null }
    },
  )

  app.patch(
    '/api/v1/admin/tools/:id',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'adminEditTool',
        summary: 'Changes a listing’s facts; 409 with `current` and `yours` where somebody was quicker',
        params: idParams,
        body: listingEdit,
        response: { 200: listing, ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      const { url, ...edit } = request.body
      return administration.listings.edit(
        request.params.id,
        { ...edit, ...(url ? { url: readAddress(url) } : {}) },
        by,
      )
    },
  )

  app.post(
    '/api/v1/admin/tools/status',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'adminSetStatus',
        summary: 'Publishes, hides, refuses or deletes listings, up to a thousand at once',
        body: statusBody,
        response: { 200: statusAnswer, ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      const { ids, status, reason = '' } = request.body
      return administration.listings.setStatus(ids, { status, reason: reason.trim() }, by)
    },
  )

  app.post(
    '/api/v1/admin/tools/:id/merge',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'adminMergeTool',
        summary: 'Leads a listing to another: address, tags, submissions, languages that the other lacks',
        params: idParams,
        body: mergeBody,
        response: { 200: listing, ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      return administration.listings.merge(request.params.id, request.body.into, by)
    },
  )

  app.put(
    '/api/v1/admin/tools/:id/translations/:lang',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'adminSaveTranslation',
        summary: 'Publishes the texts of one language; the others stay. 409 where somebody was quicker',
        params: deskParams,
        body: translationEdit,
        response: { 200: listingTranslation, ...problemResponses },
      },
    },
    async (request) => {
      const by = await editor(request)
      const { id, lang } = request.params
      return administration.translations.save(id, lang, request.body, by)
    },
  )

  app.get(
    '/api/v1/admin/translations/next',
    {
      schema: {
        ...common,
        operationId: 'adminNextTranslation',
        summary: 'The next listing whose texts in a language no person wrote or read; null = none is left',
        querystring: Type.Object({ lang: language, after: cursor }),
        response: { 200: Type.Object({ id: nullable(Type.String()) }), ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return { id: await administration.translations.next(request.query.lang, request.query.after) }
    },
  )

  app.get(
    '/api/v1/admin/translations/coverage',
    {
      schema: {
        ...common,
        operationId: 'adminCoverage',
        summary: 'How far each language is',
        response: { 200: coverage, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return administration.translations.coverage()
    },
  )

  app.get(
    '/api/v1/admin/translations/matrix',
    {
      schema: {
        ...common,
        operationId: 'adminMatrix',
        summary: 'Published listings by name, and how each stands in every language',
        querystring: Type.Object({ cursor, limit: pageOf(200, 50) }),
        response: { 200: matrix, ...problemResponses },
      },
    },
    async (request) => {
      await editor(request)
      return administration.translations.matrix(request.query.cursor, request.query.limit)
    },
  )
}
