/**
 * Backups beside PostgreSQL's own tools, all in one container with one server: `create` beside `pg_dump -Fc -Z zstd`, `prepare` (the
 * part of a restore that takes its time) and `verify` beside `pg_restore -j2` of that dump, in turns; each peer also with the hashes
 * that the keeper has and it has not, which is the least that they cost; then the keeper's memory at
 * two sizes, the second backup of the images, and searches of the directory while a backup is made.
 *
 * `--size N`: search documents; half as many messages and a two-hundredth as many images, a thousand at least, go with them. 1,000,000 is what the
 * limits are meant for.
 */

import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createCatalogue } from '../services/backend/src/features/catalogue/catalogue-service.ts'
import { createCatalogueStore } from '../services/backend/src/stores/catalogue-store.ts'
import { openDatabase } from '../services/backend/src/stores/database.ts'
import { createSearchStore } from '../services/backend/src/stores/search-store.ts'
import { beginMoment, readContents } from '../services/keeper/src/archive/contents.ts'
import { siteAssets } from '../services/keeper/src/assets/site-assets.ts'
import { storeAssets } from '../services/keeper/src/backups/assets.ts'
import { readKeeperConfig } from '../services/keeper/src/config.ts'
import { withConnection, withDatabase } from '../services/keeper/src/connection.ts'
import { startBackupServer } from './support/backup-server.ts'
import { type Figure, median, quantile, report, timed } from './support/figures.ts'
import { drawQuestions } from './support/search-questions.ts'

const { values } = parseArgs({ options: { size: { type: 'string', default: '100000' } } })
const documents = Number(values.size)
const rounds = 3
/** Requests a second, sent whether or not those before them have been answered. */
const rate = 20
/** Searches are asked for so long at least, in milliseconds: a backup alone is too short for a 99th of a hundred. */
const askedMs = 20_000

const server = await startBackupServer()
const figures: Figure[] = []
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
const against = (
  name: string,
  own: readonly number[],
  peer: readonly number[],
  limit: number | undefined,
  what: string,
) =>
  figures.push({
    name,
    value: median(own) / median(peer),
    unit: '×',
    ...(limit === undefined ? {} : { limit }),
    beside: `${seconds(median(own))}, ${what} ${seconds(median(peer))}`,
  })
