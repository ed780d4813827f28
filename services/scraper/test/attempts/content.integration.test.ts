import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { launch } from 'puppeteer-core'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../src/browser/find-browser.ts'
import { TestService } from '../support/service.ts'
import { file, html, status, Web } from '../support/web.ts'
import { bombs } from './bombs.ts'
import { printAttempts, type Row } from './table.ts'
import { openTlsTrap, type Trap } from './traps.ts'

const { executable } = findBrowser(process.env.PUPPETEER_EXECUTABLE_PATH)
const rows: Row[] = []
afterAll(() => printAttempts('What certificates and pictures tried', rows))

const words = '<p>Cutter trims clips, writes captions and exports films in the browser.</p>'
const day = 86_400_000
const from = (days: number) => new Date(Date.now() + days * day)
type Pair = { readonly key: string; readonly cert: string }

/** Certificates of an authority that is trusted here, and others. */
async function makeCertificates(): Promise<{ authority: string; pairs: Readonly<Record<string, Pair>> }> {
  const authority = await generate([{ name: 'commonName', value: 'Test authority' }], {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const signed = { ca: { key: authority.private, cert: authority.cert } }
  const make = async (name: string, after: number, until: number, ca: object): Promise<Pair> => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
      notBeforeDate: from(after),
      notAfterDate: from(until),
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
      ...ca,
    })
    return { key, cert }
  }
  return {
    authority: authority.cert,
    pairs: {
      'one that holds': await make('localhost', -1, 30, signed),
      'one that has expired': await make('localhost', -30, -1, signed),
      'one that does not hold yet': await make('localhost', 1, 30, signed),
      "another name's": await make('other.test', -1, 30, signed),
      'one that nobody has signed': await make('localhost', -1, 30, {}),
    },
  }
}

describe('a certificate', () => {
  const usual = getCACertificates('default')
  let pairs: Readonly<Record<string, Pair>>
  let holds: number
  beforeAll(async () => {
    const made = await makeCertificates()
    pairs = made.pairs
    setDefaultCACertificates([...usual, made.authority])
    holds = await requestsOver('one that holds')
  })
  afterAll(() => setDefaultCACertificates(usual))

  const trapOf = async (which: string): Promise<Trap> => openTlsTrap(pairs[which] ?? { key: '', cert: '' })

  /** Requests that come of reading a page over such a certificate. */
  async function requestsOver(which: string): Promise<number> {
    const trap = await trapOf(which)
    const service = await TestService.start(`localhost:${trap.port}`)
    try {
      await service.scrape(`https://localhost:${trap.port}/`, { skipRobots: true }).catch(() => {})
      return trap.arrived
    } finally {
      await service.stop()
      await trap.close()
    }
  }

  const bad = [
    'one that has expired',
    'one that does not hold yet',
    "another name's",
    'one that nobody has signed',
  ]
  it.each(bad)('that is %s has no page read over it', async (which) => {
    const arrived = await requestsOver(which)
    rows.push({ trap: 'TLS', what: `page over ${which}`, arrived, control: holds, by: 'one that holds' })
    expect(arrived).toBe(0)
    expect(holds).toBeGreaterThan(0)
  })

  describe.skipIf(executable === undefined)('of a picture', () => {
    const counts = new Map<string, { arrived: number; control: number }>()
    beforeAll(async () => {
      const traps = await Promise.all(bad.map(trapOf))
      const hosts = traps.map(({ port }) => `localhost:${port}`)
      const pictures = hosts.map((host) => `<img src="https://${host}/">`).join('')
      const web = await Web.open({
        '/robots.txt': status(404),
        '/': html(`<title>Cutter</title>${words}${pictures}`),
      })
      const service = await TestService.start([web.host, ...hosts].join())
      const home = mkdtempSync(join(tmpdir(), 'parlance-plain-'))
      try {
        const { images } = await service.scrape(web.url(), { skipScreenshot: false })
        expect(images.map(({ kind }) => kind)).toContain('IMAGE_KIND_SCREENSHOT')
        const before = traps.map(({ arrived }) => arrived)
        const browser = await launch({
          executablePath: executable ?? '',
          headless: true,
          pipe: true,
          acceptInsecureCerts: true,
          userDataDir: home,
          args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        })
        await (await browser.newPage()).goto(web.url(), { waitUntil: 'load' })
        await browser.close()
        for (const [index, which] of bad.entries()) {
          const arrived = before[index] ?? Number.NaN
          counts.set(which, { arrived, control: (traps[index]?.arrived ?? 0) - arrived })
        }
      } finally {
        await service.stop()
        rmSync(home, { recursive: true, force: true, maxRetries: 3 })
        await Promise.all([web.close(), ...traps.map((trap) => trap.close())])
      }
    }, 60_000)

    it.each(bad)('that is %s shows none', (which) => {
      const { arrived, control } = counts.get(which) ?? {}
      rows.push({ trap: 'TLS', what: `picture over ${which}`, arrived, control, by: 'a careless browser' })
      expect(arrived).toBe(0)
      expect(control).toBeGreaterThan(0)
    })
  })
})

describe('a picture that is a bomb', () => {
  let web: Web
  let service: TestService
  beforeAll(async () => {
    const pages = bombs.flatMap(({ type, bomb, harmless }, index) =>
      Object.entries({ bomb, harmless }).flatMap(([kind, content]) => [
        [
          `/${kind}-${index}`,
          html(`<title>Cutter</title>${words}<link rel="icon" href="/${kind}-${index}.icon">`),
        ],
        [`/${kind}-${index}.icon`, file(content(), type)],
      ]),
    )
    web = await Web.open({ '/robots.txt': status(404), ...Object.fromEntries(pages) })
    service = await TestService.start(web.host, { limits: { paintMs: 4_000 } })
  })
  afterAll(() => Promise.all([service.stop(), web.close()]))

  it.each(bombs.map(({ what }, index) => [what, index] as const))('%s is no logo', async (what, index) => {
    const logos = async (kind: string) => {
      const { images, result } = await service.scrape(web.url(`/${kind}-${index}`))
      expect(result.page?.title).toBe('Cutter')
      return images.filter(({ kind: of }) => of === 'IMAGE_KIND_LOGO').length
    }
    const arrived = await logos('bomb')
    // Read after it, by the same service.
    const control = await logos('harmless')
    expect(web.requests).toContain(`GET /bomb-${index}.icon`)
    rows.push({ trap: 'picture', what, arrived, control, by: 'a harmless one of its kind, read next' })
    expect(arrived).toBe(0)
    expect(control).toBeGreaterThan(0)
  })
})
