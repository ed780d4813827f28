/**
 * Search of a large directory: the whole first page (results, total, facets, marked words) through the catalogue, beside
 * what one writes first: `to_tsvector(…) @@ … ORDER BY ts_rank_cd(…)` over its own GIN index, which gives twenty identifiers
 * and nothing else. One question after the other, each drawn as often as its words are; every second one with a filter.
 *
 * `PARLANCE_BENCH_LISTINGS` says how large (seven documents each); 142,858 are a million documents.
 */
import { Client } from 'pg'
import { createCatalogue } from '../services/backend/src/features/catalogue/catalogue-service.ts'
import { createCatalogueStore } from '../services/backend/src/stores/catalogue-store.ts'
import { openDatabase } from '../services/backend/src/stores/database.ts'
import { createSearchStore } from '../services/backend/src/stores/search-store.ts'
import { type Figure, quantile, report, timed } from './support/figures.ts'
import { startLargeDirectory } from './support/large-directory.ts'
import { recordPool } from './support/recorded-pool.ts'
import { drawQuestions, type Questions } from './support/search-questions.ts'

const listings = Number(process.env.PARLANCE_BENCH_LISTINGS ?? 16_765)
const count = 1_000
/** The naive way takes so long that fewer have to do: no more than so many, and none after so many milliseconds. */
const naiveCount = 100
const naiveMs = 20_000
const warmUp = 50
/** Milliseconds, for a million documents. */
const limits = {
  'two words': { p50: 3, p95: 10 },
  'a word that half have': { p95: 30 },
  'beginning of a word': { p95: 15 },
  'a typo': { p95: 40 },
} as const satisfies Record<keyof Questions, { p50?: number; p95: number }>

const text = `coalesce(t.name, '') || ' ' || coalesce(t.tagline, '') || ' ' || coalesce(t.overview, '') || ' ' || coalesce(t.description, '')`
const vector = `to_tsvector('english', ${text})`

const directory = await startLargeDirectory(listings)
const database = openDatabase(directory.url, (error) => {
  throw error
})
const { pool } = database
/** Building an index, and asking the naive way, take longer than the backend lets anything take. */
const builder = new Client({ connectionString: directory.url })
const { slowest, forget } = recordPool(database.readers)
try {
  await builder.connect()
  await builder.query(
    `CREATE INDEX bench_naive ON "ToolTranslation" USING gin (${vector.replaceAll('t.', '')}) WHERE language = 'en'`,
  )
  await builder.query('VACUUM ANALYZE')
  const questions = await drawQuestions(pool, 'en', count)
  const { rows } = await pool.query('SELECT slug FROM "Category" ORDER BY position, slug LIMIT 5')
  const categories = rows.map(({ slug }) => String(slug))
  const catalogue = createCatalogue({
    store: createCatalogueStore(database),
    search: createSearchStore(database),
    misses: { record: () => {} },
    counter: { count: async () => true },
    imageUrl: (key) => key,
  })
  const ours = (q: string, at: number) => {
    const category = categories[at % categories.length]
    return catalogue.list({ q, lang: 'en', limit: 20, ...(at % 2 === 1 && category ? { category } : {}) })
  }
  const naive = (q: string) =>
    builder.query({
      name: 'naive',
      text: `SELECT t."toolId" FROM "ToolTranslation" t
        WHERE t.language = 'en' AND ${vector} @@ plainto_tsquery('english', $1)
        ORDER BY ts_rank_cd(${vector}, plainto_tsquery('english', $1)) DESC LIMIT 20`,
      values: [q],
    })

  const figures: Figure[] = []
  const kinds = Object.keys(limits) as (keyof Questions)[]
  for (const kind of kinds)
    for (const [at, q] of questions[kind].slice(0, warmUp).entries()) await ours(q, at)
  forget()
  const spent = new Map<keyof Questions, number[]>()
  for (const kind of kinds) {
    const times: number[] = []
    for (const [at, q] of questions[kind].entries()) times.push(await timed(() => ours(q, at)))
    spent.set(kind, times)
  }
  const plans = await slowest(3)
  for (const kind of kinds) {
    const beside: number[] = []
    const began = performance.now()
    for (const q of questions[kind].slice(0, naiveCount)) {
      if (performance.now() - began > naiveMs) break
      beside.push(await timed(() => naive(q)))
    }
    const times = spent.get(kind) ?? []
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      const limit = (limits[kind] as Partial<Record<typeof name, number>>)[name]
      figures.push({
        name: `${kind}, ${name}`,
        value: quantile(times, share),
        unit: 'ms',
        ...(limit === undefined ? {} : { limit }),
        beside: `naive ${quantile(beside, share).toFixed(1)} ms`,
      })
    }
  }
  figures.push({
    name: 'making a listing in seven languages, indexed',
    value: directory.seedingMs / listings,
    unit: 'ms',
    beside: `${Math.round((listings * 7) / (directory.seedingMs / 1_000)).toLocaleString('en')} documents/s`,
  })
  report(`Search over ${(listings * 7).toLocaleString('en')} documents, ${count} questions a kind`, figures)
  for (const { name, ms, plan } of plans) console.log(`${name}, ${ms.toFixed(1)} ms at most:\n${plan}\n`)
} finally {
  await builder.end()
  await database.close()
  await directory.stop()
}
