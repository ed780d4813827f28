import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@parlance/service-kit'
import { type Peer, startVideoPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask } from '../../support/http-client.ts'
import { addListing, submittedBy } from '../../support/listings.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'
import { fileOf } from '../../support/uploading.ts'
import { filesBelow, keyOf, sendFilm, sha256Of, untilVideo, viewOf } from '../../support/video-files.ts'
import { contentOf, rungs, ScriptedVideoService } from '../../support/video-service.ts'

let database: TestDatabase
let peer: Peer
let service: ScriptedVideoService
let backend: TestBackend
let assetsDir: string
let editor: Person
let owner: Person
let other: Person
let tool: string
let toolId: string
let film: Buffer
let films = 0

const ready = (id: string) =>
  untilVideo(backend.url, id, editor, 'is ready', ({ state }) => state === 'ready')
const at = (id: string, verb: string) => `${backend.url}/api/v1/videos/${id}/${verb}`
/** Every file that a film leaves when all is made of it, beside its source. */
const filesOf = (content: Buffer) => {
  const hash = sha256Of(content)
  return [
    keyOf(content, 'source'),
    ...rungs.map((rung) => keyOf(contentOf(hash, rung), 'mp4')),
    ...['poster.webp', 'storyboard.webp'].map((name) => keyOf(contentOf(hash, name), 'webp')),
  ].sort()
}

beforeAll(async () => {
  database = await createTestDatabase()
  peer = await startVideoPeer((requests, context) => service.run(requests, context))
  assetsDir = await mkdtemp(join(tmpdir(), 'parlance-test-videos-'))
  backend = await startTestBackend(
    database.url,
    { NODE_ENV: 'development', VIDEO_ADDRESS: peer.address, ASSETS_DIR: assetsDir },
    // Longer than a busy machine says nothing.
    { videoSilenceMs: 15_000 },
  )
  editor = await createPerson(database.url, { name: 'Edi', role: 'editor' })
  other = await createPerson(database.url, { name: 'Otto', role: 'member' })
})
afterAll(async () => {
  await backend?.stop()
  await peer?.stop()
  await database?.drop()
  await rm(assetsDir, { recursive: true, force: true })
})
beforeEach(async () => {
  service = new ScriptedVideoService()
  const listing = await addListing(database.url)
  tool = listing.slug
  toolId = listing.id
  owner = await createPerson(database.url, { name: 'Olga', role: 'member' })
  await submittedBy(database.url, toolId, owner.id)
  film = fileOf(700_000, ++films + 10_000)
})

