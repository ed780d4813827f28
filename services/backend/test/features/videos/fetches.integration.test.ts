import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DownloadEvent } from '@parlance/contracts'
import { Problem } from '@parlance/service-kit'
import { type Peer, startScraperPeer, startVideoPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { VideoView } from '../../../src/features/videos/videos.ts'
import { ask } from '../../support/http-client.ts'
import { addListing, submittedBy } from '../../support/listings.ts'
import { createPerson, type Person } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

const megabyte = 1_048_576
const film = randomBytes(2_000_000)
let database: TestDatabase
let scraper: Peer
let video: Peer
let backend: TestBackend
let assetsDir: string
let editor: Person
let owner: Person
let other: Person
let slug: string
/** What the scraper was asked for, and what it does. */
const asked: { url: string; mostBytes: number }[] = []
let sends: (signal: AbortSignal) => AsyncIterable<DownloadEvent>

const whole = async function* (): AsyncGenerator<DownloadEvent> {
  yield { head: { url: '', mediaType: 'video/mp4', bytes: film.length } }
  for (let at = 0; at < film.length; at += 250_000) yield { chunk: film.subarray(at, at + 250_000) }
}

beforeAll(async () => {
  database = await createTestDatabase()
  assetsDir = await mkdtemp(join(tmpdir(), 'parlance-fetches-'))
  // biome-ignore lint/correctness/useYield: what becomes of a film that is here is another test's
  video = await startVideoPeer(async function* () {
    throw new Problem('unavailable', 'Not now.')
  })
  scraper = await startScraperPeer(
    async function* () {},
    0,
    async () => ({ urls: [], left: 0 }),
    ({ url, mostBytes }, { signal }) => {
      asked.push({ url, mostBytes })
      return sends(signal)
    },
  )
  backend = await startTestBackend(database.url, {
    ASSETS_DIR: assetsDir,
    VIDEO_ADDRESS: video.address,
    SCRAPER_ADDRESS: scraper.address,
    VIDEO_MAX_MB: '3',
    VIDEO_MAX_MB_PER_PERSON: '5',
  })
  editor = await createPerson(database.url, { name: 'Edi', role: 'editor' })
  other = await createPerson(database.url, { name: 'Otto', role: 'member' })
})
afterAll(async () => {
  await backend?.stop()
  await Promise.all([video?.stop(), scraper?.stop()])
  await database?.drop()
  await rm(assetsDir, { recursive: true, force: true })
})
beforeEach(async () => {
  const listing = await addListing(database.url)
  slug = listing.slug
  owner = await createPerson(database.url, { name: 'Olga', role: 'member' })
  await submittedBy(database.url, listing.id, owner.id)
  asked.length = 0
  sends = whole
})

const fetchFor = (by: Person, url: string) =>
  ask<VideoView & { code?: string }>(`${backend.url}/api/v1/tools/${slug}/videos`, {
    method: 'POST',
    headers: by.headers,
    json: { url },
  })
const ended = (id: string) =>
  waitUntil('the film is fetched, or not', async () => {
    const { body } = await ask<VideoView>(`${backend.url}/api/v1/videos/${id}`, { headers: editor.headers })
    return body.state === 'uploading' ? undefined : body
  })
const underWay = () => readdir(join(assetsDir, 'uploads'))

test('an address becomes a video, as if its file had been sent', async () => {
  const { status, body } = await fetchFor(owner, 'https://films.example/a%20film.mp4?token=1')
  expect([status, body.state]).toEqual([202, 'uploading'])
  expect(await ended(body.id)).toMatchObject({
    state: 'uploaded',
    name: 'a film.mp4',
    bytes: film.length,
    sha256: createHash('sha256').update(film).digest('hex'),
  })
  // What its owner may still have is what is taken.
  expect(asked).toEqual([{ url: 'https://films.example/a%20film.mp4?token=1', mostBytes: 3 * megabyte }])
  await waitUntil('nothing under way', async () => (await underWay()).length === 0)
})

test('what the guard refuses is told in its words, at once, and nothing is left', async () => {
  // biome-ignore lint/correctness/useYield: it refuses before there is anything
  sends = async function* () {
    throw new Problem('forbidden', 'That address is not on the open web.', { reason: 'blocked-redirect' })
  }
  const { body } = await fetchFor(editor, 'https://films.example/inside.mp4')
  expect(await ended(body.id)).toMatchObject({
    state: 'failed',
    problem: { code: 'blocked-redirect', detail: 'That address is not on the open web.' },
  })
  expect(asked).toHaveLength(1)
  expect(await underWay()).toEqual([])
})

test('what breaks off in the middle is fetched again from its beginning, and kept whole', async () => {
  sends = async function* () {
    sends = whole
    yield { head: { url: '', mediaType: 'video/mp4', bytes: film.length } }
    yield { chunk: film.subarray(0, 500_000) }
    throw new Problem('unavailable', 'The connection failed.', { reason: 'connection-failed' })
  }
  const { body } = await fetchFor(editor, 'https://films.example/again.mp4')
  expect(await ended(body.id)).toMatchObject({ state: 'uploaded', bytes: film.length })
  expect(asked).toHaveLength(2)
}, 120_000)

test('taken away while it is fetched, its transfer ends and no file is left', async () => {
  const gone = Promise.withResolvers<void>()
  sends = async function* (signal) {
    yield { head: { url: '', mediaType: 'video/mp4', bytes: film.length } }
    yield { chunk: film.subarray(0, 500_000) }
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    gone.resolve()
  }
  const { body } = await fetchFor(editor, 'https://films.example/long.mp4')
  await waitUntil('it is on its way', async () => ((await underWay()).length > 0 ? true : undefined))
  const { status } = await ask(`${backend.url}/api/v1/videos/${body.id}`, {
    method: 'DELETE',
    headers: editor.headers,
  })
  expect(status).toBe(204)
  await gone.promise
  await waitUntil('nothing under way', async () => ((await underWay()).length === 0 ? true : undefined))
})

test.each([
  ['whose lengths are known', 1],
  ['whose lengths nobody says', 0],
])('of two at once %s, together more than their owner may have, one comes', async (_what, known) => {
  const large = 2_900_000
  const both = Promise.withResolvers<void>()
  sends = async function* () {
    // Neither goes on until both were begun, when nothing was counted of either.
    if (asked.length === 2) both.resolve()
    await both.promise
    yield { head: { url: '', mediaType: 'video/mp4', bytes: known * large } }
    yield { chunk: randomBytes(large) }
  }
  const begun = [
    await fetchFor(owner, 'https://films.example/one.mp4'),
    await fetchFor(owner, 'https://films.example/two.mp4'),
  ]
  const ends = await Promise.all(begun.map(({ body }) => ended(body.id)))
  expect(ends.map(({ state }) => state).sort()).toEqual(['failed', 'uploaded'])
  expect(ends.find(({ state }) => state === 'failed')?.problem).toEqual({
    code: 'quota',
    detail: 'Your videos may have 5 MB together: there is room for 2 MB more.',
  })
  await waitUntil('nothing under way', async () => (await underWay()).length === 0)
})

test('an address without a letter is no address', async () => {
  expect((await fetchFor(owner, '')).status).toBe(400)
  expect(asked).toEqual([])
})

test('others have no say: neither strangers of the listing nor nobody', async () => {
  expect((await fetchFor(other, 'https://films.example/a.mp4')).status).toBe(403)
  const { status } = await ask(`${backend.url}/api/v1/tools/${slug}/videos`, {
    method: 'POST',
    json: { url: 'https://films.example/a.mp4' },
  })
  expect(status).toBe(401)
  expect(asked).toEqual([])
})
