/**
 * The directory beside Directus on the same PostgreSQL and with the same listings: a file imported by the importer of each, the
 * first page of the list, and a search. Directus gets flat rows (a listing's texts in one language) in one table with no index
 * of words, which is the least that it can be asked for; ours makes documents that are searched, answers with total and
 * facets, and keeps answers for two seconds, as it does for readers. In turns, in one run.
 *
 * `PARLANCE_BENCH_DIRECTUS` is a folder outside this project with `npm install directus@12.4.0`, `PARLANCE_BENCH_DIRECTUS_NODE` the
 * Node that it was installed with. Without it ours is measured alone. `PARLANCE_BENCH_LISTINGS` says how large.
 */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languages } from '@parlance/contracts/languages'
import { Client } from 'pg'
import { startBackendProgram } from '../services/backend/test/support/backend-program.ts'
import { importFile, writeLines, writeListings } from './support/catalogue-file.ts'
import { type Directus, startDirectus } from './support/directus.ts'
import { type Figure, median, report } from './support/figures.ts'
import { connections, saturate } from './support/http-load.ts'
import { startDirectories } from './support/large-directory.ts'

const listings = Number(process.env.PARLANCE_BENCH_LISTINGS ?? 2_000)
const seconds = Number(process.env.PARLANCE_BENCH_SECONDS ?? 4)
const folderOfDirectus = process.env.PARLANCE_BENCH_DIRECTUS
const nodeOfDirectus = process.env.PARLANCE_BENCH_DIRECTUS_NODE ?? process.execPath
const turns = 3
/** Times of ours beside theirs: five times as many answers, and an import that is no slower. */
const limits = { pages: 1 / 5, import: 1 }
const rows = listings * languages.length

const folder = mkdtempSync(join(tmpdir(), 'parlance-bench-peer-'))
const directories = await startDirectories()
let backend: Awaited<ReturnType<typeof startBackendProgram>> | undefined
let directus: Directus | undefined
try {
  const url = await directories.make('ours')
  const ours = await importFile(url, await writeListings(join(folder, 'listings.ndjson'), listings))
  backend = await startBackendProgram(url, { TRANSLATION_ADDRESS: '127.0.0.1:9' })
  let theirs: number | undefined
  if (folderOfDirectus) {
    const empty = await directories.empty('theirs')
    directus = await startDirectus(folderOfDirectus, nodeOfDirectus, empty)
    theirs = await directus.import(await writeRows(join(folder, 'rows.json')))
    await vacuum(empty)
  }
  await vacuum(url)
  const rate = (each: number) => `${Math.round(rows / each).toLocaleString('en')} rows/s`
  const figures: Figure[] = [
    {
      name: 'import, beside theirs',
      value: theirs === undefined ? Number.NaN : ours.seconds / theirs,
      unit: '×',
      ...(theirs === undefined ? {} : { limit: limits.import }),
      beside: `${rate(ours.seconds)}, Directus ${theirs === undefined ? 'not installed' : rate(theirs)}`,
    },
  ]
  for (const [name, pages] of Object.entries(await questions(url))) {
    const rates: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
    for (let turn = 0; turn < turns; turn++) {
      rates.ours.push(await saturate(backend.url, pages.ours, { seconds }))
      if (directus)
        rates.theirs.push(await saturate(directus.url, pages.theirs, { seconds, headers: directus.headers }))
    }
    const [mine, other] = [median(rates.ours), directus ? median(rates.theirs) : undefined]
    figures.push({
      name: `${name}, beside theirs`,
      value: other === undefined ? Number.NaN : other / mine,
      unit: '×',
      ...(other === undefined ? {} : { limit: limits.pages }),
      beside: `${mine.toFixed(0)} a second, Directus ${other === undefined ? 'not installed' : other.toFixed(1)}`,
    })
  }
  report(`${listings.toLocaleString('en')} listings in seven languages, ${connections} connections`, figures)
} finally {
  await directus?.stop()
  await backend?.kill('SIGTERM')
  await directories.stop()
  await rm(folder, { recursive: true, force: true })
}

/** The same listings as an array of flat rows. @returns the file */
function writeRows(path: string): Promise<string> {
  return writeLines(path, listings, ({ line, slug, url, category, pricing, views, texts }) => {
    const each = Object.entries(texts).map(([language, { keyFeatures, useCases, ...fields }]) =>
      JSON.stringify({
        ...{ slug, url, language, category, pricing, views, ...fields },
        keyFeatures: [keyFeatures ?? []].flat().join('\n'),
        useCases: [useCases ?? []].flat().join('\n'),
      }),
    )
    return `${line === 1 ? '[' : ','}${each.join(',\n')}${line === listings ? ']' : '\n'}`
  })
}

async function questions(url: string): Promise<Record<string, { ours: string[]; theirs: string[] }>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows: found } = await client.query<{ language: string; word: string }>(
    `SELECT language, word FROM "SearchWord" WHERE word ~ '^[a-z]{5,}$' AND documents > 20 ORDER BY md5(language || word) LIMIT 300`,
  )
  await client.end()
  const fields = 'slug,name,tagline,category,pricing,views'
  const theirs = (lang: string) =>
    `/items/texts?filter[language][_eq]=${lang}&sort=-views&limit=20&fields=${fields}&meta=filter_count`
  return {
    list: {
      ours: languages.map((lang) => `/api/v1/tools?lang=${lang}&limit=20&sort=popular`),
      theirs: languages.map(theirs),
    },
    search: {
      ours: found.map(({ language, word }) => `/api/v1/tools?lang=${language}&limit=20&q=${word}`),
      theirs: found.map(({ language, word }) => `${theirs(language)}&search=${word}`),
    },
  }
}

async function vacuum(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('VACUUM ANALYZE')
  await client.end()
}
