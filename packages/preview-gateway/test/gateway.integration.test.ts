import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { waitUntil } from '@parlance/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { cookieName, makePass, ownPaths, type PassKind, signedLink, siteKey } from '../src/access.ts'
import { Gateway } from '../src/gateway/gateway.ts'
import { Previews } from '../src/gateway/previews.ts'
import { answers } from '../src/gateway/upstream.ts'
import type { PreviewNote } from '../src/note.ts'
import { SleepingPreview } from './sleeping-preview.ts'

const secret = 'a secret of more than thirty-two signs'
const host = 'here.preview.localhost:8080'
const idleMs = 3_600_000
const wakeMs = 2_000

let preview: SleepingPreview
let previews: Previews
let gateway: Gateway
let note: PreviewNote
let notes: Map<string, PreviewNote>
/** The gateway's clock, which a test may move on. */
let ahead = 0
const now = () => Date.now() + ahead
let waitMs = 5_000
let seen: Record<string, unknown> = {}

beforeEach(async () => {
  ahead = 0
  waitMs = 5_000
  note = { name: 'here', of: 'feature/<search>', commit: '0123456789abcdef', access: 'open' }
  notes = new Map([['here', note]])
  preview = await SleepingPreview.open(({ method, url, headers }, body) => {
    seen = headers
    return { body: `the real page ${method} ${url} ${body.length}` }
  })
  const upstream = () => ({ host: '127.0.0.1', port: preview.port })
  previews = new Previews({
    control: preview,
    answers: () => answers(upstream),
    notes: () => notes,
    now,
    wakeMs,
    askEveryMs: 10,
    idleMs,
    most: 1,
    tell: ({ preview: name }) => gateway.forget(name),
    blind: (error) => {
      throw error
    },
  })
  gateway = new Gateway({
    previews,
    domain: 'preview.localhost',
    secure: false,
    secret,
    site: 'https://site.example',
    upstream,
    get waitMs() {
      return waitMs
    },
    now: () => new Date(now()),
    failed: () => {},
  })
  await previews.look()
  await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  preview.hold = undefined
  gateway.server.close()
  gateway.server.closeAllConnections()
  await previews.close()
  await preview.end()
})

const port = () => (gateway.server.address() as AddressInfo).port

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** As a browser asks for a page, or as a program does. */
const ask = (
  path: string,
  {
    page = false,
    method = 'GET',
    headers = {},
    body = '',
    to = host,
  }: {
    page?: boolean
    method?: string
    headers?: Record<string, string>
    body?: string
    to?: string
  } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: port(),
        path,
        method,
        agent: false,
        headers: { host: to, accept: page ? 'text/html,*/*' : 'application/json', ...headers },
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })

const state = () => previews.find('here')?.life.state
const stateIs = (wanted: string) => waitUntil(`it is ${wanted}`, () => state() === wanted, 20_000)
const wake = async () => {
  await ask('/')
  await stateIs('running')
}
/** Lets an hour go by, and the gateway look. */
const anHourLater = () => {
  ahead += idleMs
  previews.rest()
}
/** Something that a test lets happen when it wants to. */
const gate = () => Promise.withResolvers<void>()

