import { Type } from 'typebox'
import { anyLanguage, image, language, nullable, slug, timestamp } from './common-schemas.ts'

const pricing = Type.Enum(['free', 'freemium', 'paid', 'contact', 'unknown'])
const textSource = Type.Enum(['human', 'machine', 'import'])
export const price = Type.Object(
  {
    amount: Type.Number({ description: 'In whole units of the currency.' }),
    currency: Type.String({ description: 'ISO 4217; "" = unknown.' }),
    period: Type.Enum(['month', 'year', 'week', 'once', '']),
  },
  { title: 'Price', description: 'What it costs at least.' },
)
const question = Type.Object({ question: Type.String(), answer: Type.String() }, { title: 'Question' })
const toolSort = Type.Enum(['relevance', 'popular', 'newest', 'updated', 'name'])

const named = Type.Object({ slug: Type.String(), name: Type.String() })

export const textOrigin = Type.Object(
  {
    source: textSource,
    engine: nullable(Type.String({ description: 'The machine that translated.' })),
    model: nullable(Type.String()),
    confidence: nullable(Type.Number({ description: '0 to 1.' })),
    reviewed: Type.Boolean({ description: 'A person has read it.' }),
  },
  {
    title: 'TextOrigin',
    description: 'Who made the texts in the language asked for; null = there are none.',
  },
)

const summaryFields = {
  slug,
  url: Type.String(),
  name: Type.String(),
  tagline: Type.String(),
  overview: Type.String(),
  category: nullable(named),
  tags: Type.Array(named),
  pricing,
  logo: nullable(image),
  screenshot: nullable(image),
  sourceLanguage: anyLanguage,
  translation: nullable(textOrigin),
  views: Type.Integer(),
  clicks: Type.Integer(),
  featured: Type.Boolean({ description: 'Editors put it forward.' }),
  publishedAt: timestamp,
}

/** The language that each text is really in: nearly always one of the site's. */
const textLanguages = (names: readonly string[]) =>
  Type.Object(
    Object.fromEntries(names.map((name) => [name, anyLanguage])) as Record<string, typeof anyLanguage>,
    {
      description: 'The language each text is really in; not the one asked for where it fell back.',
    },
  )

const ranges = Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }))

const toolSummary = Type.Object(
  {
    ...summaryFields,
    languages: textLanguages(['name', 'tagline', 'overview']),
    highlights: Type.Optional(
      Type.Object(
        { name: ranges, tagline: ranges, overview: ranges },
        { description: 'With `q`: from and to of the words that were found, in UTF-16 units.' },
      ),
    ),
  },
  { title: 'ToolSummary' },
)

export const tool = Type.Object(
  {
    ...summaryFields,
    description: Type.String({ description: 'Markdown.' }),
    keyFeatures: Type.Array(Type.String()),
    useCases: Type.Array(Type.String()),
    questions: Type.Array(question),
    metaTitle: Type.String(),
    metaDescription: Type.String(),
    price: nullable(price),
    author: Type.String({ description: 'Who wrote the page; "" = unknown.' }),
    pageDate: nullable(Type.String({ format: 'date-time', description: 'When the page was published.' })),
    unreachableSince: nullable(
      Type.String({
        format: 'date-time',
        description: 'Since when its page could not be read, on several days.',
      }),
    ),
    profiles: Type.Array(Type.String(), { description: 'Pages of the product and its makers elsewhere.' }),
    preview: nullable(image),
    languages: textLanguages([
      'name',
      'tagline',
      'overview',
      'description',
      'keyFeatures',
      'useCases',
      'questions',
      'metaTitle',
      'metaDescription',
    ]),
    availableLanguages: Type.Array(language, { description: 'Languages that the listing has texts in.' }),
    room: nullable(Type.Object({ slug: Type.String() })),
    createdAt: timestamp,
    updatedAt: timestamp,
  },
  { title: 'Tool' },
)

const facet = Type.Array(Type.Object({ slug: Type.String(), name: Type.String(), count: Type.Integer() }))

export const toolPage = Type.Object(
  {
    items: Type.Array(toolSummary),
    nextCursor: nullable(
      Type.String({ description: 'Ask for the next page with it; null = the last page.' }),
    ),
    total: Type.Optional(Type.Integer({ description: 'On the first page.' })),
    totalExact: Type.Optional(
      Type.Boolean({
        description:
          'On the first page. False: there are more than `total`, and of the facets at least as many as they say.',
      }),
    ),
    facets: Type.Optional(
      Type.Object(
        { categories: facet, tags: facet, pricing: facet, languages: facet },
        { description: 'On the first page: how many of all that were found.' },
      ),
    ),
    correctedQuery: Type.Optional(
      Type.String({ description: 'What was searched for instead, because of a likely typo.' }),
    ),
  },
  { title: 'ToolPage' },
)

export const toolQuery = Type.Object({
  lang: Type.Enum(['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'], { default: 'en' }),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Words to look for.' })),
  category: Type.Optional(slug),
  tag: Type.Optional(
    Type.String({
      maxLength: 500,
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*(,[a-z0-9]+(-[a-z0-9]+)*){0,9}$',
      description: 'A tag, or several with commas between them: listings that have all of these.',
    }),
  ),
  pricing: Type.Optional(pricing),
  contentLanguage: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
      maxLength: 8,
      description: 'The language that listings were written in originally.',
    }),
  ),
  featured: Type.Optional(Type.Boolean({ description: 'Only what editors put forward.' })),
  since: Type.Optional(
    Type.String({ format: 'date-time', maxLength: 40, description: 'Published then or later; ISO 8601.' }),
  ),
  sort: Type.Optional(toolSort),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 24 }),
})

export const categoryList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          slug,
          icon: Type.String({ description: "A name of lucide's icons." }),
          name: Type.String(),
          description: Type.String(),
          language,
          tools: Type.Integer({ description: 'Published listings in it.' }),
        },
        { title: 'Category' },
      ),
    ),
  },
  { title: 'CategoryList' },
)

export const addressQuery = Type.Object({
  from: Type.String({ maxLength: 100, default: '', description: 'The first slug; "" = from the beginning.' }),
})

export const addressList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        { slug, updatedAt: Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' }) },
        { title: 'ListingAddress' },
      ),
    ),
  },
  { title: 'AddressList' },
)

export const languageList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        { code: language, name: Type.String({ description: 'In the language itself.' }) },
        { title: 'SiteLanguage' },
      ),
    ),
  },
  { title: 'LanguageList' },
)

export const relatedTools = Type.Object(
  {
    alternatives: Type.Array(toolSummary, { description: 'Of the same category, the nearest first.' }),
    related: Type.Array(toolSummary, { description: 'Of other categories, with tags in common.' }),
  },
  { title: 'RelatedTools' },
)

export const relatedQuery = Type.Object({
  lang: toolQuery.properties.lang,
  limit: Type.Integer({ minimum: 1, maximum: 24, default: 6 }),
})

export const suggestionQuery = Type.Object({
  lang: toolQuery.properties.lang,
  q: Type.String({ minLength: 1, maxLength: 100, description: 'What has been typed so far.' }),
  limit: Type.Integer({ minimum: 1, maximum: 20, default: 8 }),
})

export const suggestionList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(['tool', 'category', 'tag', 'word']),
          slug: Type.String({ description: '"" for a word.' }),
          text: Type.String(),
        },
        { title: 'Suggestion' },
      ),
    ),
  },
  { title: 'SuggestionList' },
)
