/**
 * The import of a large catalogue in seven languages (a row is a listing's texts in one language), as `data:import` does it:
 * looked through, imported, imported again; beside PostgreSQL's own `COPY` of the very rows that came of it into the same tables
 * with the same indexes, which reads no file of anybody's, looks for nothing that is there already, checks nothing and makes no
 * document.
 *
 * `PARLANCE_BENCH_LISTINGS` says how large.
 */
import { chmodSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languages } from '@parlance/contracts/languages'
import { Client } from 'pg'
import { importFile, writeListings } from './support/catalogue-file.ts'
import { type Figure, report, timed } from './support/figures.ts'
import { startDirectories } from './support/large-directory.ts'

const listings = Number(process.env.PARLANCE_BENCH_LISTINGS ?? 16_765)
const rows = listings * languages.length
const wanted = 5_000

const folder = mkdtempSync(join(tmpdir(), 'parlance-bench-import-'))
// The server writes here too, as another user.
chmodSync(folder, 0o777)
const directories = await startDirectories()
try {
  const file = await writeListings(join(folder, 'listings.ndjson'), listings)
  const quarter = await writeListings(join(folder, 'quarter.ndjson'), Math.round(listings / 4))

  const small = await importFile(await directories.make('quarter'), quarter)
  const target = await directories.make('whole')
  const checked = await importFile(target, file, '--check')
  const imported = await importFile(target, file)
  const again = await importFile(target, file)
  const copied = await copyRows(target, await directories.make('copied'))

  const rate = (seconds: number, count = rows) => `${Math.round(count / seconds).toLocaleString('en')} rows/s`
  const figures: Figure[] = [
    {
      name: 'imported, and all of it can be searched',
      value: imported.seconds,
      unit: 's',
      limit: rows / wanted,
      beside: rate(imported.seconds),
    },
    {
      name: 'looked through',
      value: checked.seconds,
      unit: 's',
      limit: imported.seconds,
      beside: rate(checked.seconds),
    },
    { name: 'imported again, unchanged', value: again.seconds, unit: 's', beside: rate(again.seconds) },
    {
      name: 'memory of the whole file beside that of a quarter',
      value: imported.megabytes / small.megabytes,
      unit: '×',
      limit: 1.3,
      beside: `${imported.megabytes.toFixed(0)} MB, ${small.megabytes.toFixed(0)} MB at most`,
    },
    {
      name: 'COPY of the rows that came of it, same indexes',
      value: copied,
      unit: 's',
      beside: `${rate(copied)}; the import takes ${(imported.seconds / copied).toFixed(1)} times as long`,
    },
  ]
  report(`Import of ${listings.toLocaleString('en')} listings, ${rows.toLocaleString('en')} rows`, figures)
} finally {
  await directories.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Copies what an import made into an empty directory, by the server's own files. @returns seconds of reading them in */
async function copyRows(from: string, to: string): Promise<number> {
  const tables = [
    'Tool',
    'ToolTranslation',
    'ToolTag',
    'Room',
    'SearchDocument',
    'SearchWord',
    'CatalogueCount',
  ]
  const [source, target] = [new Client({ connectionString: from }), new Client({ connectionString: to })]
  await source.connect()
  await target.connect()
  for (const table of tables) {
    await source.query(`COPY (SELECT * FROM "${table}") TO '${join(folder, table)}' (FORMAT binary)`)
  }
  await target.query(`TRUNCATE ${tables.map((table) => `"${table}"`).join(', ')} CASCADE`)
  // Neither triggers nor foreign keys.
  await target.query('SET session_replication_role = replica')
  const ms = await timed(async () => {
    for (const table of tables)
      await target.query(`COPY "${table}" FROM '${join(folder, table)}' (FORMAT binary)`)
  })
  await source.end()
  await target.end()
  return ms / 1_000
}
