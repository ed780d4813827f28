import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type Peer, startVideoPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '../../../src/database/connection.ts'
import { startBackendProgram } from '../../support/backend-program.ts'
import { addListing } from '../../support/listings.ts'
import { createPerson, type Person } from '../../support/people.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'
import { fileOf } from '../../support/uploading.ts'
import { filesBelow, keyOf, sendFilm, sha256Of, untilVideo } from '../../support/video-files.ts'
import { contentOf, rungs, ScriptedVideoService } from '../../support/video-service.ts'

let database: TestDatabase
let peer: Peer
let service: ScriptedVideoService
let assetsDir: string
let editor: Person

beforeAll(async () => {
  database = await createTestDatabase()
  // The files of the sample's films are put there at a start: they are not this test's.
  await withConnection(database.url, (client) => client.query('DELETE FROM "Asset"'))
  peer = await startVideoPeer((requests, context) => service.run(requests, context))
  assetsDir = await mkdtemp(join(tmpdir(), 'parlance-test-killed-'))
  editor = await createPerson(database.url, { name: 'Edi', role: 'editor' })
})
afterAll(async () => {
  await peer?.stop()
  await database?.drop()
  await rm(assetsDir, { recursive: true, force: true })
})

// Each kill meets two pieces of work, so that both run at once: a look and an encoding.
test('the backend is killed at four points of its work: all of it is done by the next one, and no file is left over', async () => {
  service = new ScriptedVideoService()
  const port = String(await freePort())
  const env = {
    VIDEO_ADDRESS: peer.address,
    TRANSLATION_ADDRESS: '127.0.0.1:9',
    ASSETS_DIR: assetsDir,
    PORT: port,
  }
  const films = [fileOf(500_000, 21), fileOf(500_000, 22)]
  const [first, second] = [await addListing(database.url), await addListing(database.url)]
  let backend = await startBackendProgram(database.url, { ...env })
  const ids: string[] = []
  try {
    // Where each round stops: both have to be there before the kill.
    const rounds = [
      ['probe progress', '240p chunk'],
      ['preview chunk', '480p result'],
    ]
    for (const [round, points] of rounds.entries()) {
      const met = new Set<string>()
      service.at = (work, stage, signal) => {
        const point = `${work} ${stage}`
        // The first film's own look is over when its rendition is being made: the second's is what is met.
        if (!points.includes(point) || met.has(point) || (work === 'probe' && service.asked.length === 1))
          return
        met.add(point)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      }
      if (round === 0) {
        ids.push(await sendFilm(backend.url, first.slug, editor, films[0] as Buffer))
        ids.push(await sendFilm(backend.url, second.slug, editor, films[1] as Buffer))
      }
      await waitUntil('work is where it is to be killed', () => met.size === points.length)
      await backend.kill('SIGKILL')
      backend = await startBackendProgram(database.url, { ...env })
    }
    service.at = () => {}
    for (const id of ids) {
      const view = await untilVideo(backend.url, id, editor, 'is ready', ({ state }) => state === 'ready')
      expect(view.renditions.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    }
    const wanted = films.flatMap((film) => [
      keyOf(film, 'source'),
      ...rungs.map((rung) => keyOf(contentOf(sha256Of(film), rung), 'mp4')),
      ...['poster.webp', 'storyboard.webp'].map((name) => keyOf(contentOf(sha256Of(film), name), 'webp')),
    ])
    // Nothing of what was being received when it was killed.
    expect(await filesBelow(assetsDir)).toEqual(wanted.sort())
  } finally {
    await backend.kill('SIGKILL')
  }
})
