import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Peer, startTranslationPeer, waitUntil } from '@parlance/testing'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CaptionTrack } from '../../../src/features/captions/captions.ts'
import { newId } from '../../../src/features/identifiers.ts'
import type { VideoView } from '../../../src/features/videos/videos.ts'
import { createTranscriptStore } from '../../../src/stores/transcript-store.ts'
import { ask } from '../../support/http-client.ts'
import { addListing, submittedBy } from '../../support/listings.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'
import { json, startTranscriptEngine } from '../../support/transcript-engine.ts'
import { keyOf, sha256Of, viewOf } from '../../support/video-files.ts'

const key = 'sk-of-the-tests-0123456789'
/** Larger than what streams hold at once. */
const low = randomBytes(3_000_000)
const high = randomBytes(1_000)
let database: TestDatabase
let translation: Peer
let engine: Awaited<ReturnType<typeof startTranscriptEngine>>
let backend: TestBackend
let assetsDir: string
let editor: Person
let owner: Person
let other: Person
let videoId: string

beforeAll(async () => {
  database = await createTestDatabase()
  assetsDir = await mkdtemp(join(tmpdir(), 'parlance-transcripts-'))
  translation = await startTranslationPeer({
    Translate: async ({ texts, sourceLanguage, targetLanguage }) => ({
      translations: texts.map((text) => ({
        text,
        sourceLanguage,
        translated: `${targetLanguage}: ${text}`,
        engine: 'apertium',
        model: '',
        confidence: 0.5,
        remembered: false,
        untranslated: false,
        note: '',
      })),
    }),
  })
  engine = await startTranscriptEngine()
  backend = await startTestBackend(database.url, {
    ASSETS_DIR: assetsDir,
    TRANSLATION_ADDRESS: translation.address,
    TRANSCRIPTION_URL: `${engine.url}/v1/`,
    TRANSCRIPTION_MODEL: 'whisper-large',
    TRANSCRIPTION_API_KEY: key,
  })
  editor = await createPerson(database.url, { name: 'Edi', role: 'editor' })
  owner = await createPerson(database.url, { name: 'Olga', role: 'member' })
  other = await createPerson(database.url, { name: 'Otto', role: 'member' })
})
afterAll(async () => {
  await backend?.stop()
  await Promise.all([translation?.stop(), engine?.stop()])
  await database?.drop()
  await rm(assetsDir, { recursive: true, force: true })
})
beforeEach(async () => {
  engine.asked.length = 0
  const listing = await addListing(database.url)
  await submittedBy(database.url, listing.id, owner.id)
  videoId = newId()
  await query(
    database.url,
    `INSERT INTO "Video" (id, "toolId", bytes, state, seconds) VALUES ($1, $2, 1, 'ready', 12)`,
    [videoId, listing.id],
  )
})

/** A rendition that is there, with its file. */
async function addRendition(rung: string, height: number, content: Buffer, codecs: string) {
  const mediaKey = keyOf(content, 'mp4')
  const path = join(assetsDir, mediaKey)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
  await query(
    database.url,
    `INSERT INTO "Asset" (key, "mediaType", width, height, bytes, palette) VALUES ($1, 'video/mp4', 1, 1, $2, '{}') ON CONFLICT DO NOTHING`,
    [mediaKey, content.length],
  )
  await query(
    database.url,
    `INSERT INTO "VideoRendition" ("videoId", rung, "mediaKey", bytes, playlist, seconds, width, height, codecs, "frameRate",
       "peakBitsPerSecond", "averageBitsPerSecond", "encodingSeconds") VALUES ($1, $2, $3, $4, '', 12, $5, $6, $7, 25, 1, 1, 1)`,
    [videoId, rung, mediaKey, content.length, height * 2, height, codecs],
  )
}
const withSound = async () => {
  await addRendition('480p', 480, high, 'avc1.64001e,mp4a.40.2')
  await addRendition('240p', 240, low, 'avc1.64001e,mp4a.40.2')
}
const transcribe = (by: Person | undefined, body: object = {}, url = backend.url) =>
  ask<VideoView & { detail: string; reason: string }>(`${url}/api/v1/videos/${videoId}/transcribe`, {
    method: 'POST',
    json: body,
    ...(by ? { headers: by.headers } : {}),
  })
const captions = (rest: string, init: object = {}) =>
  ask<CaptionTrack>(`${backend.url}/api/v1/videos/${videoId}/captions/${rest}`, {
    headers: editor.headers,
    ...init,
  })
const putCaptions = (language: string, text: string) =>
  fetch(`${backend.url}/api/v1/videos/${videoId}/captions/${language}`, {
    method: 'PUT',
    headers: { ...editor.headers, 'content-type': 'text/vtt' },
    body: `WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n`,
  })
const view = () => viewOf(backend.url, videoId, owner)
const ended = () =>
  waitUntil(
    'the transcript is there, or failed',
    async () => {
      const now = await view()
      return now.transcript?.state === 'waiting' ? undefined : now
    },
    60_000,
  )
