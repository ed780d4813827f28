/**
 * Pages of a large directory over HTTP: the list, listings and categories, in seven languages, beside bare Fastify with the
 * page's own query alone, in turns and in one run. Each request asks for the next page, whichever connection it comes by: of
 * lists and categories there are few, and what is kept of answers helps as much as it does readers; no listing is asked for
 * twice. The 99th of a hundred is taken at four fifths of what the backend can answer, beside bare Fastify at four fifths of
 * what that can, counted from when each request was due.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { languages } from '@parlance/contracts/languages'
import { freePort, waitUntil } from '@parlance/testing'
import { Client } from 'pg'
import { startBackendProgram } from '../services/backend/test/support/backend-program.ts'
import { type Figure, median, quantile, report } from './support/figures.ts'
import { connections, openLoop, saturate } from './support/http-load.ts'
import { startLargeDirectory } from './support/large-directory.ts'

const listings = Number(process.env.PARLANCE_BENCH_LISTINGS ?? 16_765)
const seconds = Number(process.env.PARLANCE_BENCH_SECONDS ?? 5)
const turns = 3
const limits = { ofBare: 1 / 0.6, p99: 50 }

const directory = await startLargeDirectory(listings)
const port = await freePort()
const bareFile = fileURLToPath(new URL('./catalogue-bare.ts', import.meta.url))
const bare = spawn(process.execPath, [bareFile, directory.url, String(port)], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
const ended = once(bare, 'exit')
let backend: Awaited<ReturnType<typeof startBackendProgram>> | undefined
try {
  backend = await startBackendProgram(directory.url, { TRANSLATION_ADDRESS: '127.0.0.1:9' })
  const bareUrl = `http://127.0.0.1:${port}`
  await waitUntil('bare Fastify answers', async () => (await fetch(`${bareUrl}/health/live`)).ok)
  const pages = await addresses()
  const figures: Figure[] = []
  for (const [name, paths] of Object.entries(pages)) {
    await saturate(backend.url, paths, { seconds })
    await saturate(bareUrl, paths, { seconds })
    const rates: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
    for (let turn = 0; turn < turns; turn++) {
      rates.ours.push(await saturate(backend.url, paths, { seconds }))
      rates.bare.push(await saturate(bareUrl, paths, { seconds }))
    }
    const ours = median(rates.ours)
    const rate = Math.round(ours * 0.8)
    const times = await openLoop(backend.url, paths, { rate, seconds })
    const bareTimes = await openLoop(bareUrl, paths, { rate: Math.round(median(rates.bare) * 0.8), seconds })
    const beside = `${Math.round(ours)} a second, bare ${Math.round(median(rates.bare))}`
    figures.push(
      {
        name: `${name}: time of bare`,
        value: median(rates.bare) / ours,
        unit: '×',
        limit: limits.ofBare,
        beside,
      },
      {
        name: `${name}: p99 at 80 %`,
        value: quantile(times, 0.99),
        unit: 'ms',
        limit: limits.p99,
        beside: `p50 ${quantile(times, 0.5).toFixed(1)} ms, at ${rate} a second; bare p99 ${quantile(bareTimes, 0.99).toFixed(1)} ms`,
      },
    )
  }
  report(`The catalogue: ${listings} listings in seven languages, ${connections} connections`, figures)
} finally {
  bare.kill()
  await ended
  await backend?.kill('SIGTERM')
  await directory.stop()
}

/** Addresses of each kind, in an order that is the same each time. */
async function addresses(): Promise<Record<string, string[]>> {
  const client = new Client({ connectionString: directory.url })
  await client.connect()
  const read = async (text: string) => (await client.query(text)).rows.map(({ slug }) => String(slug))
  const tools = await read(`SELECT slug FROM "Tool" WHERE status = 'published' ORDER BY md5(slug)`)
  const categories = await read('SELECT slug FROM "Category" ORDER BY slug')
  await client.end()
  const sorts = ['popular', 'newest', 'updated', 'name']
  return {
    list: languages.flatMap((lang) => sorts.map((sort) => `/api/v1/tools?lang=${lang}&sort=${sort}`)),
    tool: languages.flatMap((_, turn) =>
      tools.map((slug, at) => `/api/v1/tools/${slug}?lang=${languages[(at + turn) % languages.length]}`),
    ),
    category: languages.flatMap((lang) =>
      categories.map((category) => `/api/v1/tools?lang=${lang}&category=${category}`),
    ),
  }
}
