import { Problem } from '@parlance/service-kit'
import type { Catalogue, ImageView, ToolPage, ToolQuery, ToolSort, ToolSummary } from './catalogue.ts'
import type { CatalogueStore, Counter, ImageRow, ToolFilter, ToolRow } from './catalogue-store-port.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { ReadCounter } from './read-counter.ts'
import { findWords } from './search.ts'
import { resolveTexts } from './texts.ts'

/** What the catalogue needs. */
export interface CatalogueParts {
  readonly store: CatalogueStore
  readonly counter: Pick<ReadCounter, 'count'>
  /** The path of an image by its key. */
  readonly imageUrl: (key: string) => string
}

/** The directory over its tables: search, order and pages here, fallback between languages in texts.ts. */
export function createCatalogue({ store, counter, imageUrl }: CatalogueParts): Catalogue {
  const image = (row: ImageRow | null): ImageView | null => {
    if (!row) return null
    const { key, ...rest } = row
    return { url: imageUrl(key), ...rest }
  }

  const summary = (row: ToolRow, lang: ToolQuery['lang']): ToolSummary => {
    const texts = resolveTexts(row.texts, lang, { language: row.sourceLanguage, name: row.name })
    return {
      slug: row.slug,
      url: row.url,
      name: texts.name,
      tagline: texts.tagline,
      overview: texts.overview,
      category: row.category,
      tags: row.tags,
      pricing: row.pricing,
      logo: image(row.logo),
      screenshot: image(row.screenshot),
      sourceLanguage: row.sourceLanguage,
      translation: texts.origin,
      languages: texts.languages,
      views: row.views,
      clicks: row.clicks,
      publishedAt: row.publishedAt.toISOString(),
    }
  }

  const counted = async (slug: string, what: Counter) => {
    if (!(await counter.count(slug, what))) throw noTool(slug)
  }

  return {
    list: async (query) => {
      const words = query.q?.trim() ?? ''
      const sort = query.sort ?? (words === '' ? 'popular' : 'relevance')
      if (sort === 'relevance' && words === '') {
        throw new Problem(
          'invalid',
          'Order by relevance needs words to look for: give `q`, or another `sort`.',
        )
      }
      const filter = filterOf(query)
      const found = words === '' ? undefined : await findWords(store, words, filter, query.lang)
      const scope: ToolFilter = found ? { ids: found.ids } : filter
      const { rows, nextCursor } = await readPage(store, sort, scope, query)
      const first = query.cursor === undefined ? await store.count(scope, query.lang) : undefined
      const page: ToolPage = { items: rows.map((row) => summary(row, query.lang)), nextCursor }
      return {
        ...page,
        ...(first ?? {}),
        ...(found?.corrected ? { correctedQuery: found.corrected } : {}),
      }
    },

    get: async (slug, lang) => {
      const row = await store.bySlug(slug, lang)
      if (!row) throw noTool(slug)
      const { origin, ...texts } = resolveTexts(row.texts, lang, {
        language: row.sourceLanguage,
        name: row.name,
      })
      return {
        ...summary(row, lang),
        ...texts,
        translation: origin,
        preview: image(row.preview),
        availableLanguages: row.availableLanguages,
        room: row.roomSlug === null ? null : { slug: row.roomSlug },
        createdAt: row.createdAt.toISOString(),
        updatedAt: row.updatedAt.toISOString(),
      }
    },

    categories: (lang) => store.categories(lang),
    recordView: (slug) => counted(slug, 'views'),
    recordClick: (slug) => counted(slug, 'clicks'),
  }
}

function filterOf({ category, tag, pricing }: ToolQuery): ToolFilter {
  return { ...(category ? { category } : {}), ...(tag ? { tag } : {}), ...(pricing ? { pricing } : {}) }
}

/** One page, read one longer than asked for to know whether there is another. */
async function readPage(
  store: CatalogueStore,
  sort: ToolSort,
  scope: ToolFilter,
  { cursor, limit, lang }: ToolQuery,
): Promise<{ rows: ToolRow[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readCursor(cursor, sort)
  if (sort === 'relevance') {
    const ids = scope.ids ?? []
    const start = Number(after?.value ?? 0)
    const rows = await store.byIds(ids.slice(start, start + limit), lang)
    const next = start + limit
    return { rows, nextCursor: next < ids.length ? writeCursor({ sort, value: next, id: '' }) : null }
  }
  const found = await store.page(scope, { sort, limit: limit + 1, ...(after ? { after } : {}) }, lang)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  if (found.length <= limit || !last) return { rows, nextCursor: null }
  const value = { popular: last.views, newest: last.publishedAt.toISOString(), name: last.sortName }[sort]
  return { rows, nextCursor: writeCursor({ sort, value, id: last.id }) }
}

function noTool(slug: string): Problem {
  return new Problem('not-found', `There is no listing called "${slug}".`)
}
