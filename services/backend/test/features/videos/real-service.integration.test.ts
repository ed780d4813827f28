import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addListing } from '../../support/listings.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'
import { filesBelow, sendFilm, untilVideo } from '../../support/video-files.ts'
import {
  drawFilm,
  hasFfmpeg,
  secondsOf,
  startVideoProgram,
  type VideoProgram,
} from '../../support/video-program.ts'

const seconds = 6

describe.skipIf(!hasFfmpeg)('with the real service and ffmpeg', () => {
  let database: TestDatabase
  let service: VideoProgram
  let backend: TestBackend
  let folder: string
  let editor: Person

  beforeAll(async () => {
    database = await createTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'parlance-test-real-'))
    service = await startVideoProgram(join(folder, 'scratch'))
    backend = await startTestBackend(database.url, {
      VIDEO_ADDRESS: service.address,
      ASSETS_DIR: join(folder, 'assets'),
    })
    editor = await createPerson(database.url, { name: 'Edi', role: 'editor' })
  })
  afterAll(async () => {
    await backend?.stop()
    await service?.kill('SIGKILL')
    await database?.drop()
    await rm(folder, { recursive: true, force: true })
  })

  test('a film becomes what plays, though the service is killed while it encodes', async () => {
    const { slug } = await addListing(database.url)
    const film = await readFile(await drawFilm(folder, seconds))
    const id = await sendFilm(backend.url, slug, editor, film)
    await untilVideo(backend.url, id, editor, 'is being encoded', ({ renditions }) =>
      renditions.some(({ state }) => state === 'running'),
    )
    await service.kill('SIGKILL')
    const port = Number(service.address.split(':').at(-1))
    service = await startVideoProgram(join(folder, 'scratch'), port)
    const view = await untilVideo(
      backend.url,
      id,
      editor,
      'has ended',
      ({ state }) => state === 'ready' || state === 'failed',
    )
    expect(view).toMatchObject({ state: 'ready', width: 640, height: 360 })
    expect(view.renditions.map(({ rung, state }) => [rung, state])).toEqual([
      ['240p', 'done'],
      ['360p', 'done'],
    ])
    const master = await (await fetch(backend.url + view.playlist)).text()
    expect(
      master.match(/CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2",RESOLUTION=640x360,FRAME-RATE=25\.000/g),
    ).toHaveLength(1)
    const rows = await query<{ mediaKey: string; bytes: string; playlist: string }>(
      database.url,
      'SELECT "mediaKey", bytes, playlist FROM "VideoRendition" WHERE "videoId" = $1 ORDER BY height',
      [id],
    )
    for (const { mediaKey, bytes, playlist } of rows) {
      const path = join(folder, 'assets', mediaKey)
      expect(Math.abs((await secondsOf(path)) - seconds)).toBeLessThanOrEqual(0.1)
      // Each range that a player asks for begins a fragment of the file, and the last ends with it.
      const content = await readFile(path)
      expect(content.length).toBe(Number(bytes))
      const ranges = [...playlist.matchAll(/#EXT-X-BYTERANGE:(\d+)@(\d+)/g)].map(([, length, at]) => ({
        at: Number(at),
        end: Number(at) + Number(length),
      }))
      expect(ranges).toHaveLength(2)
      const boxes = ranges.map(({ at }) => content.toString('latin1', at + 4, at + 8))
      expect(boxes.every((box) => ['moof', 'styp', 'sidx', 'prft'].includes(box))).toBe(true)
      expect(ranges[0]?.end).toBe(ranges[1]?.at)
      expect(ranges[1]?.end).toBe(content.length)
    }
    const left = (await filesBelow(join(folder, 'assets'))).filter((file) =>
      /^(video-work|uploads)/.test(file),
    )
    expect(left).toEqual([])
  })
})
