import { maxBodyLength } from '@parlance/contracts/chat'
import { languages } from '@parlance/contracts/languages'
import { Type } from 'typebox'
import { mostRooms } from '../../features/conversation/conversation.ts'
import { langQuery, language, maxInteger, nullable, slug, timestamp } from './common-schemas.ts'

const seq = Type.Integer({ minimum: 0 })

export const room = Type.Object(
  {
    slug: Type.String(),
    title: Type.String(),
    description: Type.String(),
    language,
    guests: Type.Boolean({ description: 'People without an account may write.' }),
    lastSeq: seq,
    lastMessageAt: nullable(timestamp),
    lastMessage: nullable(
      Type.Object(
        { author: Type.String(), body: Type.String(), lang: language },
        { description: 'The newest, in `lang` where it is translated; at most 200 characters.' },
      ),
    ),
    languages: Type.Array(language, { description: 'Of the last hundred messages.' }),
    present: Type.Optional(Type.Integer({ minimum: 0, description: 'Readers now; in the list alone.' })),
    tool: nullable(Type.Object({ slug: Type.String(), name: Type.String() })),
  },
  { title: 'Room' },
)
export const roomsQuery = Type.Object({
  ...langQuery.properties,
  q: Type.Optional(
    Type.String({ maxLength: 100, description: 'Words that each are in title, description or slug.' }),
  ),
  words: Type.Optional(
    Type.Enum(['some', 'none'], { description: 'Only rooms where somebody, or nobody, has spoken.' }),
  ),
  sort: Type.Optional(
    Type.Enum(['position', 'recent'], { description: '`recent`: rooms with readers, then by last message.' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: mostRooms, default: mostRooms }),
})

export const unreadList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        room: Type.String(),
        unread: Type.Integer({ minimum: 1, maximum: 100, description: '100 = a hundred or more.' }),
      }),
    ),
  },
  { title: 'UnreadList' },
)

export const roomList = Type.Object(
  { items: Type.Array(room), more: Type.Boolean({ description: 'More rooms fit than these.' }) },
  { title: 'RoomList' },
)

export const message = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    seq,
    rev: Type.Integer({ description: 'From 1; an edit raises it.' }),
    author: Type.Object({ id: Type.String(), name: Type.String() }),
    lang: language,
    body: Type.String({ description: 'As its author wrote it; "" = deleted.' }),
    createdAt: timestamp,
    editedAt: Type.Optional(timestamp),
    deleted: Type.Optional(Type.Boolean()),
    translation: Type.Optional(
      Type.Object({
        lang: language,
        body: Type.String(),
        engine: Type.String({ description: '"none" = nothing serves the pair, body is the original.' }),
        model: Type.String(),
        confidence: Type.Number({ description: '0 to 1.' }),
      }),
    ),
  },
  { title: 'Message' },
)

export const messagePage = Type.Object(
  {
    items: Type.Array(message, { description: 'Ordered by `seq`.' }),
    lastSeq: seq,
    change: Type.Integer({ minimum: 0, description: 'Go on from here on the WebSocket: its `since`.' }),
    hasMore: Type.Boolean({ description: 'There is more in the direction asked for.' }),
  },
  { title: 'MessagePage' },
)

export const messageQuery = Type.Object({
  lang: Type.Optional(Type.Enum([...languages])),
  after: Type.Optional(
    Type.Integer({ minimum: 0, maximum: maxInteger, description: 'What came after this `seq`.' }),
  ),
  before: Type.Optional(
    Type.Integer({ minimum: 1, maximum: maxInteger, description: 'What came before this `seq`.' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
})

export const messageBody = Type.Object({
  clientId: Type.String({
    minLength: 1,
    maxLength: 64,
    description: "The writer's own id: a retry is harmless.",
  }),
  body: Type.String({ minLength: 1, maxLength: maxBodyLength }),
  lang: Type.Optional(language),
})

export const messageParams = Type.Object({ slug, seq: Type.Integer({ minimum: 1, maximum: maxInteger }) })
export const correctionParams = Type.Object({ ...messageParams.properties, lang: language })

export const messageEdit = Type.Object({
  body: Type.String({ minLength: 1, maxLength: maxBodyLength }),
  lang: Type.Optional(language),
})

export const messageCorrection = Type.Object({
  body: Type.String({
    minLength: 1,
    maxLength: maxBodyLength,
    description: 'What the message says in `lang`.',
  }),
})
