/**
 * A listing's page with a video, as production builds it, in Chromium at 5 Mbit/s and 40 ms: how long it takes from the press of
 * the play button until the picture moves, beside a bare `<video>` with the plain file that the page offers, on an empty page; and what
 * its scripts weigh, beside the page of a listing without a video. A new browser context each time, in turns.
 *
 * `--rounds N` is how often (5), `--tool SLUG` a listing of the sample catalogue with a video (runway), `--without SLUG` one without (descript).
 */
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { newPerson, openBrowser } from '../e2e/support/browser.ts'
import { startWithBuiltPages } from '../e2e/support/built-pages.ts'
import { playAndTime, scriptSizes } from '../e2e/support/media.ts'
import { median, report } from './support/figures.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    tool: { type: 'string', default: 'runway' },
    without: { type: 'string', default: 'descript' },
  },
})
const line = {
  offline: false,
  latency: 40,
  downloadThroughput: 5_000_000 / 8,
  uploadThroughput: 1_000_000 / 8,
}
const [mostStart, mostBytes] = [1_500, 60_000]

const stack = await startWithBuiltPages({})
const browser = await openBrowser()
try {
  const answer = await fetch(`${stack.api}/api/v1/tools/${values.tool}/videos`)
  const { items } = (await answer.json()) as { items: { fallback: string | null; playable: boolean }[] }
  const video = items.find(({ playable }) => playable)
  if (!video?.fallback) throw new Error(`${values.tool} has no video that plays`)
  const file = new URL(video.fallback, stack.api).href
  const [ours, bare, withOne, without]: number[][] = [[], [], [], []]
  for (let round = 0; round < Number(values.rounds); round += 1) {
    await visit(browser, async (page) => {
      await page.goto(`/en/tools/${values.tool}`, { waitUntil: 'networkidle' })
      await page.getByTestId('tool-videos').scrollIntoViewIfNeeded()
      await page.getByTestId('player').waitFor()
      withOne?.push(sum(await scriptSizes(page)))
      // What a reader does first: look at the poster.
      await page.waitForLoadState('networkidle')
      ours?.push(await playAndTime(page))
    })
    await visit(browser, async (page) => {
      const body = `<!doctype html><video preload="metadata" muted src="${file}"></video>`
      // Beside the file: a page of another origin is given none of it.
      const address = new URL('/bare', file).href
      await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }))
      await page.goto(address, { waitUntil: 'networkidle' })
      bare?.push(await playAndTime(page))
    })
    await visit(browser, async (page) => {
      await page.goto(`/en/tools/${values.without}`, { waitUntil: 'networkidle' })
      without?.push(sum(await scriptSizes(page)))
    })
  }
  const [start, bareStart] = [median(ours ?? []), median(bare ?? [])]
  const [heavy, light] = [median(withOne ?? []), median(without ?? [])]
  report(`A page with a video (5 Mbit/s, 40 ms; median of ${values.rounds})`, [
    {
      name: 'from the press to a moving picture',
      value: start,
      unit: 'ms',
      limit: mostStart,
      beside: `bare ${Math.round(bareStart)} ms`,
    },
    { name: 'beside the bare element', value: start / bareStart, unit: '×', beside: 'the same run' },
    {
      name: 'scripts of the player',
      value: (heavy - light) / 1_000,
      unit: 'kB',
      limit: mostBytes / 1_000,
      beside: `page ${Math.round(heavy / 1_000)} kB, without a video ${Math.round(light / 1_000)} kB`,
    },
  ])
} finally {
  await browser.close()
  await stack.close()
}

async function visit(from: Browser, work: (page: Page) => Promise<void>): Promise<void> {
  const { page, context } = await newPerson(from, stack.site)
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.emulateNetworkConditions', line)
  try {
    await work(page)
  } finally {
    await context.close()
  }
}

// Not a constant: what stands above runs before one would be there.
function sum(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((all, one) => all + one, 0)
}