const hears = (language: string, ...texts: string[]) => ({
  task: 'transcribe',
  language,
  duration: 12,
  text: texts.join(' '),
  segments: texts.map((text, id) => ({
    id,
    seek: 0,
    start: id * 2,
    end: id * 2 + 1.5,
    text,
    tokens: [1, 2],
  })),
})

describe('what is said in a video', () => {
  test('is written down by the engine, from the smallest rendition, and translated as any original', async () => {
    await withSound()
    engine.answers((response) =>
      json(response, 200, hears('english', ' Hello <b>there</b>.', ' ', ' 1 --> 2')),
    )
    expect(await view()).toMatchObject({ mayTranscribe: true, transcript: null })
    expect((await viewOf(backend.url, videoId, other)).mayTranscribe).toBe(false)
    const { status, body } = await transcribe(owner)
    expect([status, body.transcript, body.mayTranscribe]).toEqual([
      202,
      { state: 'waiting', language: null, problem: null },
      false,
    ])
    expect(await ended()).toMatchObject({ transcript: null, mayTranscribe: false })
    const [asked] = engine.asked
    expect(asked).toEqual({
      path: '/v1/audio/transcriptions',
      authorization: `Bearer ${key}`,
      contentLength: asked?.bytes,
      bytes: asked?.bytes,
      fields: { model: 'whisper-large', response_format: 'verbose_json' },
      file: { name: 'film.mp4', type: 'video/mp4', sha256: sha256Of(low) },
    })
    expect(engine.asked).toHaveLength(1)
    const english = (await captions('en')).body
    expect(english).toMatchObject({ origin: 'original', revision: 1 })
    expect(english.lines).toEqual([
      { place: 0, startMs: 0, endMs: 1_500, text: 'Hello there.', ...byMachine },
      { place: 1, startMs: 4_000, endMs: 5_500, text: '1 → 2', ...byMachine },
    ])
    await waitUntil('captions in all languages', async () => (await view()).captions.length === 7)
    expect((await captions('fr')).body.lines[1]?.text).toBe('fr: 1 → 2')
    const edited = await captions('en', {
      method: 'PATCH',
      json: { revision: 1, lines: [{ place: 0, text: 'Hi.' }] },
    })
    expect(edited.body.lines[0]).toMatchObject({ text: 'Hi.', source: 'human' })
  })

  test('is asked in the language that somebody names, and again where the engine is busy', async () => {
    await withSound()
    engine.answers((response) => {
      engine.answers((later) => json(later, 200, hears('dutch', 'Bonjour.')))
      json(response, 503, { error: { message: 'busy' } })
    })
    await transcribe(editor, { language: 'fr' })
    expect((await ended()).transcript).toBeNull()
    expect(engine.asked.map(({ fields, file }) => [fields.language, file.sha256])).toEqual([
      ['fr', sha256Of(low)],
      ['fr', sha256Of(low)],
    ])
    expect((await captions('fr')).body).toMatchObject({ origin: 'original', lines: [{ text: 'Bonjour.' }] })
  }, 120_000)

  test('is asked when the engine says, which is no failed try', async () => {
    await withSound()
    engine.answers((response) => {
      engine.answers((later) => json(later, 200, hears('english', 'Hello.')))
      // Far beyond what a failed try would be tried again after.
      response.setHeader('retry-after', '3600')
      json(response, 429, { error: { message: 'Rate limit reached.' } })
    })
    await transcribe(editor)
    const postponed = () =>
      query<{ id: string; seconds: number; data: object }>(
        database.url,
        `SELECT id, extract(epoch FROM start_after - now())::float8 AS seconds, data FROM pgboss.job
         WHERE name = 'video-transcript' AND data ->> 'videoId' = $1 AND state = 'created' AND start_after > now()`,
        [videoId],
      )
    const [job] = await waitUntil('it is postponed', async () => {
      const rows = await postponed()
      return rows.length > 0 && rows
    })
    expect(job).toMatchObject({ data: { videoId, language: null, postponed: 1 } })
    expect(Math.abs((job?.seconds ?? 0) - 3_600)).toBeLessThan(60)
    expect((await view()).transcript).toMatchObject({ state: 'waiting' })
    expect(engine.asked).toHaveLength(1)
    await query(database.url, 'UPDATE pgboss.job SET start_after = now() WHERE id = $1', [job?.id])
    expect((await ended()).transcript).toBeNull()
    expect((await captions('en')).body).toMatchObject({ lines: [{ text: 'Hello.' }] })
  }, 120_000)

  test('what the engine refuses is told in its words, without keys, is not tried again, and may be asked again', async () => {
    await withSound()
    const message = `Maximum content size limit exceeded, said <i>${key}</i> and sk-another.`
    engine.answers((response) => json(response, 413, { error: { message } }))
    await transcribe(owner)
    const failed = await ended()
    expect(failed).toMatchObject({ mayTranscribe: true, captions: [] })
    expect(failed.transcript).toEqual({
      state: 'failed',
      language: null,
      problem: {
        code: 'engine-refuses',
        detail:
          'The engine of transcripts refuses it (413): Maximum content size limit exceeded, said … and …',
      },
    })
    expect(engine.asked).toHaveLength(1)
    expect((await viewOf(backend.url, videoId, other)).transcript).toBeNull()
    engine.answers((response) => json(response, 200, hears('icelandic', 'Halló.')))
    await transcribe(owner)
    expect((await ended()).transcript?.problem?.code).toBe('spoken-language')
  })

  test('is left to people who were quicker', async () => {
    await withSound()
    const gate = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    engine.answers(async (response) => {
      reached.resolve()
      await gate.promise
      json(response, 200, hears('en', 'A machine.'))
    })
    await transcribe(owner)
    await reached.promise
    expect((await transcribe(editor)).body).toMatchObject({ reason: 'transcript-under-way' })
    expect((await putCaptions('en', 'A person.')).status).toBe(200)
    gate.resolve()
    expect((await ended()).transcript).toBeNull()
    expect((await captions('en')).body.lines).toMatchObject([{ text: 'A person.', source: 'human' }])
  })

  test('whose job is lost has failed when somebody looks, and one whose job is there waits on', async () => {
    await withSound()
    const waiting = JSON.stringify({ state: 'waiting', language: 'en', problem: null })
    const wish = () =>
      query(database.url, 'UPDATE "Video" SET transcript = $2::jsonb WHERE id = $1', [videoId, waiting])
    await wish()
    const started = await startTestBackend(database.url, { ASSETS_DIR: assetsDir })
    try {
      expect((await ended()).transcript).toMatchObject({ state: 'failed', problem: { code: 'interrupted' } })
    } finally {
      await started.stop()
    }
    const gate = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    engine.answers(async (response) => {
      reached.resolve()
      await gate.promise
      json(response, 200, hears('en', 'A machine.'))
    })
    await transcribe(owner)
    await reached.promise
    const pool = new pg.Pool({ connectionString: database.url, max: 1 })
    try {
      await createTranscriptStore(pool, {
        insert: () => Promise.reject(new Error('nothing is enqueued')),
      }).failLost()
    } finally {
      await pool.end()
    }
    expect((await view()).transcript).toMatchObject({ state: 'waiting' })
    gate.resolve()
    const written = expect.objectContaining({ language: 'en', origin: 'original' })
    expect(await ended()).toMatchObject({ transcript: null, captions: expect.arrayContaining([written]) })
  })

  test('of a video that is taken away nobody waits for the engine', async () => {
    await withSound()
    const given = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    engine.answers((response) => {
      response.once('close', given.resolve)
      reached.resolve()
    })
    await transcribe(owner)
    await reached.promise
    const gone = { method: 'DELETE', headers: owner.headers }
    expect((await ask(`${backend.url}/api/v1/videos/${videoId}`, gone)).status).toBe(204)
    await given.promise
  })
})

