import { createHash } from 'node:crypto'
import type { ScrapeEvent, ScrapeReason } from '@parlance/contracts'
import { scrapeReasons } from '@parlance/contracts'
import { createMetrics, Problem } from '@parlance/service-kit'
import { type Peer, startScraperPeer } from '@parlance/testing'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectScraper, createScraper, type ScraperClient } from '../../../src/adapters/scraper-client.ts'
import type { PageChangeView } from '../../../src/features/administration/page-changes.ts'
import { openRound } from '../../../src/features/revisits/plan-round.ts'
import type { PlannedVisit } from '../../../src/features/revisits/revisits.ts'
import { readSchedule } from '../../../src/features/revisits/schedule.ts'
import { visitPage } from '../../../src/features/revisits/visit-page.ts'
import { createRevisitStore } from '../../../src/stores/revisit-store.ts'
import { ask } from '../../support/http-client.ts'
import { listPage } from '../../support/listings.ts'
import { pageFacts } from '../../support/page-facts.ts'
import { createPerson, type Person } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

const start = new Date(2026, 10, 1)
const spreadMs = 3_600_000
const hostBudget = 5

/** What a site does on a day of the month, from 1; `fail` ends the visit. */
interface Day {
  readonly day: number
  readonly fail: (reason: ScrapeReason) => never
}
type Said = Partial<ReturnType<typeof pageFacts>>

const usual = (host: string): Said => ({
  url: `https://${host}/`,
  finalUrl: `https://${host}/`,
  name: host.split('.')[0] ?? host,
  siteName: host.split('.')[0] ?? host,
  tagline: 'Weaves films from words',
  description: `${host} weaves films from what you write. It needs no camera and no studio at all.`,
  summary: `${host} weaves films from what you write, in any style. Share the result with everybody you know.`,
  features: ['Films from text', 'Many styles'],
  pricing: 'free',
})

/** Each site's month. What is not said is as usual. */
const sites: Readonly<Record<string, (day: Day) => Said>> = {
  'steady.example': () => ({}),
  'counting.example': ({ day }) => ({
    description: `counting.example weaves films from what you write. It needs no camera and no studio at all. ${day * 113} films today.`,
  }),
  'priced.example': ({ day }) =>
    day < 10 ? {} : { pricing: 'paid', price: { amount: 12, currency: 'USD', period: 'month' } },
  'edited.example': ({ day }) => (day < 5 ? {} : { tagline: 'Spins yarns out of photographs' }),
  'returning.example': ({ day }) => (day < 4 || day > 6 ? {} : { tagline: 'Closed for the holidays' }),
  'gone.example': ({ day, fail }) => (day >= 8 && day < 20 ? fail('name-not-found') : {}),
  'flaky.example': ({ day, fail }) => (day % 2 === 0 ? fail('connection-failed') : {}),
  'shy.example': ({ fail }) => fail('bot-wall'),
  'unlucky.example': ({ day, fail }) => (day < 9 ? fail('internal') : {}),
  'sold.example': ({ day, fail }) => (day < 12 ? {} : fail('parked-domain')),
  'moved.example': ({ day }) => (day < 15 ? {} : { finalUrl: 'https://www.elsewhere.example/moved' }),
  'subdomain.example': ({ day }) => (day < 15 ? {} : { finalUrl: 'https://www.subdomain.example/en' }),
  'taken-over.example': ({ day }) =>
    day < 18
      ? {}
      : {
          name: 'Casino Royal',
          siteName: 'Casino Royal',
          tagline: 'Slots and roulette',
          description: 'Play hundreds of games tonight, deposit twenty euros, win big jackpots.',
          summary: 'Play hundreds of games tonight. Deposit twenty euros. Win big jackpots.',
        },
}
const crowd = Array.from({ length: 12 }, (_, index) => `https://crowd.example/${index}`)

let database: TestDatabase
let pool: Pool
let other: Pool
let peer: Peer
let client: ScraperClient
let backend: TestBackend
let editor: Person
const ids = new Map<string, string>()
let now = start
/** Every visit: its address, when, whether it was asked for conditionally, and whether with pictures. */
const visits: { url: string; at: Date; conditional: boolean; pictures: boolean }[] = []
/** How many of two backends each round was opened by. */
const openedBy: number[] = []
/** Since when readers were told that a page does not answer, by day. */
const unreachable = new Map<string, number[]>()

function* picturesOf(look: string): Generator<ScrapeEvent> {
  for (const kind of ['IMAGE_KIND_LOGO', 'IMAGE_KIND_SCREENSHOT', 'IMAGE_KIND_PREVIEW'] as const)
    for (const size of [4, 2])
      yield {
        image: {
          kind,
          mediaType: 'image/webp',
          width: size,
          height: size,
          content: Buffer.from(`${kind} ${look} ${size}`),
          blurhash: 'L00000',
          palette: [],
        },
      }
}

