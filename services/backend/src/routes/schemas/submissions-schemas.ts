import { Type } from 'typebox'
import { language, timestamp } from './common-schemas.ts'
import { price } from './tools-schemas.ts'

export const submissionBody = Type.Object({
  url: Type.String({ minLength: 1, maxLength: 2_048, description: 'The page to list.' }),
  lang: Type.Optional(language),
})

export const submissionParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

const match = Type.Object({
  slug: Type.String(),
  score: Type.Number(),
  evidence: Type.Array(Type.String(), { description: 'What was found and where, the weightiest first.' }),
})

const findings = Type.Object(
  {
    category: Type.Union([Type.String(), Type.Null()], { description: 'null = an editor has to say.' }),
    confidence: Type.Number({ minimum: 0, maximum: 1 }),
    candidates: Type.Array(match, { description: 'The likeliest categories, best first.' }),
    tags: Type.Array(match),
    sources: Type.Array(
      Type.Object({ field: Type.String(), source: Type.String(), confidence: Type.Number() }),
      { description: 'Where each field comes from, and how sure that is.' },
    ),
    pricing: Type.String(),
    price: Type.Union([price, Type.Null()]),
    keywords: Type.Array(Type.String(), { description: 'What the page files itself under.' }),
  },
  { title: 'Findings' },
)

export const findingsAnswer = Type.Object({
  findings: Type.Union([findings, Type.Null()], { description: 'null = the page has not been read yet.' }),
})

export const submission = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    url: Type.String(),
    status: Type.Enum(['queued', 'running', 'done', 'failed']),
    step: Type.Enum([
      'queued',
      'check',
      'fetch',
      'read',
      'logo',
      'screenshot',
      'describe',
      'save',
      'translate',
      'done',
    ]),
    progress: Type.Number({ minimum: 0, maximum: 1 }),
    detail: Type.String({ description: 'What is being done, for people; "" = nothing to say.' }),
    attempts: Type.Integer({ description: 'How often it was started.' }),
    duplicate: Type.Boolean({ description: 'The page was listed, or on its way, already.' }),
    tool: Type.Optional(Type.Object({ slug: Type.String() }, { description: 'Once readers see it.' })),
    decision: Type.Optional(
      Type.Object(
        {
          status: Type.Enum(['waiting', 'published', 'refused']),
          reason: Type.String({
            description: 'Why it was refused, in the editor’s words; "" = they gave none.',
          }),
        },
        { description: 'Of a listing: whether editors let it be seen.' },
      ),
    ),
    problem: Type.Optional(
      Type.Object({
        code: Type.String(),
        reason: Type.Optional(Type.String()),
        title: Type.String(),
        detail: Type.String(),
      }),
    ),
    createdAt: timestamp,
    updatedAt: timestamp,
  },
  { title: 'Submission' },
)
