import { once } from 'node:events'
import { get } from 'node:http'
import { connect } from 'node:net'
import { waitUntil } from '@parlance/testing'
import { launch } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../src/browser/find-browser.ts'
import { TestService } from '../support/service.ts'
import { file, html, type Route, redirect, status, Web } from '../support/web.ts'
import { type LeadAnswer, leads, pastedAddresses } from './direct-attempts.ts'
import { printAttempts, type Row } from './table.ts'
import { type NameServer, openNameServer, openTcpTrap, type Trap } from './traps.ts'

const { executable } = findBrowser(process.env.PUPPETEER_EXECUTABLE_PATH)
const rows: Row[] = []

/** Ports of traps, so that it is the address that is judged and not the port; and sites that count as outside. */
const ports: number[] = []
const sites = new Set<string>()

const outside = '93.184.216.34'
const zone: Readonly<Record<string, (before: number) => readonly string[]>> = {
  'inside.test': () => ['127.0.0.1'],
  'inside6.test': () => ['::1'],
  'mapped.test': () => ['::ffff:127.0.0.1'],
  // Outside while it is judged, inside when it is connected to.
  'rebinds.test': (before) => [before === 0 ? outside : '127.0.0.1'],
  'rebinds-to-both.test': (before) => (before === 0 ? [outside] : ['127.0.0.1', '::1']),
}

type Which = 'guarded' | 'open'
const services = new Map<Which, { service: TestService; names: NameServer }>()
beforeAll(async () => {
  for (const which of ['guarded', 'open'] as const) {
    const names = await openNameServer((name, before) => zone[name]?.(before) ?? [])
    const has = (host: string, port: number) => which === 'open' || sites.has(`${host}:${port}`)
    const service = await TestService.start('', { ports, allowed: { has }, resolve: names.resolve })
    services.set(which, { service, names })
  }
})
afterAll(async () => {
  for (const { service, names } of services.values()) await Promise.all([service.stop(), names.close()])
  printAttempts('What addresses, redirects and names tried', rows)
})

/** What comes of an attempt: the fault that ends it, as a value. */
async function attempted(
  which: Which,
  attempt: (service: TestService) => Promise<unknown>,
): Promise<{ reason?: string }> {
  const made = services.get(which)
  return made
    ? attempt(made.service).then(
        () => ({}),
        (error) => error,
      )
    : {}
}

/** Clients that nothing holds back. */
const plain: Readonly<Record<string, (url: string, trap: Trap) => Promise<unknown>>> = {
  'plain client': async (url) => {
    const [answer] = await once(get(url), 'response')
    answer.resume()
  },
  'plain socket': async (url) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.destroy()
  },
  'plain browser': async (url, trap) => {
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const browser = await launch({ executablePath: executable ?? '', headless: true, pipe: true, args })
    try {
      const page = await browser.newPage()
      await page.goto(url)
      await waitUntil('the browser comes', () => trap.arrived > 0, 20_000)
    } finally {
      await browser.close()
    }
  },
}

describe('an address that somebody pastes', () => {
  for (const { what, url, listen, control } of pastedAddresses) {
    it.skipIf(control === 'plain browser' && executable === undefined)(
      `reaches nothing inside: ${what}`,
      async () => {
        const trap = await openTcpTrap(listen)
        try {
          const address = url(trap.port)
          ports.push(trap.port)
          const read = (service: TestService) => service.scrape(address, { skipRobots: true })
          const { reason } = await attempted('guarded', read)
          const { arrived } = trap
          const how = plain[control]
          await (how?.(address, trap) ?? attempted('open', read))
          await waitUntil('the control has come', () => trap.arrived > arrived, 5_000).catch(() => {})
          const by = how ? `a ${control}` : 'the guard open'
          rows.push({ trap: 'TCP', what: `pasted: ${what}`, arrived, control: trap.arrived - arrived, by })
          expect(reason).toMatch(/^(blocked-address|unsupported-scheme|invalid-url)$/)
          expect(arrived).toBe(0)
          expect(trap.arrived).toBeGreaterThan(0)
        } finally {
          await trap.close()
        }
      },
    )
  }
})

function routeOf(answer: LeadAnswer): Route {
  if ('html' in answer) return html(answer.html)
  return 'file' in answer ? file(answer.file, answer.type) : redirect(answer.to, answer.status)
}

describe('a page that leads its reader inside', () => {
  it.each(leads)('by $what', async ({ what, site, sitemap }) => {
    const counts: number[] = []
    for (const which of ['guarded', 'open'] as const) {
      const trap = await openTcpTrap()
      ports.push(trap.port)
      const answers = Object.entries(site(`http://127.0.0.1:${trap.port}/`))
      const web = await Web.open({
        '/robots.txt': status(404),
        ...Object.fromEntries(answers.map(([path, answer]) => [path, routeOf(answer)])),
      })
      sites.add(web.host)
      await attempted(which, (service) =>
        sitemap ? service.listAddresses(web.url()) : service.scrape(web.url()),
      )
      counts.push(trap.arrived)
      await Promise.all([trap.close(), web.close()])
    }
    const [arrived, control] = counts
    rows.push({ trap: 'TCP', what: `led: ${what}`, arrived, control, by: 'the guard open' })
    expect(arrived).toBe(0)
    expect(control).toBeGreaterThan(0)
  })
})

describe('a name server that leads inside', () => {
  it.each(Object.keys(zone))('by %s', async (name) => {
    const counts: number[] = []
    for (const which of ['guarded', 'open'] as const) {
      const trap = await openTcpTrap('::')
      ports.push(trap.port)
      await attempted(which, (service) =>
        service.scrape(`http://${name}:${trap.port}/`, { skipRobots: true }),
      )
      counts.push(trap.arrived)
      expect(services.get(which)?.names.asked.get(name)).toBeGreaterThan(0)
      await trap.close()
    }
    const [arrived, control] = counts
    rows.push({ trap: 'TCP', what: `named: ${name}`, arrived, control, by: 'the guard open' })
    expect(arrived).toBe(0)
    expect(control).toBeGreaterThan(0)
  })
})