try {
  const images = Math.max(1_000, Math.ceil(documents / 200))
  await server.fill(Math.ceil(documents / 10), Math.ceil(documents / 20))
  const small = [await server.keeper('create'), await server.keeper('verify', 'latest')]
  await server.fill(documents, Math.ceil(documents / 2))
  server.addImages(images)
  // The images are there already for both backups that are timed.
  const site = siteAssets({ ...readKeeperConfig(server.environment) })
  const first = await timed(() => storeAssets(site, server.backups))
  server.changeImages(Math.ceil(images / 100))
  const second = await timed(() => storeAssets(site, server.backups))

  // Node and its modules take the same time for any size: it is told, and left out of the ratios.
  type Timed = 'start' | 'create' | 'prepare' | 'verify' | 'dump' | 'restore' | 'hashedDump' | 'hashedRestore'
  const times: Record<Timed, number[]> = {
    start: [],
    create: [],
    prepare: [],
    verify: [],
    dump: [],
    restore: [],
    hashedDump: [],
    hashedRestore: [],
  }
  let large = 0
  for (let round = 0; round < rounds; round++) {
    const dump = await timed(dumpOnce)
    times.dump.push(dump)
    times.hashedDump.push(dump + (await timed(() => hashes('site', 1))))
    const created = await server.keeper('create')
    await server.sql('CREATE DATABASE peer', 'postgres')
    const restore = await timed(() => server.tool('pg_restore', '-j2', '-d', 'peer', '/tmp/peer.dump'))
    times.restore.push(restore)
    times.hashedRestore.push(restore + (await timed(() => hashes('peer', 2))))
    await server.sql('DROP DATABASE peer', 'postgres')
    const verified = await server.keeper('verify', 'latest')
    const prepared = await server.keeper('prepare', 'latest')
    await server.sql('DROP DATABASE site_restored', 'postgres')
    const { ms: start } = await server.keeper('list')
    times.start.push(start)
    times.create.push(created.ms - start)
    times.verify.push(verified.ms - start)
    times.prepare.push(prepared.ms - start)
    large = Math.max(large, created.megabytes, verified.megabytes, prepared.megabytes)
  }
  against('backup, hashed', times.create, times.dump, 1.15, 'pg_dump -Fc -Z zstd')
  against('pg_dump, and the same hashes', times.hashedDump, times.dump, undefined, 'pg_dump alone')
  against('restore, compared', times.prepare, times.restore, 1.15, 'pg_restore -j2')
  against('verification', times.verify, times.restore, 1.3, 'pg_restore -j2')
  against(
    'pg_restore -j2, and the same hashes',
    times.hashedRestore,
    times.restore,
    undefined,
    'without them',
  )
  const little = Math.max(...small.map(({ megabytes }) => megabytes))
  figures.push({
    name: "the keeper's memory, ten times the data",
    value: large / little,
    unit: '×',
    limit: 1.25,
    beside: `${large.toFixed(0)} MB at most, ${little.toFixed(0)} MB for a tenth`,
  })
  figures.push({
    name: 'second backup of the images, one in a hundred new',
    value: (second / first) * 100,
    unit: '%',
    limit: 5,
    beside: `${second.toFixed(0)} ms, ${images} images the first time ${first.toFixed(0)} ms`,
  })

  const idle = await searches(() => pause(askedMs))
  const during = await searches(() => again(() => server.keeper('create')))
  const besideDump = await searches(() => again(dumpOnce))
  const p99 = (sample: readonly number[]) => quantile(sample, 0.99)
  figures.push({
    name: 'searches while a backup is made, p99',
    value: p99(during) / p99(idle),
    unit: '×',
    limit: 1.5,
    beside: `${p99(during).toFixed(1)} ms (of ${during.length}), idle ${p99(idle).toFixed(1)} ms (of ${idle.length})`,
  })
  figures.push({
    name: 'searches while pg_dump runs, p99',
    value: p99(besideDump) / p99(idle),
    unit: '×',
    beside: `${p99(besideDump).toFixed(1)} ms (of ${besideDump.length})`,
  })
  report(
    `Backups of ${documents.toLocaleString('en')} search documents, ${Math.ceil(documents / 2).toLocaleString('en')} messages (${await server.databaseMegabytes()} MB), ${images.toLocaleString('en')} images; ${rounds} rounds; the program starts in ${seconds(median(times.start))}`,
    figures,
  )
} finally {
  await server.stop()
}

function dumpOnce(): Promise<unknown> {
  return server.tool('pg_dump', '-Fc', '-Z', 'zstd', '-f', '/tmp/peer.dump', '-d', 'site')
}

/** Counts and hashes every table of a database, as the keeper does, over so many connections. */
async function hashes(name: string, connections: 1 | 2): Promise<unknown> {
  const address = withDatabase(server.url, name)
  return withConnection(address, (one) =>
    withConnection(address, async (two) => {
      await beginMoment(one)
      return readContents(one, { others: connections === 2 ? [two] : [] })
    }),
  )
}

async function again(work: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + askedMs
  while (performance.now() < end) await work()
}

/** Asks the directory at an even rate for as long as the work takes. @returns milliseconds of each answer */
async function searches(work: () => Promise<unknown>): Promise<number[]> {
  const database = openDatabase(server.url, (error) => {
    throw error
  })
  try {
    const questions = (await drawQuestions(database.pool, 'en', 200))['two words']
    const catalogue = createCatalogue({
      store: createCatalogueStore(database),
      search: createSearchStore(database),
      misses: { record: () => {} },
      counter: { count: async () => true },
      imageUrl: (key) => key,
    })
    const ask = (at: number) =>
      catalogue.list({ q: questions[at % questions.length] ?? '', lang: 'en', limit: 20 })
    for (let at = 0; at < 50; at++) await ask(at)
    const asked: Promise<number>[] = []
    let over = false
    const working = work().finally(() => {
      over = true
    })
    while (!over) {
      const at = asked.length
      asked.push(timed(() => ask(at)))
      await pause(1_000 / rate)
    }
    await working
    return await Promise.all(asked)
  } finally {
    await database.close()
  }
}
