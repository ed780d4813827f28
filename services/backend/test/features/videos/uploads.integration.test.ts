import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type Peer, startVideoPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../src/features/identifiers.ts'
import type { VideoView } from '../../../src/features/videos/videos.ts'
import { startBackendProgram } from '../../support/backend-program.ts'
import { layFrayedLine } from '../../support/frayed-line.ts'
import { ask } from '../../support/http-client.ts'
import { addListing, submittedBy } from '../../support/listings.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'
import { fileOf, send } from '../../support/uploading.ts'

const megabyte = 1_048_576
let database: TestDatabase
let video: Peer
let backend: TestBackend
let assetsDir: string
let editor: Person
let owner: Person
let other: Person
let slug: string
let toolId: string

const sha256 = (file: Uint8Array) => createHash('sha256').update(file).digest('hex')
const keyOf = (file: Uint8Array) => `${sha256(file).replace(/^../, '$&/')}.source`
const underWay = () => readdir(join(assetsDir, 'uploads'))
const viewOf = async (id: string) =>
  (await ask<VideoView>(`${backend.url}/api/v1/videos/${id}`, { headers: editor.headers })).body
const idOf = (url: string | null) => url?.split('/').at(-1) ?? ''
const ended = (id: string) =>
  waitUntil('the upload to end', async () => {
    const view = await viewOf(id)
    return view.state === 'uploading' ? undefined : view
  })
