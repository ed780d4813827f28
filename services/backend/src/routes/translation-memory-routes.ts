import { Type } from 'typebox'
import type { Features } from '../features/features.ts'
import { requireRole } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { problemResponses } from './schemas/common-schemas.ts'
import {
  correctionAnswer,
  correctionBody,
  correctionQuery,
  glossaryEntry,
  glossaryList,
  glossaryParams,
  glossaryTerm,
} from './schemas/translation-memory-schemas.ts'

/** What people teach the machines: corrections, by editors, and the site's glossary, by administrators. */
export function translationMemoryRoutes(
  app: RouteApp,
  { accounts, translationMemory, glossary }: Pick<Features, 'accounts' | 'translationMemory' | 'glossary'>,
): void {
  const tags = ['translation']
  const security = [{ bearer: [] }]
  const done = Type.Null({ description: 'Done.' })

  app.post(
    '/api/v1/translation-memory/corrections',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'rememberCorrection',
        summary: 'Says what a text reads in another language, from now on, everywhere',
        security,
        body: correctionBody,
        response: { 200: correctionAnswer, ...problemResponses },
      },
    },
    async (request) => {
      await requireRole(request, accounts, 'editor', 'admin')
      return translationMemory.correct(request.body)
    },
  )

  app.delete(
    '/api/v1/translation-memory/corrections',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'forgetCorrection',
        summary: 'Lets the machines speak again',
        security,
        querystring: correctionQuery,
        response: { 204: done, ...problemResponses },
      },
    },
    async (request, reply) => {
      await requireRole(request, accounts, 'editor', 'admin')
      await translationMemory.forget(request.query)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/glossary',
    {
      schema: {
        tags,
        operationId: 'listGlossary',
        summary: 'Terms that machines keep, or translate as told',
        response: { 200: glossaryList, ...problemResponses },
      },
    },
    async () => ({ items: await glossary.list() }),
  )

  app.post(
    '/api/v1/glossary',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'addGlossaryTerm',
        summary: 'Adds a term',
        security,
        body: glossaryEntry,
        response: { 201: glossaryTerm, ...problemResponses },
      },
    },
    async (request, reply) => {
      await requireRole(request, accounts, 'admin')
      return reply.code(201).send(await glossary.add(request.body))
    },
  )

  app.put(
    '/api/v1/glossary/:id',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'changeGlossaryTerm',
        summary: 'Changes a term',
        security,
        params: glossaryParams,
        body: glossaryEntry,
        response: { 200: glossaryTerm, ...problemResponses },
      },
    },
    async (request) => {
      await requireRole(request, accounts, 'admin')
      return glossary.change(request.params.id, request.body)
    },
  )

  app.delete(
    '/api/v1/glossary/:id',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'removeGlossaryTerm',
        summary: 'Removes a term',
        security,
        params: glossaryParams,
        response: { 204: done, ...problemResponses },
      },
    },
    async (request, reply) => {
      await requireRole(request, accounts, 'admin')
      await glossary.remove(request.params.id)
      return reply.code(204).send(null)
    },
  )
}
