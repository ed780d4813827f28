import { languages } from '@parlance/contracts/languages'
import { Type } from 'typebox'
import { cursor, id, nextCursor, pageOf, reason } from './administration-schemas.ts'
import { language, nullable, slug, timestamp } from './common-schemas.ts'

const status = Type.Enum(['draft', 'published', 'pending', 'hidden', 'deleted', 'merged'])
const pricing = Type.Enum(['free', 'freemium', 'paid', 'contact', 'unknown'])

const stateFields = {
  language: Type.String(),
  source: Type.Enum(['human', 'machine', 'import']),
  reviewed: Type.Boolean(),
  confidence: nullable(Type.Number()),
}
export const languageState = Type.Object(stateFields, { title: 'AdminLanguageState' })

const rowFields = {
  id,
  slug: Type.String(),
  name: Type.String(),
  url: Type.String(),
  status,
  statusReason: Type.String(),
  revision: Type.Integer(),
  pricing,
  sourceLanguage: Type.String(),
  category: nullable(Type.String()),
  languages: Type.Array(languageState),
  openReports: Type.Integer(),
  views: Type.Integer(),
  submitter: Type.String(),
  unreachableSince: nullable(timestamp),
  createdAt: timestamp,
  updatedAt: timestamp,
}
const listingRow = Type.Object(rowFields, { title: 'AdminListingRow' })
export const listingPage = Type.Object(
  { items: Type.Array(listingRow), nextCursor },
  { title: 'AdminListingPage' },
)

const long = { maxLength: 20_000 }
const short = { maxLength: 500 }
const textFields = {
  name: Type.String(short),
  tagline: Type.String(short),
  overview: Type.String({ maxLength: 5_000 }),
  description: Type.String({ ...long, description: 'Markdown.' }),
  keyFeatures: Type.Array(Type.String(short), { maxItems: 50 }),
  useCases: Type.Array(Type.String(short), { maxItems: 50 }),
  metaTitle: Type.String(short),
  metaDescription: Type.String(short),
}
const listingTexts = Type.Object(
  Object.fromEntries(
    Object.entries(textFields).map(([name, field]) => [
      name,
      field.type === 'array' ? Type.Array(Type.String()) : Type.String(),
    ]),
  ) as { [Name in keyof typeof textFields]: (typeof textFields)[Name] },
  { title: 'AdminListingTexts' },
)

export const listingTranslation = Type.Object(
  {
    ...stateFields,
    ...listingTexts.properties,
    engine: nullable(Type.String()),
    revision: Type.Integer(),
    sourceThen: nullable(listingTexts),
    updatedAt: timestamp,
  },
  { title: 'AdminListingTranslation' },
)

export const listing = Type.Object(
  {
    ...rowFields,
    tags: Type.Array(Type.String()),
    texts: Type.Array(listingTranslation),
    logoKey: nullable(Type.String()),
    screenshotKey: nullable(Type.String()),
    mergedInto: nullable(Type.String()),
    duplicates: Type.Array(
      Type.Object({
        id,
        slug: Type.String(),
        name: Type.String(),
        url: Type.String(),
        status,
        reason: Type.Enum(['host', 'name']),
      }),
    ),
    proposed: Type.Object({ category: nullable(Type.String()), tags: Type.Array(Type.String()) }),
    page: nullable(
      Type.Object({
        finalUrl: nullable(Type.String()),
        durationMs: nullable(Type.Integer()),
        bytes: nullable(Type.Integer()),
        redirects: nullable(Type.Integer()),
        unavailable: Type.Array(Type.String()),
        readAt: timestamp,
      }),
    ),
  },
  { title: 'AdminListing' },
)

export const listingQuery = Type.Object({
  status: Type.Optional(status),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  category: Type.Optional(slug),
  missing: Type.Optional(language),
  unreviewed: Type.Optional(language),
  reported: Type.Optional(Type.Boolean()),
  unreachable: Type.Optional(Type.Boolean({ description: 'Whose page cannot be read any more.' })),
  sort: Type.Enum(['newest', 'oldest', 'name'], { default: 'newest' }),
  cursor,
  limit: pageOf(200, 50),
})

const revision = Type.Integer({
  minimum: 0,
  maximum: 2_147_483_647,
  description:
    'The one that the edit was made of; another one meanwhile is answered with 409 and both versions.',
})
export const listingEdit = Type.Object({
  revision,
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
  slug: Type.Optional(slug),
  url: Type.Optional(Type.String({ minLength: 1, maxLength: 2_048 })),
  pricing: Type.Optional(pricing),
  category: Type.Optional(nullable(slug)),
  tags: Type.Optional(Type.Array(slug, { maxItems: 50 })),
})

export const statusBody = Type.Object({
  ids: Type.Array(id, { minItems: 1, maxItems: 1_000 }),
  status: Type.Enum(['published', 'pending', 'hidden', 'deleted']),
  reason: Type.Optional(reason),
})
export const statusAnswer = Type.Object({
  changed: Type.Integer({ description: 'How many became something else.' }),
  unknown: Type.Array(Type.String(), { description: 'Ids of no listing.' }),
})
export const mergeBody = Type.Object({ into: id })

export const translationEdit = Type.Object({
  revision,
  texts: Type.Object(
    Object.fromEntries(
      Object.entries(textFields).map(([name, field]) => [name, Type.Optional(field)]),
    ) as unknown as {
      [Name in keyof typeof textFields]: ReturnType<typeof Type.Optional<(typeof textFields)[Name]>>
    },
  ),
})
export const deskParams = Type.Object({ id, lang: language })

export const coverage = Type.Object(
  {
    listings: Type.Integer({ description: 'Published.' }),
    languages: Type.Array(
      Type.Object({
        language: Type.Enum([...languages]),
        written: Type.Integer(),
        reviewed: Type.Integer({ description: 'Written or read by a person.' }),
        machine: Type.Integer(),
      }),
    ),
  },
  { title: 'AdminCoverage' },
)
export const matrix = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id,
        slug: Type.String(),
        name: Type.String(),
        sourceLanguage: Type.String(),
        languages: Type.Array(languageState),
      }),
    ),
    nextCursor,
  },
  { title: 'AdminMatrix' },
)
