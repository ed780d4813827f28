import { Type } from 'typebox'
import { language, timestamp } from './common-schemas.ts'
import { submission } from './submissions-schemas.ts'

const { decision, tool, problem } = submission.properties

export const batchBody = Type.Object({
  text: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1_000_000,
      description:
        'Addresses, one a line; or a file of bookmarks as browsers write it; or the text of a sitemap.',
    }),
  ),
  sitemap: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2_048,
      description: 'The address of a sitemap, instead of `text`.',
    }),
  ),
  lang: Type.Optional(language),
})

const item = Type.Object({
  url: Type.String({ description: 'As it was given.' }),
  status: Type.Enum(['refused', 'queued', 'running', 'done', 'failed'], {
    description: 'refused = not taken in, for `problem`.',
  }),
  progress: Type.Number({ minimum: 0, maximum: 1 }),
  duplicate: Type.Boolean({ description: 'The page was listed, or on its way, already.' }),
  submission: Type.Optional(Type.String({ format: 'uuid' })),
  tool,
  decision,
  problem,
})

export const batch = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    source: Type.Enum(['list', 'bookmarks', 'sitemap']),
    left: Type.Integer({ description: 'Addresses that were left out: so many were one too many.' }),
    progress: Type.Number({ minimum: 0, maximum: 1 }),
    ended: Type.Boolean(),
    counts: Type.Object({
      open: Type.Integer(),
      listed: Type.Integer({ description: 'New listings, seen already or waiting for an editor.' }),
      duplicate: Type.Integer(),
      failed: Type.Integer(),
    }),
    items: Type.Array(item),
    createdAt: timestamp,
  },
  { title: 'SubmissionBatch' },
)