const dayOf = (date: Date) => Math.floor((date.getTime() - start.getTime()) / 86_400_000) + 1

beforeAll(async () => {
  database = await createTestDatabase()
  pool = new Pool({ connectionString: database.url, max: 4 })
  other = new Pool({ connectionString: database.url, max: 2 })
  await pool.query('DELETE FROM "Tool"')
  for (const host of Object.keys(sites)) ids.set(host, await listPage(pool, pageFacts(usual(host))))
  for (const url of crowd)
    await listPage(pool, pageFacts({ ...usual('crowd.example'), url, finalUrl: url, name: url.slice(8) }))
  await pool.query(`UPDATE "PageVisit" SET "lastAt" = $1, "picturesAt" = $1`, [
    new Date(start.getTime() - 86_400_000),
  ])
  // Due on the sixth of the month; and all of the crowd at once.
  await pool.query(`UPDATE "PageVisit" SET "picturesAt" = $1 WHERE "toolId" = ANY ($2)`, [
    new Date(start.getTime() - 85 * 86_400_000),
    ['steady.example', 'taken-over.example', 'gone.example'].map((host) => ids.get(host)),
  ])
  await pool.query(
    `UPDATE "PageVisit" SET "picturesAt" = NULL WHERE "toolId" IN (SELECT id FROM "Tool" WHERE url LIKE '%crowd%')`,
  )
  // Somebody wrote this one by hand.
  await pool.query(`UPDATE "ToolTranslation" SET tagline = 'By hand', source = 'human' WHERE "toolId" = $1`, [
    ids.get('edited.example'),
  ])
  peer = await startScraperPeer(async function* ({
    url,
    known,
    onlyText,
    skipDescription,
  }): AsyncGenerator<ScrapeEvent> {
    visits.push({ url, at: now, conditional: known !== null, pictures: !onlyText })
    if (!onlyText && !skipDescription) throw new Problem('internal', 'a visit needs no description')
    if (url.includes('steady') && known?.etag === '"1"') {
      yield { result: { notModified: true } }
      return
    }
    const { hostname } = new URL(url)
    const fail = (reason: ScrapeReason): never => {
      throw new Problem(scrapeReasons[reason], 'As the test wants it.', { reason })
    }
    const said = sites[hostname]?.({ day: dayOf(now), fail }) ?? { name: url.slice(8), finalUrl: url }
    if (!onlyText) yield* picturesOf(`${hostname} on day ${dayOf(now)}`)
    const version = url.includes('steady') ? { url, etag: '"1"', lastModified: '' } : null
    const page = pageFacts({ ...usual(hostname), url, ...said })
    yield {
      result: {
        page: {
          ...page,
          features: [...page.features],
          questions: [],
          profiles: [],
          keywords: [],
          sources: [],
        },
        version,
      },
    }
  })
  client = connectScraper(peer.address, createMetrics({ service: 'backend', version: 'test' }))
  backend = await startTestBackend(database.url, { NODE_ENV: 'development' })
  editor = await createPerson(database.url, { name: 'Edith', role: 'editor' })
  await runMonth()
}, 120_000)
afterAll(async () => {
  client?.close()
  await backend?.stop()
  await peer?.stop()
  await Promise.all([pool?.end(), other?.end()])
  await database?.drop()
})

/** Two backends of one schedule, for thirty days; whoever opens a round is the one whose visits are made. */
async function runMonth(): Promise<void> {
  const planned: PlannedVisit[] = []
  const stores = [pool, other].map((each) =>
    createRevisitStore(each, {
      insert: async (_queue: string, jobs: readonly { data?: unknown; startAfter?: unknown }[]) => {
        for (const { data, startAfter } of jobs) {
          const { toolId, pictures = false } = data as { toolId: string; pictures?: boolean }
          planned.push({ toolId, pictures, startAfter: startAfter as Date })
        }
        return null
      },
    } as never),
  )
  const assets = {
    put: async (content: Uint8Array) => {
      const hash = createHash('sha256').update(content).digest('hex')
      return `${hash.slice(0, 2)}/${hash.slice(2)}.webp`
    },
  }
  const parts = {
    store: stores[0] as never,
    scraper: createScraper(client),
    assets,
    now: () => now,
    ended: () => {},
  }
  let seed = 7
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const schedule = readSchedule('0 3,15 * * *')
  for (let at = schedule.nextRun(start); at && dayOf(at) <= 30; at = schedule.nextRun(at)) {
    const round = { at, spreadMs, random }
    const opened = await Promise.all(stores.map((store) => openRound(store, hostBudget, round)))
    openedBy.push(opened.filter((count) => count !== undefined).length)
    for (const { toolId, pictures, startAfter } of planned
      .splice(0)
      .sort((a, b) => +a.startAfter - +b.startAfter)) {
      now = startAfter
      await visitPage(parts, toolId, { signal: AbortSignal.timeout(60_000), lastTry: true, pictures })
    }
    const { rows } = await pool.query<{ url: string }>(
      'SELECT url FROM "Tool" WHERE "unreachableSince" IS NOT NULL',
    )
    for (const { url } of rows) {
      const { hostname } = new URL(url)
      unreachable.set(hostname, [...(unreachable.get(hostname) ?? []), dayOf(at)])
    }
  }
}