/** Announces a file, and sends nothing of it. */
const announce = async (
  bytes: number | string,
  by: Person = editor,
  metadata: Record<string, string> = { tool: slug },
) => {
  const pairs = Object.entries(metadata).map(
    ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
  )
  const response = await fetch(`${backend.url}/api/v1/video-uploads`, {
    method: 'POST',
    headers: {
      ...by.headers,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes),
      'upload-metadata': pairs.join(','),
    },
  })
  const text = await response.text()
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    problem: (text === '' ? {} : JSON.parse(text)) as { detail?: string; reason?: string },
  }
}
const patch = (location: string, offset: number, body: Uint8Array<ArrayBuffer>, by: Person = editor) =>
  fetch(backend.url + location, {
    method: 'PATCH',
    headers: {
      ...by.headers,
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body,
  })

beforeAll(async () => {
  database = await createTestDatabase()
  video = await startVideoPeer(async function* () {}, 0, { mostSourceBytes: 64 * megabyte })
  assetsDir = await mkdtemp(join(tmpdir(), 'parlance-test-uploads-'))
  backend = await startTestBackend(database.url, {
    NODE_ENV: 'development',
    VIDEO_ADDRESS: video.address,
    VIDEO_MAX_MB_PER_PERSON: '4',
    ASSETS_DIR: assetsDir,
  })
  editor = await createPerson(database.url, { name: 'Edi', role: 'editor' })
  other = await createPerson(database.url, { name: 'Otto', role: 'member' })
})
afterAll(async () => {
  await backend?.stop()
  await video?.stop()
  await database?.drop()
  await rm(assetsDir, { recursive: true, force: true })
})
beforeEach(async () => {
  const listing = await addListing(database.url)
  slug = listing.slug
  toolId = listing.id
  owner = await createPerson(database.url, { name: 'Olga', role: 'member' })
  await submittedBy(database.url, toolId, owner.id)
})

describe('a file', () => {
  test('arrives whole, is among the assets under its hash, and nowhere else', async () => {
    const file = fileOf(3 * megabyte + 17, 1)
    const metadata = { tool: slug, filename: 'C:\\films\\démo.mp4', sha256: sha256(file) }
    const sending = send(file, { backendUrl: backend.url, headers: owner.headers, metadata })
    await sending.done
    expect(await ended(idOf(sending.url()))).toMatchObject({
      state: 'uploaded',
      name: 'démo.mp4',
      bytes: file.length,
      sha256: sha256(file),
      problem: null,
    })
    expect(file.equals(await readFile(join(assetsDir, keyOf(file))))).toBe(true)
    await waitUntil('nothing under way', async () => (await underWay()).length === 0)
    // It is not for everybody who knows its hash.
    expect((await fetch(`${backend.url}/assets/${keyOf(file)}`)).status).toBe(404)
    const [asset] = await query(database.url, 'SELECT bytes FROM "Asset" WHERE key = $1', [keyOf(file)])
    expect(asset).toEqual({ bytes: file.length })
  })

  test('survives ten cuts of the network, each time from where it was', async () => {
    const file = fileOf(32 * megabyte, 2)
    const line = await layFrayedLine(backend.url, { bytes: 2 * megabyte, times: 10 })
    const sending = send(file, {
      backendUrl: line.url,
      headers: editor.headers,
      metadata: { tool: slug, sha256: sha256(file) },
      retries: 10,
    })
    await sending.done
    await line.close()
    expect(line.cuts()).toBe(10)
    // Asked after each cut: it never goes back, and what came before several cuts is there. Of a piece that was still being
    // written when it was asked, nothing may be counted yet.
    expect(sending.resumedAt).toHaveLength(10)
    expect(sending.resumedAt).toEqual(sending.resumedAt.toSorted((a, b) => a - b))
    expect(sending.resumedAt.at(-1)).toBeGreaterThan(2 * megabyte)
    expect(await ended(idOf(sending.url()))).toMatchObject({ state: 'uploaded', sha256: sha256(file) })
  })

  test('goes on beside a connection that has gone silent, whose other end nobody knows of any more', async () => {
    const file = fileOf(200_000, 5)
    const { location } = await announce(file.length)
    const silent = request(backend.url + location, {
      method: 'PATCH',
      headers: {
        ...editor.headers,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': file.length,
      },
    })
    // What becomes of it is nobody's concern.
    silent.on('error', () => {})
    silent.write(file.subarray(0, 100_000))
    await waitUntil('half of it is here', async () => {
      const { size } = await stat(join(assetsDir, 'uploads', idOf(location))).catch(() => ({ size: 0 }))
      return size === 100_000
    })
    const head = await fetch(backend.url + location, {
      method: 'HEAD',
      headers: { ...editor.headers, 'tus-resumable': '1.0.0' },
      // A silent connection is given up after 30 seconds by itself.
      signal: AbortSignal.timeout(15_000),
    })
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, '100000'])
    expect((await patch(location, 100_000, Uint8Array.from(file.subarray(100_000)))).status).toBe(204)
    expect(await ended(idOf(location))).toMatchObject({ state: 'uploaded', sha256: sha256(file) })
    silent.destroy()
  })

  test('goes on after the server was killed in its middle, by another client', async () => {
    const file = fileOf(48 * megabyte, 3)
    const folder = await mkdtemp(join(tmpdir(), 'parlance-test-killed-'))
    const env = {
      VIDEO_ADDRESS: video.address,
      TRANSLATION_ADDRESS: '127.0.0.1:9',
      ASSETS_DIR: folder,
      PORT: String(await freePort()),
    }
    const url = `http://127.0.0.1:${env.PORT}`
    const first = await startBackendProgram(database.url, { ...env })
    const killed = Promise.withResolvers<void>()
    const sending = send(file, {
      backendUrl: url,
      headers: editor.headers,
      metadata: { tool: slug, sha256: sha256(file) },
      onProgress: (sent) => {
        if (sent > file.length / 2) first.kill('SIGKILL').then(killed.resolve, killed.reject)
      },
    })
    await expect(sending.done).rejects.toThrow()
    await killed.promise
    const { size } = await stat(join(folder, 'uploads', idOf(sending.url())))
    expect(size).toBeGreaterThan(0)
    expect(size).toBeLessThan(file.length)
    const second = await startBackendProgram(database.url, { ...env })
    try {
      const resumed = send(file, { backendUrl: url, headers: editor.headers, to: sending.url() })
      await resumed.done
      expect(resumed.resumedAt).toEqual([size])
      expect(await ended(idOf(sending.url()))).toMatchObject({ state: 'uploaded', sha256: sha256(file) })
      expect(file.equals(await readFile(join(folder, keyOf(file))))).toBe(true)
    } finally {
      await second.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('that is not the one that was announced fails with a sentence, and is not kept', async () => {
    const file = fileOf(megabyte, 4)
    const sending = send(file, {
      backendUrl: backend.url,
      headers: editor.headers,
      metadata: { tool: slug, sha256: sha256(Buffer.from('another')) },
    })
    await sending.done
    const view = await ended(idOf(sending.url()))
    expect(view).toMatchObject({ state: 'failed', sha256: null, problem: { code: 'checksum' } })
    await waitUntil('no file', async () => !(await underWay()).includes(view.id))
    expect(existsSync(join(assetsDir, keyOf(file)))).toBe(false)
    const again = await fetch(sending.url() ?? '', {
      method: 'HEAD',
      headers: { ...editor.headers, 'tus-resumable': '1.0.0' },
    })
    expect(again.status).toBe(410)
  })

  test('that is there twice is one file; on one listing the second is told so', async () => {
    const file = fileOf(megabyte, 5)
    const elsewhere = await addListing(database.url)
    const sent: string[] = []
    for (const tool of [slug, slug, elsewhere.slug]) {
      const sending = send(file, { backendUrl: backend.url, headers: editor.headers, metadata: { tool } })
      await sending.done
      sent.push((await ended(idOf(sending.url()))).id)
    }
    const views = await Promise.all(sent.map(viewOf))
    expect(views.map(({ state, problem }) => [state, problem?.code])).toEqual([
      ['uploaded', undefined],
      ['failed', 'duplicate'],
      ['uploaded', undefined],
    ])
    expect(await query(database.url, 'SELECT 1 FROM "Asset" WHERE key = $1', [keyOf(file)])).toHaveLength(1)
  })

  test('may be sent with its announcement; asked again after its end, it is there', async () => {
    const body = new Uint8Array(fileOf(1_000, 6))
    const response = await fetch(`${backend.url}/api/v1/video-uploads`, {
      method: 'POST',
      headers: {
        ...editor.headers,
        'tus-resumable': '1.0.0',
        'upload-length': '1000',
        'upload-metadata': `tool ${Buffer.from(slug).toString('base64')}`,
        'content-type': 'application/offset+octet-stream',
      },
      body,
    })
    expect([response.status, response.headers.get('upload-offset')]).toEqual([201, '1000'])
    const location = response.headers.get('location') ?? ''
    await ended(idOf(location))
    const head = await fetch(backend.url + location, {
      method: 'HEAD',
      headers: { ...editor.headers, 'tus-resumable': '1.0.0' },
    })
    expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      200,
      '1000',
      '1000',
    ])
  })
})

