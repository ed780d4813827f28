import { Type } from 'typebox'
import { anyLanguage, image, language, nullable, slug, timestamp } from './common-schemas.ts'

const pricing = Type.Enum(['free', 'freemium', 'paid', 'contact', 'unknown'])
const textSource = Type.Enum(['human', 'machine', 'import'])
const toolSort = Type.Enum(['relevance', 'popular', 'newest', 'name'])

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

const toolSummary = Type.Object(
  { ...summaryFields, languages: textLanguages(['name', 'tagline', 'overview']) },
  { title: 'ToolSummary' },
)

export const tool = Type.Object(
  {
    ...summaryFields,
    description: Type.String({ description: 'Markdown.' }),
    keyFeatures: Type.Array(Type.String()),
    useCases: Type.Array(Type.String()),
    metaTitle: Type.String(),
    metaDescription: Type.String(),
    preview: nullable(image),
    languages: textLanguages([
      'name',
      'tagline',
      'overview',
      'description',
      'keyFeatures',
      'useCases',
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
    facets: Type.Optional(
      Type.Object(
        { categories: facet, tags: facet, pricing: facet },
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
  tag: Type.Optional(slug),
  pricing: Type.Optional(pricing),
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
