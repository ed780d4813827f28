import { Problem } from '@parlance/service-kit'
import {
  addressPartSize,
  type Catalogue,
  type Facets,
  type ImageView,
  type ToolQuery,
  type ToolSort,
  type ToolSummary,
} from './catalogue.ts'
import type {
  CatalogueStore,
  Counter,
  ImageRow,
  Position,
  ToolFilter,
  ToolRow,
} from './catalogue-store-port.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { highlightsOf } from './highlights.ts'
import type { MissRecorder } from './miss-recorder.ts'
import type { ReadCounter } from './read-counter.ts'
import { type Found, findWords, mostCounted } from './search.ts'
import type { PageOfHits, SearchStore } from './search-port.ts'
import { wordsOf } from './search-query.ts'
import { resolveTexts } from './texts.ts'

/** What the catalogue needs. */
export interface CatalogueParts {
  readonly store: CatalogueStore
  readonly search: SearchStore
  readonly misses: Pick<MissRecorder, 'record'>
  readonly counter: Pick<ReadCounter, 'count'>
  /** The path of an image by its key. */
  readonly imageUrl: (key: string) => string
}

/** The directory over its tables: order and pages here, search in search.ts, fallback between languages in texts.ts. */
export function createCatalogue(parts: CatalogueParts): Catalogue {
  const { store, search, misses, counter, imageUrl } = parts
  const image = (row: ImageRow | null): ImageView | null => {
    if (!row) return null
    const { key, renditions, ...rest } = row
    return {
      url: imageUrl(key),
      ...rest,
      renditions: renditions.map(({ key: file, ...about }) => ({ url: imageUrl(file), ...about })),
    }
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
      featured: row.featured,
      publishedAt: row.publishedAt.toISOString(),
    }
  }

  /** Of the first page: how many there are, and of what. */
  const counts = async (found: Found | undefined, filter: ToolFilter, lang: ToolQuery['lang']) => {
    const { total, facets } = found ?? (await store.count(filter, lang, mostCounted))
    // What writes keep count of is exact whatever it is.
    const exact = found ? total <= mostCounted : !store.isBounded(filter) || total <= mostCounted
    return { total: exact ? total : mostCounted, totalExact: exact, facets: facets ?? noFacets }
  }

  const countRead = async (slug: string, what: Counter) => {
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
      const { lang } = query
      const first = query.cursor === undefined
      const after = query.cursor === undefined ? undefined : readCursor(query.cursor, sort)
      const offset = sort === 'relevance' ? Number(after?.value ?? 0) : 0
      const page = { offset, limit: query.limit, facets: first }
      const found = words === '' ? undefined : await findWords(search, words, { filter, sort, lang, page })
      const [{ rows, nextCursor }, counted] = await Promise.all([
        found && sort === 'relevance'
          ? readFound(store, found, page, lang)
          : readPage(store, sort === 'relevance' ? 'popular' : sort, found ? { ids: found.ids } : filter, {
              ...query,
              after,
            }),
        first ? counts(found, filter, lang) : {},
      ])
      if (found?.total === 0 && first) misses.record(words, lang)
      const forms = new Set(found?.forms)
      const items = rows.map((row) => marked(summary(row, lang), found ? forms : undefined))
      return {
        items,
        nextCursor,
        ...counted,
        ...(found?.corrected ? { correctedQuery: found.corrected } : {}),
      }
    },

    get: async (slug, lang) => {
      const row = await store.bySlug(slug, lang)
      if (!row) {
        const fate = await store.fate(slug)
        if (!fate) throw noTool(slug)
        if ('movedTo' in fate) throw new Problem('gone', `The listing "${slug}" was merged.`, { extra: fate })
        throw new Problem('gone', `The listing "${slug}" was taken down.`)
      }
      const { origin, ...texts } = resolveTexts(row.texts, lang, {
        language: row.sourceLanguage,
        name: row.name,
      })
      return {
        ...summary(row, lang),
        ...texts,
        translation: origin,
        price: row.price,
        author: row.author ?? '',
        pageDate: row.pageDate?.toISOString() ?? null,
        unreachableSince: row.unreachableSince?.toISOString() ?? null,
        profiles: row.profiles ?? [],
        preview: image(row.preview),
        availableLanguages: row.availableLanguages,
        room: row.roomSlug === null ? null : { slug: row.roomSlug },
        createdAt: row.createdAt.toISOString(),
        updatedAt: row.updatedAt.toISOString(),
      }
    },

    related: async (slug, lang, limit) => {
      const found = await store.related(slug, limit)
      if (!found) throw noTool(slug)
      const rows = await store.byIds([...found.alternatives, ...found.related], lang)
      const pick = (ids: readonly string[]) =>
        rows.filter(({ id }) => ids.includes(id)).map((row) => summary(row, lang))
      return { alternatives: pick(found.alternatives), related: pick(found.related) }
    },

    categories: (lang) => store.categories(lang),
    suggest: async (q, lang, limit) => {
      const words = wordsOf(q)
      return words.length === 0 ? [] : search.suggest(words.slice(0, 6), lang, limit)
    },
    addresses: (from) => store.addresses(from, addressPartSize),
    addressParts: () => store.addressParts(addressPartSize),
    version: () => store.version(),
    recordView: (slug) => countRead(slug, 'views'),
    recordClick: (slug) => countRead(slug, 'clicks'),
  }
}

