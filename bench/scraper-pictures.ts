/**
 * Whole visits of the scraper (page fetched behind the guard, read, pictured, its pictures made) beside a bare loop of puppeteer that makes
 * the same pictures and nothing else: the page opened, waited for until the network is quiet and half a second more, as late scripts
 * need, its window taken, encoded in three sizes as WebP and AVIF and as the JPEG of links, with the same settings. Two at a time each, in turns, the same pages.
 *
 * `--visits 30` a turn, `--turns 3`.
 */
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Browser, launch } from 'puppeteer-core'
import sharp from 'sharp'
import { findBrowser } from '../services/scraper/src/browser/find-browser.ts'
import { pictureScales, pictureSizes } from '../services/scraper/src/images/image-job.ts'
import { openDressedSite } from './support/dressed-site.ts'
import { median, report, timed } from './support/figures.ts'
import { startScraper } from './support/scraper-program.ts'

const { values } = parseArgs({
  options: { visits: { type: 'string', default: '30' }, turns: { type: 'string', default: '3' } },
})
const visits = Number(values.visits)
const { executable } = findBrowser(process.env.PUPPETEER_EXECUTABLE_PATH)
if (!executable) throw new Error('this needs a Chromium: `pnpm manage doctor` says how to get one')
sharp.concurrency(1)
sharp.cache(false)

const sites = [await openDressedSite(), await openDressedSite()]
const scraper = await startScraper(sites)
const { width, height } = pictureSizes.screenshot

/** Each site's visits one after the other, the two sites at once. @returns milliseconds a visit */
async function turn(visit: (url: string) => Promise<void>): Promise<number> {
  let next = 0
  const all = await timed(() =>
    Promise.all(
      sites.map(async (site) => {
        while (next < visits) await visit(`http://${site}/page/${next++}`)
      }),
    ),
  )
  return all / visits
}

async function scraped(url: string): Promise<void> {
  const { pictured, lacking } = await scraper.visit(url)
  if (!pictured) throw new Error(`no picture of ${url}: ${lacking}`)
}

async function bare(browser: Browser, url: string): Promise<void> {
  // A window of its own: of two pages in one, that behind is not drawn.
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.setViewport({ width, height })
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForNetworkIdle({ idleTime: 400, concurrency: 2 })
  await setTimeout(500)
  const png = await page.screenshot({ type: 'png', optimizeForSpeed: true })
  await context.close()
  const pixels = await sharp(png).ensureAlpha().raw().toBuffer()
  for (const scale of pictureScales) {
    const sized = () => {
      const full = sharp(pixels, { raw: { width, height, channels: 4 } })
      return scale === 1 ? full : full.resize(width * scale, height * scale)
    }
    await sized().webp({ quality: 82, effort: 4, smartSubsample: true }).toBuffer()
    await sized().avif({ quality: 57, effort: 2 }).toBuffer()
  }
  const { preview } = pictureSizes
  await sharp(png)
    .resize(preview.width, preview.height, { fit: 'cover', position: 'attention' })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer()
}

try {
  const browser = await launch({
    executablePath: executable,
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu'],
    protocolTimeout: 60_000,
  })
  const ours: number[] = []
  const peer: number[] = []
  for (let at = -1; at < Number(values.turns); at++) {
    const [whole, plain] = [await turn(scraped), await turn((url) => bare(browser, url))]
    // The first turn warms both.
    if (at < 0) continue
    ours.push(whole)
    peer.push(plain)
  }
  await browser.close()
  const [ms, bareMs] = [median(ours), median(peer)]
  report(`${visits} visits a turn, two at a time`, [
    {
      name: 'a whole visit',
      value: ms / bareMs,
      unit: '×',
      limit: 1 / 0.85,
      beside: `${ms.toFixed(0)} ms; bare puppeteer with the same pictures ${bareMs.toFixed(0)} ms (${((100 * bareMs) / ms).toFixed(0)} % of its speed)`,
    },
  ])
} finally {
  scraper.stop()
}
