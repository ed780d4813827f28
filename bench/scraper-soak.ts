/**
 * What is left behind by 500 visits of pages: resident memory of the scraper with its children and its browser after each, so that
 * what grows is seen. The first fifty visits are the peer of the last fifty. Also how long a visit took, and how large the largest
 * process of one was. Pages are the invented ones (packages/testing/src/pages), with pictures, a font and scripts that write late, from
 * two sites, so that two are visited at once.
 *
 * `--visits 500 --minutes 12`: ends with what it has when the time is up, and says so.
 */

import { parseArgs } from 'node:util'
import { openDressedSite } from './support/dressed-site.ts'
import { type Figure, median, quantile, report } from './support/figures.ts'
import { type FamilyMemory, familyMemory, pageBytes, startScraper } from './support/scraper-program.ts'

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '500' },
    minutes: { type: 'string', default: '12' },
    block: { type: 'string', default: '50' },
  },
})
const wanted = Number(values.visits)
const until = performance.now() + Number(values.minutes) * 60_000
const block = Number(values.block)
/** A visit of the browser as the service has it, in milliseconds. */
const visitMs = 35_000

type Sample = FamilyMemory & Awaited<ReturnType<Awaited<ReturnType<typeof startScraper>>['held']>>

const sites = [await openDressedSite(), await openDressedSite()]
const scraper = await startScraper(sites)
const times: number[] = []
const samples: Sample[] = []
let largest = 0
let pictured = 0
const lacking = new Map<string, number>()

async function visit(host: string, index: number): Promise<void> {
  const started = performance.now()
  const { pictured: shot, lacking: why } = await scraper.visit(`http://${host}/page/${index}`)
  times.push(performance.now() - started)
  if (shot) pictured++
  else lacking.set(why, (lacking.get(why) ?? 0) + 1)
  const memory = { ...(await familyMemory(scraper.pid)), ...(await scraper.held()) }
  samples.push(memory)
  largest = Math.max(largest, memory.largest)
  if (samples.length % block === 0) process.stdout.write(`${lineOf(samples.length)}\n`)
}

/** The memory of the last visits, as a line. */
function lineOf(visits: number): string {
  const last = samples.slice(-block)
  const of = (part: (sample: Sample) => number) => `${(median(last.map(part)) / 1e6).toFixed(0)} MB`
  return `${String(visits).padStart(4)} visits, median of the last ${block}: ${of(({ sum }) => sum)}; service ${of(({ parts }) => parts.service)} (objects ${of(({ heap }) => heap)}, buffers ${of(({ external }) => external)}), children ${of(({ parts }) => parts.children)}, browser ${of(({ parts }) => parts.browser)}; ${pictured} pictures`
}

try {
  let next = 0
  await Promise.all(
    sites.map(async (host) => {
      while (next < wanted && performance.now() < until) await visit(host, next++)
    }),
  )
} finally {
  scraper.stop()
}

const done = samples.length
if (done < wanted) process.stdout.write(`the time was up after ${done} of ${wanted} visits\n`)
const sums = samples.map(({ sum }) => sum)
const [first, last] = [median(sums.slice(0, block)), median(sums.slice(-block))]
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
    limit: visitMs / 1_000,
    beside: `median ${(median(times) / 1_000).toFixed(1)} s, 95 % within ${(quantile(times, 0.95) / 1_000).toFixed(1)} s`,
  },
  {
    name: 'largest process',
    value: largest / 1e6,
    unit: 'MB',
    limit: pageBytes / 1e6,
    beside: 'seen at the end of each visit; the service ends one that holds more',
  },
]
report(`${done} visits`, figures)