const noFacets: Facets = { categories: [], tags: [], pricing: [], languages: [] }

function filterOf({ category, tag, pricing, contentLanguage, featured, since }: ToolQuery): ToolFilter {
  const tags = [...new Set(tag?.split(','))].filter((slug) => slug !== '')
  return {
    ...(category ? { category } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(pricing ? { pricing } : {}),
    ...(contentLanguage ? { contentLanguage } : {}),
    ...(featured ? { featured } : {}),
    ...(since ? { since: instantOf(since) } : {}),
  }
}

/** Nothing was published before there was a web. @throws Problem `invalid` for a day that no calendar has */
function instantOf(text: string): Date {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new Problem('invalid', '`since` is not a date and time of ISO 8601.')
  return new Date(Math.max(0, time))
}

/** The same with the words that were looked for marked. */
function marked(tool: ToolSummary, forms: ReadonlySet<string> | undefined): ToolSummary {
  if (!forms) return tool
  const { name, tagline, overview } = tool
  return {
    ...tool,
    highlights: {
      name: highlightsOf(name, forms),
      tagline: highlightsOf(tagline, forms),
      overview: highlightsOf(overview, forms),
    },
  }
}

/** The page of what was found, in the order of its words. */
async function readFound(
  store: CatalogueStore,
  { ids, reachable }: Found,
  { offset, limit }: PageOfHits,
  lang: ToolQuery['lang'],
): Promise<{ rows: ToolRow[]; nextCursor: string | null }> {
  const rows = await store.byIds(ids, lang)
  const next = offset + limit
  const nextCursor = next < reachable ? writeCursor({ sort: 'relevance', value: next, id: '' }) : null
  return { rows, nextCursor }
}

/** One page, read one longer than asked for to know whether there is another. */
async function readPage(
  store: CatalogueStore,
  sort: Exclude<ToolSort, 'relevance'>,
  scope: ToolFilter,
  { after, limit, lang }: Pick<ToolQuery, 'limit' | 'lang'> & { readonly after: Position | undefined },
): Promise<{ rows: ToolRow[]; nextCursor: string | null }> {
  const found = await store.page(scope, { sort, limit: limit + 1, ...(after ? { after } : {}) }, lang)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  if (found.length <= limit || !last) return { rows, nextCursor: null }
  const value = {
    popular: last.views,
    newest: last.publishedAt.toISOString(),
    updated: last.updatedAt.toISOString(),
    name: last.sortName,
  }[sort]
  return { rows, nextCursor: writeCursor({ sort, value, id: last.id }) }
}

function noTool(slug: string): Problem {
  return new Problem('not-found', `There is no listing called "${slug}".`)
}