describe('what is left behind', () => {
  test('is kept where it is whole, and gone where nobody awaits it or its day is over', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parlance-test-left-'))
    await mkdir(join(folder, 'uploads'))
    const file = fileOf(10_000, 7)
    const [whole, part, late, nobodys] = [newId(), newId(), newId(), newId()]
    const insert = `INSERT INTO "Video" (id, "toolId", "ownerId", bytes, "createdAt") VALUES ($1, $2, $3, 10000, now() - $4::interval)`
    await query(database.url, insert, [whole, toolId, owner.id, '1 hour'])
    await query(database.url, insert, [part, toolId, owner.id, '23 hours'])
    await query(database.url, insert, [late, toolId, owner.id, '25 hours'])
    for (const [id, content] of [
      [whole, file],
      [part, file.subarray(0, 5_000)],
      [late, file.subarray(0, 5_000)],
      [nobodys, file],
    ] as const) {
      await writeFile(join(folder, 'uploads', id), content)
    }
    const another = await startTestBackend(database.url, { VIDEO_ADDRESS: video.address, ASSETS_DIR: folder })
    try {
      expect(await ended(whole)).toMatchObject({ state: 'uploaded', sha256: sha256(file) })
      await waitUntil('the rest is cleared', async () => {
        const left = await readdir(join(folder, 'uploads'))
        return left.length === 1 && left[0] === part
      })
      expect(await query(database.url, 'SELECT 1 FROM "Video" WHERE id = $1', [late])).toEqual([])
      expect(await viewOf(part)).toMatchObject({ state: 'uploading' })
    } finally {
      await another.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('of a video that is taken away while it is sent there is nothing', async () => {
    const { location } = await announce(2_000)
    expect((await patch(location, 0, new Uint8Array(1_000))).status).toBe(204)
    const removed = await fetch(`${backend.url}/api/v1/videos/${idOf(location)}`, {
      method: 'DELETE',
      headers: editor.headers,
    })
    expect(removed.status).toBe(204)
    expect((await patch(location, 1_000, new Uint8Array(1_000))).status).toBe(404)
    expect(await underWay()).not.toContain(idOf(location))
  })

  test('of one that its sender gives up neither', async () => {
    const { location } = await announce(2_000)
    const given = await fetch(backend.url + location, {
      method: 'DELETE',
      headers: { ...editor.headers, 'tus-resumable': '1.0.0' },
    })
    expect(given.status).toBe(204)
    expect(await underWay()).not.toContain(idOf(location))
    expect(await query(database.url, 'SELECT 1 FROM "Video" WHERE id = $1', [idOf(location)])).toEqual([])
  })
})

describe('what is refused before anything is sent', () => {
  test.each([
    [
      'more bytes than the service takes',
      () => announce(65 * megabyte),
      413,
      'A video has at most 64 MB; this one has 65 MB.',
    ],
    ['no bytes', () => announce(0), 400, 'Upload-Length says how many bytes the file has: at least one.'],
    [
      'no listing',
      () => announce(1, editor, {}),
      400,
      'Upload-Metadata names the listing: tool, and its slug in Base64.',
    ],
    ['an unknown listing', () => announce(1, editor, { tool: 'nothing' }), 404, 'There is no such listing.'],
    [
      'a hash that is none',
      () => announce(1, editor, { tool: slug, sha256: 'x' }),
      400,
      'sha256 in Upload-Metadata is the hash of the file, 64 hexadecimal digits.',
    ],
    [
      'a listing of others',
      () => announce(1, other),
      403,
      'Only editors, and who brought the listing, have to do with its videos.',
    ],
  ])('%s', async (_, refused, status, detail) => {
    const before = await query(database.url, 'SELECT id FROM "Video" ORDER BY id')
    const { status: answered, problem } = await refused()
    expect([answered, problem.detail]).toEqual([status, detail])
    expect(await query(database.url, 'SELECT id FROM "Video" ORDER BY id')).toEqual(before)
  })

  test('more than a person may have, counted over all that they have; editors have no such limit', async () => {
    expect((await announce(3 * megabyte, owner)).status).toBe(201)
    const { status, problem } = await announce(2 * megabyte, owner)
    expect([status, problem.reason, problem.detail]).toEqual([
      422,
      'quota',
      'Your videos may have 4 MB together: there is room for 1 MB more.',
    ])
    expect((await announce(5 * megabyte, editor)).status).toBe(201)
  })

  test('two that would be too much together, announced at once: one of them', async () => {
    const both = await Promise.all([announce(3 * megabyte, owner), announce(3 * megabyte, owner)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422])
  })

  test('an eleventh of a listing', async () => {
    const sent = []
    for (let count = 0; count < 11; count++) sent.push((await announce(1)).status)
    expect(sent).toEqual([...Array(10).fill(201), 422])
  })

  test('anything at all, where there is no service or it has no ffmpeg', async () => {
    const lame = await startVideoPeer(async function* () {}, 0, {
      available: false,
      detail: 'ffmpeg is not installed: run `pnpm manage setup`.',
    })
    const without = await startTestBackend(database.url)
    const lacking = await startTestBackend(database.url, { VIDEO_ADDRESS: lame.address })
    const before = backend
    try {
      backend = without
      expect(await announce(1)).toMatchObject({
        status: 501,
        problem: { detail: 'Videos cannot be taken here: this site has no service for them.' },
      })
      backend = lacking
      expect(await announce(1)).toMatchObject({
        status: 501,
        problem: { detail: 'Videos cannot be taken here: ffmpeg is not installed: run `pnpm manage setup`.' },
      })
    } finally {
      backend = before
      await Promise.all([without.stop(), lacking.stop(), lame.stop()])
    }
  })
})

describe('an upload is of who began it', () => {
  test('others learn nothing of it, and put nothing into it', async () => {
    const { location } = await announce(2_000, owner)
    expect((await patch(location, 0, new Uint8Array(10), other)).status).toBe(404)
    expect((await patch(location, 0, new Uint8Array(10), editor)).status).toBe(404)
    expect((await patch(location, 0, new Uint8Array(10), owner)).status).toBe(204)
    const seen = { headers: other.headers }
    expect((await ask(`${backend.url}/api/v1/tools/${slug}/videos`, seen)).body).toMatchObject({ items: [] })
    expect((await ask(`${backend.url}/api/v1/videos/${idOf(location)}`, seen)).status).toBe(404)
    const { body } = await ask<{ items: VideoView[] }>(`${backend.url}/api/v1/tools/${slug}/videos`, {
      headers: owner.headers,
    })
    expect(body.items.map(({ id }) => id)).toEqual([idOf(location)])
  })

  test('a piece at another place, too long, or by another protocol is refused and changes nothing', async () => {
    const { location } = await announce(2_000)
    expect((await patch(location, 5, new Uint8Array(10))).status).toBe(409)
    expect((await patch(location, 0, new Uint8Array(2_001))).status).toBe(413)
    const bare = await fetch(backend.url + location, { method: 'HEAD', headers: editor.headers })
    expect(bare.status).toBe(412)
    const head = await fetch(backend.url + location, {
      method: 'HEAD',
      headers: { ...editor.headers, 'tus-resumable': '1.0.0' },
    })
    expect(head.headers.get('upload-offset')).toBe('0')
  })
})
