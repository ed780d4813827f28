/**
 * Pages of the production build as a telephone gets them (Lighthouse, mobile), beside a bare page of Next.js with one
 * heading and one link, in turns and in one run; the median of three.
 */
import { join } from 'node:path'
import { freePort } from '@parlance/testing'
import { chromium } from 'playwright-core'
import { findBrowser } from '../e2e/support/browser.ts'
import { root } from '../e2e/support/manage.ts'
import { buildNext, startNext } from '../e2e/support/next-server.ts'
import { startStack } from '../e2e/support/stack.ts'
import { type Figure, median, report } from './support/figures.ts'
import { measurePage, type PageFigures } from './support/lighthouse.ts'

const turns = 3
const pages = { home: '/en', list: '/en/tools', tool: '/en/tools/descript', room: '/en/rooms/lobby' } as const
const limits = { points: 92, times: 2.5, kilobytes: 155, others: 100 } as const

const bareFolder = join(root, 'bench/bare-next')
const siteFolder = join(root, 'services/frontend')
const distDir = '.next/bench'
const executablePath = findBrowser()
if (!executablePath) throw new Error('no Chromium here: `manage setup` installs it')

await buildNext(bareFolder)
await buildNext(siteFolder, distDir)
const [barePort, sitePort, devTools] = [await freePort(), await freePort(), await freePort()]
const stack = await startStack({ CORS_ORIGIN: `http://localhost:${sitePort}` })
const closing: (() => void | Promise<void>)[] = [stack.close]
try {
  const bare = await startNext(bareFolder, barePort)
  closing.unshift(bare.close)
  const env = { BACKEND_URL: stack.api, PUBLIC_API_URL: stack.api }
  const site = await startNext(siteFolder, sitePort, { distDir, env, path: '/api/health/live' })
  closing.unshift(site.close)
  const browser = await chromium.launch({
    executablePath,
    // Playwright turns off what one of the audits is about.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [`--remote-debugging-port=${devTools}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  closing.unshift(() => browser.close())

  const addresses = { bare: bare.origin, ...mapValues(pages, (path) => site.origin + path) }
  const runs: Record<string, PageFigures[]> = mapValues(addresses, () => [])
  for (let turn = 0; turn < turns; turn += 1)
    for (const [name, url] of Object.entries(addresses)) runs[name]?.push(await measurePage(url, devTools))

  const middle = (name: string, of: (figures: PageFigures) => number) => median((runs[name] ?? []).map(of))
  const bareLcp = middle('bare', ({ lcp }) => lcp)
  const bareBlocking = middle('bare', ({ blocking }) => blocking)
  const figures = Object.keys(pages).flatMap((name): Figure[] => {
    const lcp = middle(name, (one) => one.lcp)
    const blocking = middle(name, (one) => one.blocking)
    const faults = [...new Set((runs[name] ?? []).flatMap((one) => one.faults))]
    return [
      {
        name: `${name}: points missing`,
        value: 100 - middle(name, ({ points }) => points),
        unit: '',
        limit: 100 - limits.points,
        beside: `bare ${100 - middle('bare', ({ points }) => points)}`,
      },
      {
        name: `${name}: largest paint`,
        value: lcp / bareLcp,
        unit: '×',
        limit: limits.times,
        beside: `${Math.round(lcp)} ms, bare ${Math.round(bareLcp)} ms`,
      },
      {
        name: `${name}: blocking time`,
        value: blocking / bareBlocking,
        unit: '×',
        limit: limits.times,
        beside: `${Math.round(blocking)} ms, bare ${Math.round(bareBlocking)} ms`,
      },
      {
        name: `${name}: JavaScript`,
        value: middle(name, ({ scripts }) => scripts) / 1_000,
        unit: 'kB',
        limit: limits.kilobytes,
        beside: `bare ${Math.round(middle('bare', ({ scripts }) => scripts) / 1_000)} kB`,
      },
      {
        name: `${name}: a11y, practices, SEO missing`,
        value: 3 * limits.others - middle(name, (one) => one.accessibility + one.bestPractices + one.seo),
        unit: '',
        limit: 0,
        beside: faults.join(', '),
      },
      {
        name: `${name}: not kept for the back button`,
        value: middle(name, ({ notKept }) => notKept),
        unit: '',
        limit: 0,
        beside: 'reasons that the browser names',
      },
    ]
  })
  report('Pages (Lighthouse, mobile, median of three)', figures)
} finally {
  for (const close of closing) await close()
}

function mapValues<Key extends string, From, To>(
  from: Readonly<Record<Key, From>>,
  change: (value: From) => To,
): Record<Key, To> {
  return Object.fromEntries(
    Object.entries<From>(from).map(([name, value]) => [name, change(value)]),
  ) as Record<Key, To>
}
