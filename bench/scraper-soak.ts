/**
 * What is left behind by 500 visits of pages: resident memory of the scraper with its children and its browser after each, so that
 * what grows is seen. The first fifty visits are the peer of the last fifty. Also how long a visit took, and how large the largest
 * process of one was. Pages are the invented ones (packages/testing/src/pages), with pictures, a font and scripts that write late, from
 * two sites, so that two are visited at once.
 *
 * `--visits 500 --minutes 12`: ends with what it has when the time is up, and says so.
 */

import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ScraperService } from '@parlance/contracts'
import { createGrpcClient } from '@parlance/service-kit'
import { freePort, programEnvironment, waitUntil } from '@parlance/testing'
import { inventedPages } from '@parlance/testing/pages'
import { type Figure, median, quantile, report } from './support/figures.ts'

const { values } = parseArgs({
  options: { visits: { type: 'string', default: '500' }, minutes: { type: 'string', default: '12' } },
})
const wanted = Number(values.visits)
const until = performance.now() + Number(values.minutes) * 60_000
const block = 50
/** As the service has them: a visit of the browser in milliseconds, and a page's process in bytes. */
const limits = { visitMs: 35_000, pageBytes: 600e6 }

const pages = inventedPages()
const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="500"><defs><linearGradient id="g"><stop stop-color="#246"/><stop offset="1" stop-color="#fc8"/></linearGradient></defs><rect width="900" height="500" fill="url(#g)"/></svg>`
const dressing = `<img src="/picture.svg" width="900" height="500"><script>
const held = []; for (let i = 0; i < 2e4; i++) held.push({ i, text: 'word ' + i })
setTimeout(() => { for (let i = 0; i < 300; i++) document.body.append(Object.assign(document.createElement('p'), { textContent: held[i].text })) }, 200)</script>`

async function openSite(): Promise<string> {
  const server = createServer((request, response) => {
    const index = Number(/^\/page\/(\d+)$/.exec(request.url ?? '')?.[1] ?? Number.NaN)
    const page = pages[index % pages.length]
    if (page)
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page.html + dressing)
    else if (request.url === '/picture.svg')
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(picture)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1').unref()
  await waitUntil('the site listens', () => server.listening)
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

interface Process {
  readonly pid: number
  readonly parent: number
}

async function processes(): Promise<Process[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    names.map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      return { pid: Number(name), parent }
    }),
  )
  return found.filter(({ parent }) => Number.isInteger(parent))
}

/** Bytes of a process and all below it, by /proc: pages that several share count once (PSS). */
async function memoryOf(root: number): Promise<{ sum: number; largest: number }> {
  const all = await processes()
  const ours = [root]
  for (const pid of ours)
    ours.push(...all.filter(({ parent }) => parent === pid).map(({ pid: child }) => child))
  let [sum, largest] = [0, 0]
  for (const pid of ours) {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    const of = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1_024
    sum += of('Pss')
    if (pid !== root) largest = Math.max(largest, of('Rss'))
  }
  return { sum, largest }
}

const sites = [await openSite(), await openSite()]
const [port, metricsPort] = [await freePort(), await freePort()]
const program = spawn(
  process.execPath,
  [fileURLToPath(new URL('../services/scraper/src/main.ts', import.meta.url))],
  {
    env: {
      ...programEnvironment,
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      LOG_LEVEL: 'error',
      SCRAPER_ALLOW_HOSTS: sites.join(),
      SCRAPER_HOST_DELAY_MS: '0',
      MAX_SCRAPER_CONCURRENT: '2',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  },
)
const root = program.pid ?? 0
const client = createGrpcClient(ScraperService, `127.0.0.1:${port}`, { deadlineMs: 90_000 })
const times: number[] = []
const samples: number[] = []
let largest = 0
let pictured = 0
const lacking = new Map<string, number>()

async function visit(site: string, index: number): Promise<void> {
  const started = performance.now()
  const url = `http://${site}/page/${index}`
  let shot = false
  const lacks = (code: string) => lacking.set(code, (lacking.get(code) ?? 0) + 1)
  try {
    for await (const event of client.stream('Scrape', { url }, { deadlineMs: 90_000 })) {
      shot ||= event.image?.kind === 'IMAGE_KIND_SCREENSHOT'
      for (const { what, code } of event.result?.unavailable ?? []) if (what === 'screenshot') lacks(code)
    }
  } catch (error) {
    lacks(`${(error as { reason?: string }).reason ?? error}`)
  }
  times.push(performance.now() - started)
  if (shot) pictured++
  const memory = await memoryOf(root)
  samples.push(memory.sum)
  largest = Math.max(largest, memory.largest)
  if (samples.length % block === 0)
    process.stdout.write(
      `${String(samples.length).padStart(4)} visits: ${(median(samples.slice(-block)) / 1e6).toFixed(0)} MB at the median of the last ${block}, ${pictured} pictures\n`,
    )
}

try {
  await waitUntil('the scraper listens', () => client.call('Capabilities', {}).then(() => true))
  let next = 0
  await Promise.all(
    sites.map(async (site) => {
      while (next < wanted && performance.now() < until) await visit(site, next++)
    }),
  )
} finally {
  client.close()
  program.kill('SIGTERM')
}

const done = samples.length
if (done < wanted) process.stdout.write(`the time was up after ${done} of ${wanted} visits\n`)
const [first, last] = [median(samples.slice(0, block)), median(samples.slice(-block))]
const figures: Figure[] = [
  {
    name: `memory, visits ${done - block + 1} to ${done}`,
    value: last / first,
    unit: '×',
    limit: 1.2,
    beside: `${(last / 1e6).toFixed(0)} MB beside ${(first / 1e6).toFixed(0)} MB of the first ${block}`,
  },
  {
    name: 'visits that were not pictured',
    value: done - pictured,
    unit: '',
    limit: 0,
    beside: JSON.stringify(Object.fromEntries(lacking)),
  },
  {
    name: 'longest scrape',
    value: Math.max(...times) / 1_000,
    unit: 's',
    limit: limits.visitMs / 1_000,
    beside: `median ${(median(times) / 1_000).toFixed(1)} s, 95 % within ${(quantile(times, 0.95) / 1_000).toFixed(1)} s`,
  },
  {
    name: 'largest process',
    value: largest / 1e6,
    unit: 'MB',
    limit: limits.pageBytes / 1e6,
    beside: 'seen at the end of each visit; the service ends one that holds more',
  },
]
report(`${done} visits`, figures)
