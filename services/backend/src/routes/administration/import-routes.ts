import type { Readable } from 'node:stream'
import { Problem } from '@parlance/service-kit'
import { Type } from 'typebox'
import type { Features } from '../../features/features.ts'
import { limits, type RouteApp } from '../route-app.ts'
import { idParams } from '../schemas/administration-schemas.ts'
import { problemResponses } from '../schemas/common-schemas.ts'
import {
  chosenColumns,
  importColumns,
  importList,
  importQuery,
  importView,
} from '../schemas/import-schemas.ts'
import { administrationSchema as common, createGuards } from './guards.ts'

/** The type that a file is sent by, whatever is in it. */
const fileType = 'application/octet-stream'

/** Files of listings: sent, looked through, imported. */
export async function importRoutes(
  app: RouteApp,
  { accounts, administration }: Pick<Features, 'accounts' | 'administration'>,
): Promise<void> {
  const { administrator } = createGuards(accounts)

  await app.register(async (scope) => {
    const api = scope as unknown as RouteApp
    // A file is read as it comes, and never held whole.
    api.addContentTypeParser(fileType, (_request, payload, done) => done(null, payload))
    api.post(
      '/api/v1/admin/imports',
      {
        config: limits.write,
        schema: {
          ...common,
          operationId: 'adminBeginImport',
          summary:
            'Takes a file of listings (CSV, NDJSON, JSON, an old dump) and has it looked through; for administrators',
          description: `The body is the file, as \`${fileType}\`. Nothing is changed before it is run.`,
          querystring: importQuery,
          response: { 202: importView, ...problemResponses },
        },
      },
      async (request, reply) => {
        const by = await administrator(request)
        const body = request.body as Readable | undefined
        if (typeof body?.pipe !== 'function') throw new Problem('invalid', `Send the file as ${fileType}.`)
        const { name, lang: language = 'en' } = request.query
        return reply.code(202).send(await administration.imports.begin({ name, language, bytes: body }, by))
      },
    )
  })

  app.get(
    '/api/v1/admin/imports',
    {
      schema: {
        ...common,
        operationId: 'adminListImports',
        summary: 'The latest imports; for administrators',
        response: { 200: importList, ...problemResponses },
      },
    },
    async (request) => {
      await administrator(request)
      return { items: await administration.imports.list() }
    },
  )

  app.get(
    '/api/v1/admin/imports/:id',
    {
      schema: {
        ...common,
        operationId: 'adminGetImport',
        summary: 'How far an import is, and what came of it; for administrators',
        params: idParams,
        response: { 200: importView, ...problemResponses },
      },
    },
    async (request) => {
      await administrator(request)
      return administration.imports.get(request.params.id)
    },
  )

  app.get(
    '/api/v1/admin/imports/:id/columns',
    {
      schema: {
        ...common,
        operationId: 'adminImportColumns',
        summary: 'Where the columns of a file go: as chosen, else as proposed; for administrators',
        params: idParams,
        response: { 200: importColumns, ...problemResponses },
      },
    },
    async (request) => {
      await administrator(request)
      return administration.imports.columns(request.params.id)
    },
  )

  app.put(
    '/api/v1/admin/imports/:id/columns',
    {
      config: limits.write,
      schema: {
        ...common,
        operationId: 'adminMapImportColumns',
        summary:
          'Has a file looked through again with its columns where they are said to go; for administrators',
        description: 'What is not named is left out. The choice holds for the import as well.',
        params: idParams,
        body: chosenColumns,
        response: { 202: importView, ...problemResponses },
      },
    },
    async (request, reply) => {
      await administrator(request)
      const { columns } = request.body
      return reply.code(202).send(await administration.imports.mapColumns(request.params.id, columns))
    },
  )

  app.post(
    '/api/v1/admin/imports/:id/run',
    {
      config: limits.write,
      schema: {
        ...common,
        operationId: 'adminRunImport',
        summary: 'Imports a file that was looked through; for administrators',
        params: idParams,
        response: { 202: importView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const by = await administrator(request)
      return reply.code(202).send(await administration.imports.run(request.params.id, by))
    },
  )

  app.get(
    '/api/v1/admin/imports/:id/failed',
    {
      schema: {
        ...common,
        operationId: 'adminFailedLines',
        summary: 'The lines that failed, as a file to mend and import again; for administrators',
        params: idParams,
        response: { 200: Type.String(), ...problemResponses },
      },
    },
    async (request, reply) => {
      await administrator(request)
      const { name, text } = await administration.imports.failedLines(request.params.id)
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .type('text/plain; charset=utf-8')
        .send(text)
    },
  )
}