describe('a transcript is refused', () => {
  test('to who may not change the video', async () => {
    await withSound()
    expect((await transcribe(other)).status).toBe(403)
    expect((await transcribe(undefined)).status).toBe(401)
  })

  test('until a rendition is there, and where none has sound', async () => {
    expect((await transcribe(owner)).body).toMatchObject({ status: 422, reason: 'not-playable' })
    await addRendition('240p', 240, low, 'avc1.64001e')
    expect((await transcribe(owner)).body).toMatchObject({ status: 422, reason: 'no-sound' })
    expect((await view()).mayTranscribe).toBe(false)
  })

  test('where people have written captions', async () => {
    await withSound()
    await putCaptions('en', 'A person.')
    expect((await view()).mayTranscribe).toBe(false)
    expect((await transcribe(owner, { language: 'fr' })).body).toMatchObject({
      status: 422,
      reason: 'has-captions',
    })
    // Without its original the video has the files that people sent in other languages.
    await putCaptions('fr', 'Une personne.')
    await captions('en', { method: 'DELETE' })
    expect((await view()).mayTranscribe).toBe(true)
    expect((await transcribe(owner, { language: 'fr' })).body).toMatchObject({ reason: 'has-captions' })
    engine.answers((response) => json(response, 200, hears('french', 'Une machine.')))
    expect((await transcribe(owner)).status).toBe(202)
    expect((await ended()).transcript).toBeNull()
    expect((await captions('fr')).body.lines).toMatchObject([{ text: 'Une personne.', source: 'human' }])
    expect(engine.asked).toHaveLength(1)
  })

  test('where there is no engine', async () => {
    await withSound()
    const without = await startTestBackend(database.url, { ASSETS_DIR: assetsDir })
    try {
      expect((await viewOf(without.url, videoId, owner)).mayTranscribe).toBe(false)
      expect((await transcribe(owner, {}, without.url)).body).toMatchObject({
        status: 501,
        reason: 'no-transcripts',
      })
    } finally {
      await without.stop()
    }
  })
})

const byMachine = { source: 'machine', sourceText: null, confidence: null }