describe('a video that was sent', () => {
  test('is looked at, and becomes renditions, the lowest first, which plays before the others are there', async () => {
    const gate = Promise.withResolvers<void>()
    service.at = (work, stage) => (work === '360p' && stage === 'asked' ? gate.promise : undefined)
    const id = await sendFilm(backend.url, tool, owner, film)
    const early = await untilVideo(backend.url, id, other, 'can be played', ({ playable }) => playable)
    expect(early).toMatchObject({
      state: 'processing',
      mayEdit: false,
      tool,
      durationSeconds: 12,
      problem: null,
    })
    expect(early.renditions.map(({ rung, state }) => [rung, state])).toEqual([['240p', 'done']])
    const mine = await viewOf(backend.url, id, owner)
    expect(mine.renditions.map(({ rung }) => rung)).toEqual([...rungs])
    expect(mine.mayEdit).toBe(true)
    gate.resolve()
    const view = await ready(id)
    expect(view).toMatchObject({ width: 854, height: 480, loudness: -23, problem: null })
    expect(
      view.renditions.every(
        ({ state, progress, bytes }) => state === 'done' && progress === 1 && bytes === 300_000,
      ),
    ).toBe(true)
    expect(service.asked.filter((work) => work !== 'preview')).toEqual(['probe', ...rungs])
    // The source crosses once; what is kept has the hashes that were said.
    expect(service.received).toBe(film.length)
    expect(await filesBelow(assetsDir)).toEqual(expect.arrayContaining(filesOf(film)))
    const rows = await query<{ bytes: number }>(
      database.url,
      'SELECT bytes FROM "Asset" WHERE key = ANY($1)',
      [filesOf(film)],
    )
    expect(rows).toHaveLength(6)
  })

  test('plays by playlists with one signed address a rendition, which answers by ranges', async () => {
    const id = await sendFilm(backend.url, tool, owner, film)
    const { playlist, poster, storyboard, fallback } = await ready(id)
    const master = await (await fetch(backend.url + playlist)).text()
    expect(master.match(/^\d+p\.m3u8$/gm)).toEqual(rungs.map((rung) => `${rung}.m3u8`))
    const own = await fetch(at(id, '240p.m3u8'))
    expect(own.headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
    const text = await own.text()
    const addresses = new Set(text.match(/\/api\/v1\/videos\/[^"\s]+/g))
    expect(addresses.size).toBe(1)
    expect(text).not.toContain('"media.mp4')
    const [address = ''] = addresses
    const content = contentOf(sha256Of(film), '240p')
    const get = (headers: Record<string, string> = {}, method = 'GET', path = address) =>
      fetch(backend.url + path, { method, headers })
    const whole = await get()
    expect(whole.status).toBe(200)
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true)
    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    expect(whole.headers.get('cache-control')).toMatch(/^public, max-age=\d{5},/)
    const etag = whole.headers.get('etag') ?? ''
    const part = await get({ range: 'bytes=1000-1999' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1000-1999/300000'])
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(1_000, 2_000))).toBe(true)
    const tail = await get({ range: 'bytes=-500', 'if-range': etag })
    expect([tail.status, (await tail.arrayBuffer()).byteLength]).toEqual([206, 500])
    expect((await get({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200)
    const beyond = await get({ range: 'bytes=300000-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */300000'])
    const head = await get({ range: 'bytes=0-99' }, 'HEAD')
    expect([head.status, head.headers.get('content-length')]).toEqual([206, '100'])
    expect((await get({ 'if-none-match': etag })).status).toBe(304)
    // An address is of one rendition, and cannot be lengthened.
    expect((await get({}, 'GET', address.replace('240p', '360p'))).status).toBe(404)
    expect(
      (
        await get(
          {},
          'GET',
          address.replace(/expires=(\d+)/, (_, each) => `expires=${Number(each) + 60}`),
        )
      ).status,
    ).toBe(404)
    expect((await fetch(backend.url + fallback)).status).toBe(200)
    expect((await fetch(backend.url + poster)).headers.get('content-type')).toBe('image/webp')
    const pictures = await (await fetch(backend.url + storyboard)).text()
    expect(pictures).toMatch(/^\/assets\/[0-9a-f]{2}\/[0-9a-f]{62}\.webp#xywh=0,0,160,90$/m)
  })

  test('is for editors and who brought it alone, while its listing is not public', async () => {
    const id = await sendFilm(backend.url, tool, owner, film)
    const { fallback } = await ready(id)
    const { fallback: shared } = await viewOf(backend.url, id)
    expect(shared).toBe(fallback)
    await query(database.url, `UPDATE "Tool" SET status = 'hidden' WHERE id = $1`, [toolId])
    const paths = ['', '/master.m3u8', '/240p.m3u8', '/storyboard.vtt']
    const statuses = (headers: Record<string, string>) =>
      Promise.all(
        paths.map(
          async (path) => (await fetch(`${backend.url}/api/v1/videos/${id}${path}`, { headers })).status,
        ),
      )
    expect(await statuses({})).toEqual([404, 404, 404, 404])
    expect(await statuses(other.headers)).toEqual([404, 404, 404, 404])
    expect(await statuses(owner.headers)).toEqual([200, 200, 200, 200])
    expect(await statuses(editor.headers)).toEqual([200, 200, 200, 200])
    expect((await ask(`${backend.url}/api/v1/tools/${tool}/videos`)).status).toBe(404)
    // What was for everybody is for nobody now; what an editor gets is.
    expect((await fetch(backend.url + shared)).status).toBe(404)
    const { fallback: own } = await viewOf(backend.url, id, editor)
    const played = await fetch(backend.url + own)
    expect([played.status, played.headers.get('cache-control')?.startsWith('private')]).toEqual([200, true])
    await played.arrayBuffer()
  })

  test('that is refused fails with the sentence, once, and keeps nothing but what was sent', async () => {
    service.at = (_, stage) => {
      if (stage === 'progress')
        throw new Problem('precondition', 'This is a song with a cover.', { reason: 'no-picture' })
    }
    const id = await sendFilm(backend.url, tool, owner, film)
    const view = await untilVideo(backend.url, id, owner, 'failed', ({ state }) => state === 'failed')
    expect(view.problem).toEqual({ code: 'no-picture', detail: 'This is a song with a cover.' })
    expect(service.asked).toEqual(['probe'])
    expect(await viewOf(backend.url, id, other)).toMatchObject({ status: 404 })
    expect((await filesBelow(assetsDir)).filter((file) => filesOf(film).includes(file))).toEqual([
      keyOf(film, 'source'),
    ])
  })
})

describe('the service of video', () => {
  test('is killed at six points: each piece of work is done again, and nothing else is', async () => {
    const points = new Set([
      'probe source',
      'probe result',
      '240p file',
      '240p chunk',
      'preview chunk',
      '360p progress',
    ])
    const killed: string[] = []
    service.at = (work, stage) => {
      const point = `${work} ${stage}`
      if (!points.delete(point)) return
      killed.push(point)
      throw new Error('killed')
    }
    const id = await sendFilm(backend.url, tool, owner, film)
    const view = await ready(id)
    expect(killed).toHaveLength(6)
    const tries = (work: string) => service.asked.filter((each) => each === work).length
    expect(['probe', '240p', 'preview', '360p', '480p'].map(tries)).toEqual([3, 3, 2, 2, 1])
    expect(view.renditions.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    const files = await filesBelow(assetsDir)
    expect(files).toEqual(expect.arrayContaining(filesOf(film)))
    await waitUntil('nothing is on its way', async () =>
      (await filesBelow(assetsDir)).every((file) => !/^(video-work|uploads)/.test(file)),
    )
  })

  test('says nothing any more: it is given up, and asked again', async () => {
    let silent = true
    service.at = (work, stage, signal) => {
      if (!silent || work !== '240p' || stage !== 'chunk') return
      silent = false
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    }
    const id = await sendFilm(backend.url, tool, owner, film)
    await ready(id)
    expect(service.givenUp).toEqual(['240p'])
    expect(service.asked.filter((work) => work === '240p')).toHaveLength(2)
  })
})

describe('while a rendition is made', () => {
  /** Sends the film and waits until its second rendition has sent a part. */
  const encoding = async () => {
    const reached = Promise.withResolvers<void>()
    service.at = (work, stage, signal) => {
      if (work !== '360p' || stage !== 'chunk') return
      reached.resolve()
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    }
    const id = await sendFilm(backend.url, tool, owner, film)
    await reached.promise
    return id
  }

  test('the video is erased: the work ends, and no file is left', async () => {
    const id = await encoding()
    const before = await filesBelow(assetsDir)
    expect(before).toContain(keyOf(contentOf(sha256Of(film), '240p'), 'mp4'))
    expect(
      (await ask(`${backend.url}/api/v1/videos/${id}`, { method: 'DELETE', headers: owner.headers })).status,
    ).toBe(204)
    await waitUntil('the call is given up', () => service.givenUp.includes('360p'))
    const own = filesOf(film)
    await waitUntil('no file is left', async () =>
      (await filesBelow(assetsDir)).every((file) => !own.includes(file) && !file.startsWith('video-work')),
    )
    expect(await query(database.url, 'SELECT key FROM "Asset" WHERE key = ANY($1)', [own])).toEqual([])
    expect(await query(database.url, 'SELECT 1 FROM "VideoWork" WHERE "videoId" = $1', [id])).toEqual([])
  })

  test('it is cancelled, and done again when somebody says so', async () => {
    const id = await encoding()
    expect((await ask(at(id, 'cancel'), { json: { rung: '360p' }, headers: other.headers })).status).toBe(403)
    expect((await ask(at(id, 'cancel'), { json: { rung: '360p' }, headers: owner.headers })).status).toBe(200)
    await waitUntil('the call is given up', () => service.givenUp.includes('360p'))
    const view = await ready(id)
    expect(view.renditions.map(({ state }) => state)).toEqual(['done', 'cancelled', 'done'])
    service.at = () => {}
    expect((await ask(at(id, 'retry'), { json: {}, headers: owner.headers })).body).toMatchObject({
      state: 'processing',
    })
    const again = await ready(id)
    expect(again.renditions.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect((await ask(at(id, 'retry'), { json: {}, headers: owner.headers })).status).toBe(422)
  })
})

test('two listings have the same film: its files are kept once, and go with the last of both', async () => {
  const second = await addListing(database.url)
  const [one, two] = await Promise.all([
    sendFilm(backend.url, tool, editor, film),
    sendFilm(backend.url, second.slug, editor, film),
  ])
  await ready(one)
  await ready(two)
  const own = filesOf(film)
  const there = async () => (await filesBelow(assetsDir)).filter((file) => own.includes(file))
  expect(await there()).toEqual(own)
  await ask(`${backend.url}/api/v1/videos/${one}`, { method: 'DELETE', headers: editor.headers })
  expect(await there()).toEqual(own)
  const { fallback } = await viewOf(backend.url, two)
  expect((await fetch(backend.url + fallback)).status).toBe(200)
  await ask(`${backend.url}/api/v1/videos/${two}`, { method: 'DELETE', headers: editor.headers })
  expect(await there()).toEqual([])
})
