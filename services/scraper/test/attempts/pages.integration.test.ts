import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { launch } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../src/browser/find-browser.ts'
import { TestService } from '../support/service.ts'
import { file, html, redirect, status, Web } from '../support/web.ts'
import { type Aim, attackingPage, attackingWorker, departures, pageAttempts } from './page-attempts.ts'
import { printAttempts, type Row } from './table.ts'
import {
  canOwnNames,
  type NameServer,
  openNameServer,
  openTcpTrap,
  openUdpTrap,
  type Trap,
  withNameServer,
} from './traps.ts'

const { executable } = findBrowser(process.env.PUPPETEER_EXECUTABLE_PATH)
const ownNames = canOwnNames()
const browserNames = '127.77.53.1'
const attempts = pageAttempts.filter(({ trap }) => trap !== 'DNS' || ownNames)
const leaving = departures.map(([what]) => `leaving by ${what}`)

type Aimed = Aim & { readonly trap: Trap; readonly arrived: () => number }

/** A trap for each attempt; those of DNS are names that one server is asked for. */
async function setTraps(names: NameServer | undefined): Promise<ReadonlyMap<string, Aimed>> {
  const whats = [...attempts, ...leaving.map((what) => ({ what, trap: 'TCP' }))]
  const aims = whats.map(async ({ what, trap: kind }, index): Promise<[string, Aimed]> => {
    const trap = await (kind === 'UDP' ? openUdpTrap() : openTcpTrap())
    const name = `n${index}.trap.test`
    const arrived = () => (kind === 'DNS' ? (names?.asked.get(name) ?? 0) : trap.arrived)
    return [what, { port: trap.port, host: `127.0.0.1:${trap.port}`, name, trap, arrived }]
  })
  return new Map(await Promise.all(aims))
}

describe.skipIf(executable === undefined)('a page that attacks what is inside', () => {
  let names: NameServer | undefined
  let program: ReturnType<typeof withNameServer> | undefined
  let web: Web
  const closing: (() => unknown)[] = []
  const rows = new Map<string, Row>()
  /** How often each was reached, by who visited. */
  const reached: Record<'guarded' | 'open' | 'plain', Map<string, number>> = {
    guarded: new Map(),
    open: new Map(),
    plain: new Map(),
  }
  const reports: string[] = []
  let aims: ReadonlyMap<string, Aimed>
  const at = (what: string) => {
    const aim = aims.get(what)
    if (!aim) throw new Error(`no trap for ${what}`)
    return aim
  }

  /** A site whose pages make every attempt, with traps that nobody has seen. */
  async function setOut(): Promise<void> {
    aims = await setTraps(names)
    let pending = () => {}
    web = await Web.open({
      '/robots.txt': status(404),
      '/worker.js': file(attackingWorker, 'text/javascript'),
      '/redirect': (request, response) =>
        redirect(new URL(request.url ?? '', 'http://x').searchParams.get('to') ?? '')(request, response),
      '/until-tried': (_request, response) => {
        pending = () => response.end()
      },
      '/tried': (request, response) => {
        reports.push(decodeURIComponent((request.url ?? '').slice('/tried?'.length)))
        pending()
        response.writeHead(204).end()
      },
      '/attack': html(attackingPage(attempts.map((attempt) => [attempt, at(attempt.what)]))),
      ...Object.fromEntries(
        departures.map(([what, leave], index) => [
          `/leaves-${index}`,
          html(`<title>Leaves</title><body>${leave(at(`leaving by ${what}`))}</body>`),
        ]),
      ),
    })
  }

  async function takeIn(who: keyof typeof reached): Promise<void> {
    for (const [what, aim] of aims) reached[who].set(what, aim.arrived())
    await Promise.all([web.close(), ...[...aims.values()].map(({ trap }) => trap.close())])
  }

  async function visitWithOurs(guard: 'guarded' | 'open'): Promise<string[]> {
    await setOut()
    const service = await TestService.start(web.host, {
      resolve: async () => ['127.0.0.1'],
      ports: [...aims.values()].map(({ port }) => port),
      browserPath: program?.path,
      ...(guard === 'open' ? { allowed: { has: () => true } } : {}),
    })
    const titles: string[] = []
    try {
      const visited =
        guard === 'open' ? ['/attack'] : ['/attack', ...departures.map((_, index) => `/leaves-${index}`)]
      for (const path of visited) {
        const { result } = await service.scrape(web.url(path), { skipScreenshot: false })
        titles.push(result.page?.title ?? '')
      }
    } finally {
      await service.stop()
      await takeIn(guard)
    }
    return titles
  }

  /** Chromium as it comes, which nothing holds back. */
  async function visitWithPlain(): Promise<void> {
    await setOut()
    const home = mkdtempSync(join(tmpdir(), 'parlance-plain-'))
    const browser = await launch({
      executablePath: program?.path ?? executable ?? '',
      headless: true,
      pipe: true,
      userDataDir: home,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    const visit = async (path: string, what: readonly string[]) => {
      const page = await browser.newPage()
      page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
      await page.goto(web.url(path), { waitUntil: 'domcontentloaded' })
      await waitUntil(`what ${path} tries`, () => what.every((one) => at(one).arrived() > 0), 15_000).catch(
        () => {},
      )
      await page.close()
    }
    try {
      await visit(
        '/attack',
        attempts.map(({ what }) => what),
      )
      for (const [index, what] of leaving.entries()) await visit(`/leaves-${index}`, [what])
    } finally {
      await browser.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 3 })
      await takeIn('plain')
    }
  }

  let titles: string[]
  beforeAll(async () => {
    if (ownNames && executable !== undefined) {
      names = await openNameServer(() => ['127.0.0.1'], { address: browserNames, port: 53 })
      program = withNameServer(executable, browserNames)
      closing.push(
        () => names?.close(),
        () => program?.remove(),
      )
    }
    titles = await visitWithOurs('guarded')
    await visitWithOurs('open')
    await visitWithPlain()
    const all = [
      ...attempts.map(({ what, trap, withheld }) => ({ what, trap, withheld })),
      ...leaving.map((what) => ({ what, trap: 'TCP' as const, withheld: true })),
    ]
    for (const { what, trap, withheld } of all)
      rows.set(what, {
        trap,
        what: `page: ${what}`,
        arrived: reached.guarded.get(what),
        control: reached[withheld ? 'plain' : 'open'].get(what),
        by: withheld ? 'a browser as it comes' : 'the guard open',
      })
  }, 240_000)
  afterAll(async () => {
    printAttempts('What pages tried', [...rows.values()])
    for (const close of closing) await close()
  })

  it('made every attempt of its scripts, in our browser too', () => {
    const made = attempts.flatMap(({ what, script }) => (script ? [what] : []))
    expect(reports[0]?.split('|').sort()).toEqual([...made, 'alert'].sort())
    expect(titles).toEqual(['Attack', ...departures.map(() => 'Leaves')])
  })

  const reachesNothing = (what: string) => {
    expect(rows.get(what)?.arrived).toBe(0)
    expect(rows.get(what)?.control).toBeGreaterThan(0)
  }
  const askNames = pageAttempts.filter(({ trap }) => trap === 'DNS').map(({ what }) => what)
  const others = pageAttempts.map(({ what }) => what).filter((what) => !askNames.includes(what))

  it.each([...others, ...leaving])('reaches nothing by %s', reachesNothing)
  // Port 53 and another name server for one program are for root alone.
  it.skipIf(!ownNames).each(askNames)('asks no name server by %s', reachesNothing)
})