const api = <T>(path: string, json?: unknown, method?: string) =>
  ask<T>(`${backend.url}/api/v1${path}`, {
    headers: editor.headers,
    ...(json === undefined ? {} : { json }),
    ...(method ? { method } : {}),
  })
const openChanges = async () => (await api<{ items: PageChangeView[] }>('/admin/page-changes')).body.items
const changeOf = async (host: string) =>
  (await openChanges()).find(({ tool }) => tool.id === ids.get(host)) as PageChangeView
const of = (host: string) => visits.filter(({ url }) => new URL(url).hostname === host)

describe('a month of the schedule', () => {
  test('has a round twice a day, each opened by one of two backends', () => {
    expect(openedBy).toEqual(Array.from({ length: 60 }, () => 1))
  })

  test('asks conditionally once a version is known', () => {
    const steady = of('steady.example').filter(({ pictures }) => !pictures)
    expect(steady.length).toBeGreaterThanOrEqual(29)
    expect(steady.map(({ conditional }) => conditional)).toEqual(steady.map((_, index) => index > 0))
  })

  test('spends no more than its budget on a host at one time, and reaches all of its pages', () => {
    const perRound = Map.groupBy(of('crowd.example'), ({ at }) => `${dayOf(at)} ${at.getHours() < 12}`)
    expect(Math.max(...[...perRound.values()].map((visited) => visited.length))).toBe(hostBudget)
    expect(new Set(of('crowd.example').map(({ url }) => url)).size).toBe(crowd.length)
  })

  test('visits at no round hour, those of one host apart', () => {
    const first = of('crowd.example')
      .slice(0, hostBudget)
      .map(({ at }) => at.getTime())
    const gaps = first.slice(1).map((at, index) => at - (first[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(0)
    expect(Math.max(...gaps)).toBeLessThanOrEqual((2 * spreadMs) / hostBudget)
    expect(new Set(gaps).size).toBeGreaterThan(2)
  })

  test('finds what has changed and nothing else', async () => {
    const found = (await openChanges()).map(({ tool, suspicion, fields }) => [
      new URL(tool.url).hostname,
      suspicion,
      fields.map(({ field }) => field),
    ])
    expect(found.sort()).toEqual([
      ['edited.example', '', ['tagline']],
      ['moved.example', 'moved', ['url']],
      ['priced.example', '', ['pricing', 'price']],
      ['sold.example', 'parked', []],
      ['taken-over.example', 'other-name', ['name', 'tagline', 'overview', 'description']],
    ])
  })

  const picturedOn = (host: string) => of(host).flatMap(({ at, pictures }) => (pictures ? [dayOf(at)] : []))

  test('takes new pictures of what is old, and once of what has changed', () => {
    // Ninety days after the last, conditional or not.
    expect(picturedOn('steady.example')).toEqual([6])
    // It has changed on the fifth, but its pictures are left for a week; then once, though the change stays open.
    expect(picturedOn('edited.example')).toEqual([8])
    // On the tenth, when they are ten days old: with the next round.
    expect(picturedOn('priced.example')).toEqual([11])
    // Numbers in its text are no change.
    expect(picturedOn('counting.example')).toEqual([])
    expect(picturedOn('flaky.example')).toEqual([])
    // Old ones before it was gone; none of what may be another's.
    expect(picturedOn('gone.example')).toEqual([6])
    expect(picturedOn('taken-over.example')).toEqual([6])
    expect(picturedOn('sold.example')).toEqual([])
  })

  test('keeps to a budget of pictures on a host, and reaches all of it', () => {
    const pictured = of('crowd.example').filter(({ pictures }) => pictures)
    const perRound = Map.groupBy(pictured, ({ at }) => `${dayOf(at)} ${at.getHours() < 12}`)
    expect(Math.max(...[...perRound.values()].map((visited) => visited.length))).toBe(3)
    expect(pictured.map(({ url }) => url).sort()).toEqual([...crowd].sort())
  })

  test('shows the new pictures in the place of the old, and leaves the logo', async () => {
    const { body } = await api<{
      logo: unknown
      screenshot: { url: string; width: number; renditions: { width: number }[] }
    }>('/tools/steady')
    const hash = createHash('sha256').update('IMAGE_KIND_SCREENSHOT steady.example on day 6 4').digest('hex')
    expect(body.screenshot).toMatchObject({
      url: `/assets/${hash.slice(0, 2)}/${hash.slice(2)}.webp`,
      width: 4,
      renditions: [{ width: 2 }],
    })
    expect(body.logo).toBeNull()
  })

  test('takes a page for dead on the third day without it, and for alive again at once', () => {
    expect([...unreachable.keys()].sort()).toEqual(['gone.example', 'sold.example'])
    const gone = unreachable.get('gone.example') ?? []
    expect(gone[0]).toBe(10)
    // A dead one is visited weekly: it was back on the twentieth.
    expect(gone.at(-1)).toBeGreaterThanOrEqual(19)
    expect(gone.at(-1)).toBeLessThan(26)
    expect(unreachable.get('sold.example')?.[0]).toBe(14)
    expect(unreachable.get('sold.example')?.at(-1)).toBe(30)
  })

  test('leaves a dead one to be read, and tells its readers and the editors', async () => {
    const sold = await api<{ unreachableSince: string | null }>('/tools/sold')
    expect(sold.status).toBe(200)
    expect(dayOf(new Date(sold.body.unreachableSince ?? 0))).toBe(14)
    expect((await api<{ unreachableSince: string | null }>('/tools/gone')).body.unreachableSince).toBeNull()
    const dead = await api<{ items: { slug: string }[] }>('/admin/tools?unreachable=true')
    expect(dead.body.items.map(({ slug }) => slug)).toEqual(['sold'])
    const { body } = await api<Record<string, number>>('/admin/summary')
    expect(body).toMatchObject({ openPageChanges: 5, unreachable: 1 })
  })
})

describe('an editor', () => {
  test('sees what was written by hand, and decides field by field', async () => {
    const { id, tool, fields } = await changeOf('edited.example')
    expect(fields).toEqual([
      {
        field: 'tagline',
        before: 'Weaves films from words',
        after: 'Spins yarns out of photographs',
        listing: 'By hand',
        written: true,
      },
    ])
    expect((await api<PageChangeView>(`/admin/page-changes/${id}`, { fields: [] }, 'PUT')).body.status).toBe(
      'dismissed',
    )
    expect((await api<{ tagline: string }>(`/tools/${tool.slug}`)).body.tagline).toBe('By hand')
    expect((await api(`/admin/page-changes/${id}`, { fields: [] }, 'PUT')).status).toBe(422)
  })

  test('takes over what the page says, and back', async () => {
    const { id, tool } = await changeOf('priced.example')
    expect((await api(`/admin/page-changes/${id}`, { fields: ['tagline'] }, 'PUT')).status).toBe(422)
    const applied = await api<PageChangeView>(
      `/admin/page-changes/${id}`,
      { fields: ['pricing', 'price'] },
      'PUT',
    )
    expect(applied.body.status).toBe('applied')
    const shown = async () => (await api<{ pricing: string; price: unknown }>(`/tools/${tool.slug}`)).body
    expect(await shown()).toMatchObject({
      pricing: 'paid',
      price: { amount: 12, currency: 'USD', period: 'month' },
    })
    const { body } = await api<{ items: { id: string; action: string }[] }>(
      `/admin/audit?subjectId=${tool.id}`,
    )
    expect(body.items[0]?.action).toBe('page.applied')
    expect((await api(`/admin/audit/${body.items[0]?.id}/undo`, undefined, 'POST')).status).toBe(200)
    expect(await shown()).toMatchObject({ pricing: 'free', price: null })
    expect((await changeOf('priced.example')).id).toBe(id)
  })

  test('has the texts of a page translated anew, once they are taken over', async () => {
    const { id, tool } = await changeOf('taken-over.example')
    await pool.query(
      `INSERT INTO "ToolTranslation" ("toolId", language, tagline, source) VALUES ($1, 'fr', 'Films', 'machine')`,
      [tool.id],
    )
    await api(`/admin/page-changes/${id}`, { fields: ['name', 'tagline', 'description'] }, 'PUT')
    const { body } = await api<Record<string, string>>(`/tools/${tool.slug}`)
    expect(body).toMatchObject({ name: 'Casino Royal', tagline: 'Slots and roulette' })
    const { rows } = await pool.query(`SELECT data FROM pgboss.job WHERE name = 'listing-translation'`)
    expect(rows.map(({ data }) => data)).toContainEqual({ toolId: tool.id, renew: ['fr'] })
  })

  test('is told where the new address is listed already', async () => {
    await listPage(pool, pageFacts({ ...usual('x.example'), url: 'https://www.elsewhere.example/moved' }))
    const { id } = await changeOf('moved.example')
    expect((await api(`/admin/page-changes/${id}`, { fields: ['url'] }, 'PUT')).status).toBe(409)
  })
})
