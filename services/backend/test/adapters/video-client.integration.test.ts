import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { VideoEvent } from '@parlance/contracts'
import { createMetrics } from '@parlance/service-kit'
import { type Peer, startVideoPeer } from '@parlance/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectVideo, createVideoService, type VideoClient } from '../../src/adapters/video-client.ts'
import { fileOf } from '../support/uploading.ts'
import { keyOf, sha256Of } from '../support/video-files.ts'
import { contentOf, ScriptedVideoService } from '../support/video-service.ts'

const film = fileOf(100_000, 77)
const source = { sha256: sha256Of(film), bytes: film.length }
let peer: Peer
let client: VideoClient
let folder: string
let scripted: ScriptedVideoService
/** What the service says in place of what it would. */
let says: (() => AsyncIterable<VideoEvent>) | undefined

const run = (work: string, into = folder) =>
  createVideoService(client).run(source, work, {
    folder: into,
    read: async (offset) => Readable.from([film.subarray(offset)]),
    signal: new AbortController().signal,
    onEvent: () => {},
  })

beforeAll(async () => {
  peer = await startVideoPeer((requests, context) => says?.() ?? scripted.run(requests, context))
  client = connectVideo(peer.address, createMetrics({ service: 'backend', version: 'test' }))
  folder = mkdtempSync(join(tmpdir(), 'parlance-test-client-'))
})
afterAll(async () => {
  client.close()
  await peer.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  scripted = new ScriptedVideoService()
  says = undefined
})

test('a rendition arrives as a file that has the hash which was said', async () => {
  const { rendition, files } = await run('240p')
  const content = contentOf(source.sha256, '240p')
  expect(rendition?.rung).toBe('240p')
  expect(files.get('media.mp4')).toMatchObject({ bytes: content.length, key: keyOf(content, 'mp4') })
})

describe('is not taken for what was made', () => {
  const file = (changed: object) => ({
    file: { name: 'media.mp4', mediaType: '', bytes: 4, sha256: sha256Of(Buffer.from('abcd')), ...changed },
  })
  const rendition = { rendition: { rung: '240p' } }
  test.each([
    ['another content', [file({}), { chunk: Buffer.from('abce') }, rendition], 'check-failed'],
    ['less than was said', [file({}), { chunk: Buffer.from('abc') }, rendition], 'check-failed'],
    ['more than was said', [file({}), { chunk: Buffer.from('abcdefgh') }, rendition], 'check-failed'],
    [
      'a file of another name',
      [file({ name: '../../media.mp4' }), { chunk: Buffer.from('abcd') }, rendition],
      'check-failed',
    ],
    ['a call that ends without a result', [file({}), { chunk: Buffer.from('abcd') }], undefined],
  ])('%s', async (_, events, reason) => {
    says = async function* () {
      yield* events
    }
    await expect(run('240p')).rejects.toMatchObject({ code: reason ? 'internal' : 'unavailable', reason })
  })
})

const disk = join(mkdtempSync(join(tmpdir(), 'parlance-full-')), 'disk')
mkdirSync(disk)
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', disk]).status === 0

describe.skipIf(!mounted)('a disk that is full', () => {
  afterAll(() => void spawnSync('umount', [disk]))

  test('ends the work with what is the matter, to be tried again', async () => {
    await expect(run('240p', disk)).rejects.toMatchObject({ code: 'unavailable', reason: 'no-space' })
    expect(readdirSync(disk)).toEqual(['media.mp4'])
    // The call was ended, and not left hanging.
    await expect(run('probe', disk)).resolves.toMatchObject({ facts: { width: 854 } })
  })
})