describe('a preview that sleeps', () => {
  test('is woken by whoever asks for a page, who has one at once that becomes the real one', async () => {
    const { promise, resolve } = gate()
    preview.hold = promise
    const first = await ask('/fr', { page: true })
    expect(first).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '5' } })
    expect(first.body).toContain('Waking the preview of feature/&lt;search&gt;')
    expect(first.body).toContain('at 0123456789ab')
    expect(first.body).not.toMatch(/(?:src|href)=/)
    expect(JSON.parse((await ask(ownPaths.state)).body)).toMatchObject({ state: 'waking', go: false })
    resolve()
    await stateIs('running')
    expect(JSON.parse((await ask(ownPaths.state)).body)).toMatchObject({ state: 'running', go: true })
    expect(await ask('/fr', { page: true })).toMatchObject({ status: 200, body: 'the real page GET /fr 0' })
    expect(preview.did).toEqual(['start'])
  })

  test('lets a program wait, with all that it sent', async () => {
    const body = 'x'.repeat(300_000)
    expect(await ask('/api', { method: 'POST', body })).toMatchObject({
      status: 200,
      body: 'the real page POST /api 300000',
    })
  })

  test('lets a program wait so long and no longer', async () => {
    const { promise, resolve } = gate()
    preview.hold = promise
    waitMs = 50
    const { status, headers, body } = await ask('/api')
    expect([status, headers['content-type']]).toEqual([503, 'application/problem+json'])
    expect(headers['retry-after']).toMatch(/^\d+$/)
    expect(JSON.parse(body)).toMatchObject({ title: 'the preview did not wake in time' })
    resolve()
  })

  test('lets a WebSocket wait', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port()}/ws`, { headers: { host } })
    const { promise, resolve } = Promise.withResolvers<string>()
    socket.on('open', () => socket.send('hello'))
    socket.on('message', (data) => resolve(String(data)))
    expect(await promise).toBe('hello')
    socket.terminate()
  })

  test('that does not come up says why, and is tried again', async () => {
    preview.hold = Promise.reject(new Error('no space left on device'))
    preview.hold.catch(() => {})
    expect((await ask('/api')).status).toBe(503)
    const page = await ask('/', { page: true })
    expect(page.status).toBe(503)
    expect(page.body).toContain('no space left on device')
    expect(page.body).toContain('edge exited, exit code 1: cannot reach &lt;the database&gt;')
    preview.hold = undefined
    ahead += 60_000
    await wake()
    expect((await ask('/')).status).toBe(200)
  })
})

describe('a preview that runs', () => {
  beforeEach(wake)

  test('is stopped when nobody has asked for an hour, and not before', async () => {
    ahead += idleMs - 60_000
    previews.rest()
    expect(state()).toBe('running')
    ahead += 60_000
    previews.rest()
    await stateIs('stopped')
    expect(preview.did).toEqual(['start', 'stop'])
  })

  test('is not stopped under an open WebSocket, nor before an hour after its end', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port()}/ws`, { headers: { host } })
    await new Promise((resolve) => socket.once('open', resolve))
    anHourLater()
    expect([state(), preview.did]).toEqual(['running', ['start']])
    socket.close()
    await waitUntil('the socket is gone', () => previews.find('here')?.life.open === 0)
    previews.rest()
    expect(state()).toBe('running')
    anHourLater()
    await stateIs('stopped')
  })

  test('is not stopped under an answer that still comes; its first words are there before its last', async () => {
    const first = await new Promise<string>((resolve, reject) => {
      request(
        { host: '127.0.0.1', port: port(), path: '/stream', headers: { host }, agent: false },
        (answer) => {
          answer.once('data', (chunk) => {
            anHourLater()
            resolve(`${chunk}${state()}`)
            answer.destroy()
          })
          answer.on('error', () => {})
        },
      )
        .on('error', reject)
        .end()
    })
    expect(first).toBe('first\nrunning')
  })

  test('that is wanted while it stops is there again', async () => {
    const { promise, resolve } = gate()
    preview.hold = promise
    anHourLater()
    expect(state()).toBe('stopping')
    const page = await ask('/', { page: true })
    expect([page.status, page.body.includes('woken as soon as it does')]).toEqual([503, true])
    const program = ask('/api')
    await waitUntil('the program waits', () => previews.find('here')?.life.open === 1)
    resolve()
    expect(await program).toMatchObject({ status: 200, body: 'the real page GET /api 0' })
    expect(preview.did).toEqual(['start', 'stop', 'start'])
    expect(state()).toBe('running')
  })

  test('that breaks off without a word is looked for', async () => {
    await preview.end()
    expect((await ask('/', { page: true })).status).toBe(503)
    await stateIs('running')
    expect(await ask('/', { page: true })).toMatchObject({ status: 200 })
  })

  test('is neither stopped nor started while somebody is at work on it', async () => {
    note.heldUntil = new Date(now() + 2 * idleMs).toISOString()
    anHourLater()
    expect(state()).toBe('running')
    await preview.end()
    await previews.look()
    const page = await ask('/', { page: true })
    expect([page.status, page.body.includes('is being made')]).toEqual([503, true])
    expect(preview.did).toEqual(['start'])
  })

  test('is asked over one connection that is kept, though each visitor comes by another', async () => {
    await ask('/')
    const before = preview.connections
    for (let n = 0; n < 10; n++) expect((await ask('/')).status).toBe(200)
    expect([before > 0, preview.connections - before]).toEqual([true, 0])
  })

  test('is told where a visitor comes from, whatever the visitor says', async () => {
    await ask('/', { headers: { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' } })
    expect(seen).toMatchObject({
      host,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': host,
    })
  })
})

test('nothing is indexed: whoever answers, and whatever a preview says', async () => {
  const asleep = [
    await ask('/', { page: true }),
    await ask(ownPaths.state),
    await ask('/', { to: 'none.preview.localhost' }),
  ]
  await stateIs('running')
  const all = [...asleep, await ask('/'), await ask('/health/live', { to: '127.0.0.1' })]
  expect(all.map(({ headers }) => headers['x-robots-tag'])).toEqual(all.map(() => 'noindex, nofollow'))
})

test.each(['none', 'x.here', '..', 'a'.repeat(64), 'here%2e', '-here'])(
  'there is no preview "%s"',
  async (name) => {
    const answer = await ask('/', { to: `${name}.preview.localhost`, page: true })
    expect([answer.status, preview.did]).toEqual([404, []])
  },
)

test('one that is not up shows the last lines of why', async () => {
  notes.set('other', {
    ...note,
    name: 'other',
    fault: { message: 'backend ended before it was healthy', lines: ['<Error> no such column "x"'] },
  })
  await previews.look()
  const { status, body } = await ask('/', { to: 'other.preview.localhost', page: true })
  expect(status).toBe(503)
  expect(body).toContain('backend ended before it was healthy')
  expect(body).toContain('&lt;Error&gt; no such column &quot;x&quot;')
})

test('one that is written down no more is no more', async () => {
  await wake()
  notes.clear()
  await previews.look()
  expect((await ask('/')).status).toBe(404)
})

describe('a preview that opens with a link', () => {
  const inAnHour = () => Math.floor(now() / 1_000) + 3_600
  const link = (name = 'here', until = inAnHour(), by = secret) =>
    new URL(signedLink(`http://${name}.preview.localhost`, by, name, until))
  const follow = ({ pathname, search }: URL) => ask(`${pathname}${search}`, { page: true })
  const cookieOf = ({ headers }: Answer) => String(headers['set-cookie']).split(';')[0] ?? ''

  beforeEach(() => {
    note.access = 'link'
  })

  test('lets nobody else in, and is not woken by them', async () => {
    const answersOfAll = await Promise.all([ask('/', { page: true }), ask('/api'), ask(ownPaths.state)])
    expect(answersOfAll.map(({ status }) => status)).toEqual([403, 403, 403])
    const socket = new WebSocket(`ws://127.0.0.1:${port()}/ws`, { headers: { host } })
    const refused = new Promise<string>((resolve) => socket.once('error', ({ message }) => resolve(message)))
    expect(await refused).toContain('403')
    expect(preview.did).toEqual([])
  })

  test('leaves a cookie with who follows it, of which the preview knows nothing', async () => {
    const entered = await follow(link())
    expect(entered).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(String(entered.headers['set-cookie'])).toMatch(
      /; Path=\/; HttpOnly; SameSite=Lax; Max-Age=3[56]\d\d$/,
    )
    const cookie = `one=1; ${cookieOf(entered)}; two=2`
    expect((await ask('/', { headers: { cookie } })).status).toBe(200)
    expect(seen.cookie).toBe('one=1; two=2')
  })

  test('is good for its time, and the cookie no longer', async () => {
    const cookie = cookieOf(await follow(link()))
    ahead += 3_601_000
    expect((await ask('/', { headers: { cookie } })).status).toBe(403)
    expect((await follow(link('here', inAnHour() - 3_601))).status).toBe(403)
  })

  test.each([
    ["another preview's", () => link('other')],
    ['signed by another', () => link('here', inAnHour(), `${secret}.`)],
    ['longer than it was signed', () => new URL(link().href.replace(/pass=\d/, 'pass=9'))],
    ['without its signature', () => new URL(link().href.replace(/\..{43}$/, ''))],
    [
      'a cookie in its place',
      () => {
        const url = link()
        url.searchParams.set('pass', makePass(secret, 'cookie', 'here', inAnHour()))
        return url
      },
    ],
  ])('is refused where it is %s', async (_, make) => {
    expect((await follow(make())).status).toBe(403)
  })

  test('is no cookie itself', async () => {
    const cookie = `${cookieName}=${makePass(secret, 'link', 'here', inAnHour())}`
    expect((await ask('/', { headers: { cookie } })).status).toBe(403)
  })
})

describe("a preview for the site's people", () => {
  const inAMinute = () => Math.floor(now() / 1_000) + 60
  const address = (pass: string, to = '') => `${ownPaths.enter}?${new URLSearchParams({ pass, to })}`
  const bySite = (name = 'here', until = inAMinute()) => makePass(siteKey(secret), 'site', name, until)
  const cookieOf = ({ headers }: Answer) => String(headers['set-cookie']).split(';')[0] ?? ''

  beforeEach(() => {
    note.access = 'site'
  })

  test('sends who comes to the site, with the page that was wanted, and is not woken', async () => {
    const door = await ask('/fr/tools?sort="new"', { page: true })
    expect(door.status).toBe(403)
    const [, href = ''] = /<a href="([^"]+)"/.exec(door.body) ?? []
    const { origin, pathname, searchParams } = new URL(href.replaceAll('&amp;', '&'))
    expect([origin, pathname]).toEqual(['https://site.example', '/api/v1/auth/preview'])
    expect(Object.fromEntries(searchParams)).toEqual({ name: 'here', to: '/fr/tools?sort="new"' })
    expect((await ask('/api', { method: 'POST' })).status).toBe(403)
    expect(preview.did).toEqual([])
  })

  test("lets in by the site's word for half a day, to the page that was wanted", async () => {
    const entered = await ask(address(bySite(), '/fr/tools?sort=new'), { page: true })
    expect(entered).toMatchObject({ status: 303, headers: { location: '/fr/tools?sort=new' } })
    const cookie = cookieOf(entered)
    expect((await ask('/', { headers: { cookie } })).status).toBe(200)
    ahead += 12 * 3_600_000 - 1_000
    expect((await ask('/', { headers: { cookie } })).status).toBe(200)
    ahead += 2_000
    expect((await ask('/', { headers: { cookie } })).status).toBe(403)
  })

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'http://preview//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    ownPaths.enter,
  ])('leads nowhere else: %s', async (to) => {
    const { headers } = await ask(address(bySite(), to), { page: true })
    expect(headers.location).toBe('/')
  })

  test.each<[string, () => string]>([
    ["another preview's", () => bySite('other')],
    ['over', () => bySite('here', inAMinute() - 61)],
    ['a link of manage', () => makePass(secret, 'link', 'here', inAMinute())],
    ["signed with the gateway's own secret", () => makePass(secret, 'site', 'here', inAMinute())],
    ['a cookie', () => makePass(secret, 'site-cookie', 'here', inAMinute())],
  ])('is not opened by what is %s', async (_, pass) => {
    expect((await ask(address(pass()), { page: true })).status).toBe(403)
  })

  test.each<PassKind>(['cookie', 'link', 'site', 'site-cookie'])(
    "the site's key makes no cookie, also not as %s",
    async (kind) => {
      const cookie = `${cookieName}=${makePass(siteKey(secret), kind, 'here', inAMinute())}`
      expect((await ask('/', { headers: { cookie } })).status).toBe(403)
    },
  )

  test('a cookie of a link opens it no more, nor one of the site a preview with links', async () => {
    const ofLink = `${cookieName}=${makePass(secret, 'cookie', 'here', inAMinute())}`
    expect((await ask('/', { headers: { cookie: ofLink } })).status).toBe(403)
    const ofSite = cookieOf(await ask(address(bySite()), { page: true }))
    note.access = 'link'
    expect((await ask('/', { headers: { cookie: ofSite } })).status).toBe(403)
    expect((await ask(address(bySite()), { page: true })).status).toBe(403)
  })
})
