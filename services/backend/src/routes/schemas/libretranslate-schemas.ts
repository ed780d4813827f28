import { Type } from 'typebox'

/** LibreTranslate's fields and answers, for the description: what it takes and says is LibreTranslate's to define. */

const oneOrMany = <T extends Parameters<typeof Type.Array>[0]>(schema: T) =>
  Type.Union([schema, Type.Array(schema)])

export const libreFields = Type.Object({
  q: Type.Optional(oneOrMany(Type.String({ description: 'The text, or the texts.' }))),
  source: Type.Optional(Type.String({ description: 'A code, or "auto".' })),
  target: Type.Optional(Type.String()),
  format: Type.Optional(Type.String({ description: 'text or html.' })),
  alternatives: Type.Optional(Type.Union([Type.Integer(), Type.String()])),
  api_key: Type.Optional(Type.String({ description: 'Ignored.' })),
})

const detection = Type.Object({ confidence: Type.Number(), language: Type.String() })
const error = Type.Object({ error: Type.String() }, { title: 'LibreError' })

export const libreAnswers = {
  translation: Type.Object({
    translatedText: oneOrMany(Type.String()),
    detectedLanguage: Type.Optional(oneOrMany(detection)),
    alternatives: Type.Optional(Type.Array(Type.Unknown())),
  }),
  detections: Type.Array(detection),
  languages: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), targets: Type.Array(Type.String()) }),
  ),
  anything: Type.Object({}, { additionalProperties: true }),
  errors: {
    '4xx': {
      description: 'The request cannot be served.',
      content: { 'application/json': { schema: error } },
    },
    '5xx': { description: 'A fault on our side.', content: { 'application/json': { schema: error } } },
  },
} as const
