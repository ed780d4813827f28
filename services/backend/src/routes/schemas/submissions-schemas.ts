import { Type } from 'typebox'
import { language, timestamp } from './common-schemas.ts'

export const submissionBody = Type.Object({
  url: Type.String({ minLength: 1, maxLength: 2_048, description: 'The page to list.' }),
  lang: Type.Optional(language),
})

export const submissionParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

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
    tool: Type.Optional(Type.Object({ slug: Type.String() })),
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
