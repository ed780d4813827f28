import { languages } from '@parlance/contracts/languages'
import { Type } from 'typebox'

/** Schemas with a `title` become named components of the OpenAPI document. */

export const language = Type.Enum([...languages], { description: 'A language of the site.' })

/** Pages come in all languages, also in those that the site does not speak. */
export const anyLanguage = Type.String({ description: 'BCP 47; nearly always a language of the site.' })

/** `?lang=`; English where absent. */
export const langQuery = Type.Object({ lang: Type.Enum([...languages], { default: 'en' }) })

/** The largest number of a message, a change, a page: PostgreSQL's `integer`. */
export const maxInteger = 2_147_483_647

export const slug = Type.String({ minLength: 1, maxLength: 100, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' })
export const slugParams = Type.Object({ slug })

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

export const timestamp = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' })

export const image = Type.Object(
  {
    url: Type.String({ description: 'Path below the address of the API.' }),
    width: Type.Integer({ description: 'Pixels.' }),
    height: Type.Integer({ description: 'Pixels.' }),
    mediaType: Type.String(),
    blurhash: Type.String({ description: '"" = none.' }),
    palette: Type.Array(Type.String(), { description: '#rrggbb, the most prominent first.' }),
    renditions: Type.Array(
      Type.Object({
        url: Type.String({ description: 'Path below the address of the API.' }),
        width: Type.Integer({ description: 'Pixels; the shape is that of the picture.' }),
        mediaType: Type.String(),
      }),
      { description: 'The same picture, smaller or in another format, the largest first.' },
    ),
  },
  { title: 'Image' },
)

/** RFC 9457. */
const problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'For people.' }),
    code: Type.String({ description: 'For programs: a domain error code.' }),
    instance: Type.Optional(Type.String()),
    reason: Type.Optional(Type.String({ description: 'A finer code, where there is one.' })),
    requestId: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
        description: 'Each fault of the request.',
      }),
    ),
  },
  { title: 'Problem', additionalProperties: true },
)

/** What any route may answer when it cannot do what was asked. */
export const problemResponses = {
  '4xx': {
    description: 'The request cannot be served.',
    content: { 'application/problem+json': { schema: problem } },
  },
  '5xx': {
    description: 'A fault on our side.',
    content: { 'application/problem+json': { schema: problem } },
  },
} as const
