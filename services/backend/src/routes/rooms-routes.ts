import type { FastifyRequest } from 'fastify'
import type { Author } from '../features/conversation/conversation.ts'
import type { Features } from '../features/features.ts'
import { requireIdentity } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { langQuery, problemResponses, slugParams } from './schemas/common-schemas.ts'
import {
  correctionParams,
  message,
  messageBody,
  messageCorrection,
  messageEdit,
  messagePage,
  messageParams,
  messageQuery,
  room,
  roomList,
  roomsQuery,
  unreadList,
} from './schemas/rooms-schemas.ts'

/** Rooms and messages over REST; live conversation is on the WebSocket. */
export function roomRoutes(
  app: RouteApp,
  { conversation, accounts }: Pick<Features, 'conversation' | 'accounts'>,
): void {
  const tags = ['rooms']
  const security = [{ bearer: [] }]
  const authorOf = async (request: FastifyRequest): Promise<Author> => ({
    ...(await requireIdentity(request, accounts)),
    ip: request.ip,
    requestId: request.id,
  })

  app.get(
    '/api/v1/rooms',
    {
      schema: {
        tags,
        operationId: 'listRooms',
        summary: 'Rooms, or those that fit',
        querystring: roomsQuery,
        response: { 200: roomList, ...problemResponses },
      },
    },
    ({ query: { lang, ...query } }) => conversation.rooms(lang, query),
  )

  app.get(
    '/api/v1/unread',
    {
      schema: {
        tags,
        operationId: 'listUnread',
        summary: 'Rooms that one has read, and where others have written since',
        security,
        response: { 200: unreadList, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { id } = await requireIdentity(request, accounts)
      reply.header('cache-control', 'no-store')
      return { items: await conversation.unread(id) }
    },
  )

  app.get(
    '/api/v1/rooms/:slug',
    {
      schema: {
        tags,
        operationId: 'getRoom',
        summary: 'One room',
        params: slugParams,
        querystring: langQuery,
        response: { 200: room, ...problemResponses },
      },
    },
    (request) => conversation.room(request.params.slug, request.query.lang),
  )

  app.get(
    '/api/v1/rooms/:slug/messages',
    {
      schema: {
        tags,
        operationId: 'listMessages',
        summary:
          'Messages by `seq`, with their translation into `lang`; without `after` and `before`, the newest',
        params: slugParams,
        querystring: messageQuery,
        response: { 200: messagePage, ...problemResponses },
      },
    },
    (request) => conversation.messages(request.params.slug, request.query),
  )

  app.post(
    '/api/v1/rooms/:slug/messages',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'postMessage',
        summary: 'Says something; the same `clientId` again changes nothing',
        security,
        params: slugParams,
        body: messageBody,
        response: { 201: message, ...problemResponses },
      },
    },
    async (request, reply) => {
      const made = await conversation.post(request.params.slug, request.body, await authorOf(request))
      return reply.code(201).send(made)
    },
  )

  app.patch(
    '/api/v1/rooms/:slug/messages/:seq',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'editMessage',
        summary: 'Gives a message another text; its author and administrators may',
        security,
        params: messageParams,
        body: messageEdit,
        response: { 200: message, ...problemResponses },
      },
    },
    async (request) => {
      const { slug, seq } = request.params
      return conversation.edit(slug, seq, request.body, await authorOf(request))
    },
  )

  app.delete(
    '/api/v1/rooms/:slug/messages/:seq',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'deleteMessage',
        summary: 'Empties a message; its author, editors and administrators may',
        security,
        params: messageParams,
        response: { 200: message, ...problemResponses },
      },
    },
    async (request) => {
      const { slug, seq } = request.params
      return conversation.remove(slug, seq, await authorOf(request))
    },
  )

  app.put(
    '/api/v1/rooms/:slug/messages/:seq/translations/:lang',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'correctTranslation',
        summary: "Puts a person's translation over the machine's, for everybody, and remembers it",
        security,
        params: correctionParams,
        body: messageCorrection,
        response: { 200: message, ...problemResponses },
      },
    },
    async (request) => {
      const { slug, seq, lang } = request.params
      return conversation.correct(slug, seq, lang, request.body, await authorOf(request))
    },
  )
}
