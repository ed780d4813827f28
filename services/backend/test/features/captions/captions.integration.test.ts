import type { ServerDuplexStream } from '@grpc/grpc-js'
import type { MemoryAnswer__Output, MemoryQuestion } from '@parlance/contracts'
import { type Peer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CaptionSummary, CaptionTrack } from '../../../src/features/captions/captions.ts'
import { newId } from '../../../src/features/identifiers.ts'
import { ask } from '../../support/http-client.ts'
import { addListing, submittedBy } from '../../support/listings.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let translation: Peer
let backend: TestBackend
let editor: Person
let owner: Person
let other: Person
let toolId: string
let videoId: string
/** What the machine was asked to translate, a language and a text each. */
let asked: string[] = []
/** While it is set, the machine waits for it. */
let held: Promise<void> | undefined
let speaks = true
const forgotten = new Set<string>()

const srt = (...texts: string[]) =>
  texts.map((text, at) => `${at + 1}\n00:00:0${at},000 --> 00:00:0${at},900\n${text}\n`).join('\n')
const path = (rest = '') => `${backend.url}/api/v1/videos/${videoId}/captions${rest}`
const put = async (language: string, file: string | Uint8Array<ArrayBuffer>, by: Person = editor) => {
  const response = await fetch(path(`/${language}`), {
    method: 'PUT',
    headers: { ...by.headers, 'content-type': 'application/octet-stream' },
    body: file,
  })
  const body = (await response.json()) as {
    track: CaptionTrack
    encoding: string
    detail: string
    errors: unknown[]
  }
  return { status: response.status, body }
}
const list = async (by: Person = editor) =>
  (await ask<{ items: CaptionSummary[] }>(path(), { headers: by.headers })).body.items
const track = async (language: string) =>
  (await ask<CaptionTrack>(path(`/${language}`), { headers: editor.headers })).body
const texts = async (language: string) => (await track(language)).lines.map(({ text }) => text)
const edit = (language: string, revision: number, lines: object[], by: Person = editor) =>
  ask<CaptionTrack & { current: CaptionTrack }>(path(`/${language}`), {
    method: 'PATCH',
    json: { revision, lines },
    headers: by.headers,
  })
/** All seven languages are there, and made of the original as it is. */
const translated = () =>
  waitUntil('captions in all languages', async () => {
    const items = await list()
    return items.length === 7 && items.every(({ stale }) => !stale)
  })

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer({
    AttachMemory: (call: ServerDuplexStream<MemoryAnswer__Output, MemoryQuestion>) => {
      call.on('error', () => {})
      call.on('end', () => call.end())
    },
    ForgetSegments: async ({ segmentHashes }) => {
      for (const hash of segmentHashes) forgotten.add(hash)
      return { forgotten: segmentHashes.length }
    },
    Translate: async ({ texts: given, sourceLanguage, targetLanguage }) => {
      await held
      asked.push(...given.map((text) => `${targetLanguage} ${text}`))
      return {
        translations: given.map((text) => ({
          text,
          sourceLanguage,
          translated: speaks ? `${targetLanguage}: ${text}` : text,
          engine: speaks ? 'apertium' : 'none',
          model: '',
          confidence: speaks ? 0.5 : 0,
          remembered: false,
          untranslated: !speaks,
          note: '',
        })),
      }
    },
  })
  backend = await startTestBackend(database.url, {
    NODE_ENV: 'development',
    TRANSLATION_ADDRESS: translation.address,
  })
  editor = await createPerson(database.url, { name: 'Edi', role: 'editor' })
  owner = await createPerson(database.url, { name: 'Olga', role: 'member' })
  other = await createPerson(database.url, { name: 'Otto', role: 'member' })
})
afterAll(async () => {
  await backend?.stop()
  await translation?.stop()
  await database?.drop()
})
beforeEach(async () => {
  asked = []
  held = undefined
  speaks = true
  videoId = newId()
  toolId = (await addListing(database.url)).id
  await query(database.url, 'INSERT INTO "Video" (id, "toolId", bytes) VALUES ($1, $2, 1)', [videoId, toolId])
  await submittedBy(database.url, toolId, owner.id)
})

describe('captions', () => {
  test('a file in one language is there in all seven, line by line with its times', async () => {
    const { status, body } = await put('en', srt('Hello', '- Who?\n- You\n'))
    expect([status, body.track.origin, body.track.revision]).toEqual([200, 'original', 1])
    await translated()
    const french = await track('fr')
    expect(french).toMatchObject({ origin: 'machine', language: 'fr' })
    expect(french.lines).toEqual([
      {
        place: 0,
        startMs: 0,
        endMs: 900,
        text: 'fr: Hello',
        source: 'machine',
        sourceText: 'Hello',
        confidence: 0.5,
      },
      {
        place: 1,
        startMs: 1_000,
        endMs: 1_900,
        // Who speaks is translated each for themselves.
        text: 'fr: - Who?\nfr: - You',
        source: 'machine',
        sourceText: '- Who?\n- You',
        confidence: 0.5,
      },
    ])
    const file = await fetch(path('/fr/file'), { headers: editor.headers })
    expect(file.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
    expect(await file.text()).toBe(
      'WEBVTT\n\n1\n00:00:00.000 --> 00:00:00.920\nfr: Hello\n\n2\n00:00:01.000 --> 00:00:02.177\nfr: - Who?\nfr: - You\n',
    )
    const other = await fetch(path('/fr/file?format=srt'), { headers: editor.headers })
    expect(other.headers.get('content-type')).toBe('application/x-subrip; charset=utf-8')
    expect(await other.text()).toContain('1\n00:00:00,000 --> 00:00:00,920\nfr: Hello\n')
  })

  test('a correction stays when the original is sent again, and is remembered', async () => {
    await put('en', srt('One', 'Two'))
    await translated()
    const { revision } = await track('fr')
    const { status, body } = await edit('fr', revision, [{ place: 1, text: 'Deux, bien sûr' }])
    expect([status, body.revision]).toEqual([200, revision + 1])
    expect(body.lines[1]).toMatchObject({ text: 'Deux, bien sûr', source: 'human', confidence: 1 })
    asked = []
    // Other times, another line before it, one that is gone.
    await put('en', srt('New', 'Two'))
    await translated()
    expect(await texts('fr')).toEqual(['fr: New', 'Deux, bien sûr'])
    expect((await track('fr')).lines[1]).toMatchObject({ startMs: 1_000, source: 'human' })
    expect(asked.filter((each) => each.startsWith('fr '))).toEqual(['fr New'])
    expect(
      await query(
        database.url,
        `SELECT "sourceText", translated, human FROM "TranslationMemory" WHERE "targetLanguage" = 'fr' AND "sourceText" = 'Two'`,
      ),
    ).toEqual([{ sourceText: 'Two', translated: 'Deux, bien sûr', human: true }])
    expect(forgotten.size).toBeGreaterThan(0)
  })

  test('a file of its own is not touched by a machine; taken away, the machine speaks again', async () => {
    await put('en', srt('One', 'Two'))
    await translated()
    expect((await put('de', srt('Eins'))).body.track).toMatchObject({ origin: 'uploaded' })
    await put('en', srt('Three', 'Four'))
    await translated()
    expect(await texts('de')).toEqual(['Eins'])
    expect(await texts('it')).toEqual(['it: Three', 'it: Four'])
    const removed = await fetch(path('/de'), { method: 'DELETE', headers: editor.headers })
    expect(removed.status).toBe(204)
    await translated()
    expect(await texts('de')).toEqual(['de: Three', 'de: Four'])
  })

  test('the original taken away takes its translations along, and not the files of their own', async () => {
    await put('en', srt('One'))
    await translated()
    await put('de', srt('Eins'))
    await fetch(path('/en'), { method: 'DELETE', headers: editor.headers })
    expect((await list()).map(({ language, origin }) => [language, origin])).toEqual([['de', 'uploaded']])
  })

  test('a correction made while the machine translates is not lost', async () => {
    await put('en', srt('One', 'Two'))
    await translated()
    const { revision } = await track('fr')
    const hold = Promise.withResolvers<void>()
    held = hold.promise
    await put('en', srt('One', 'Three'))
    const { status } = await edit('fr', revision, [{ place: 0, text: 'Un' }])
    expect(status).toBe(200)
    hold.resolve()
    held = undefined
    await translated()
    expect(await texts('fr')).toEqual(['Un', 'fr: Three'])
  })

  test('what no engine translates is left out, and nothing waits for it', async () => {
    speaks = false
    await put('en', srt('One'))
    await waitUntil('six languages asked for', () => asked.length === 6)
    expect((await list()).map(({ language }) => language)).toEqual(['en'])
  })

  test('two who edit the same: the second is shown what there is', async () => {
    await put('en', srt('One', 'Two'))
    expect((await edit('en', 1, [{ place: 0, text: 'First' }])).status).toBe(200)
    const { status, body } = await edit('en', 1, [{ place: 1, text: 'Second' }])
    expect(status).toBe(409)
    expect(body.current.lines.map(({ text }) => text)).toEqual(['First', 'Two'])
    expect((await edit('en', 2, [{ place: 2, text: 'x' }])).status).toBe(400)
    expect((await edit('en', 2, [{ place: 0, text: '<i> </i>' }])).status).toBe(400)
  })

  test('what cannot be read is refused with its lines, and leaves what there is', async () => {
    await put('en', srt('One'))
    const { status, body } = await put('en', '1\n00:00:03,000 --> 00:00:02,000\nx\n')
    expect(status).toBe(400)
    expect(body.detail).toBe(
      'The captions cannot be read. Line 2: it ends at 00:00:02,000, which is not after 00:00:03,000.',
    )
    expect(body.errors).toEqual([
      { path: 'line 2', message: 'it ends at 00:00:02,000, which is not after 00:00:03,000' },
    ])
    expect((await put('en', new Uint8Array(1_024 * 1_024 + 1))).status).toBe(413)
    expect(await texts('en')).toEqual(['One'])
    expect((await put('en', Buffer.from(srt('Où'), 'latin1'))).body).toMatchObject({
      encoding: 'windows-1252',
    })
  })
})

describe('whose they are', () => {
  test('who brought the listing changes them; what they correct is theirs, and teaches nobody else', async () => {
    expect((await put('en', srt('Mine alone'), owner)).status).toBe(200)
    await translated()
    const { revision } = await track('es')
    expect((await edit('es', revision, [{ place: 0, text: 'Sólo mío' }], owner)).status).toBe(200)
    expect(
      await query(database.url, `SELECT 1 FROM "TranslationMemory" WHERE "sourceText" = 'Mine alone'`),
    ).toEqual([])
    expect((await put('en', srt('x'), other)).status).toBe(403)
    expect((await edit('en', 1, [{ place: 0, text: 'x' }], other)).status).toBe(403)
  })

  test('of a listing that is not public only they and editors read them', async () => {
    await put('en', srt('Secret'))
    await query(database.url, `UPDATE "Tool" SET status = 'hidden' WHERE id = $1`, [toolId])
    const read = async (headers: Record<string, string>) =>
      (await fetch(path('/en/file'), { headers })).status
    expect([
      await read({}),
      await read(other.headers),
      await read(owner.headers),
      await read(editor.headers),
    ]).toEqual([404, 404, 200, 200])
    expect((await put('en', srt('x'), other)).status).toBe(404)
  })

  test('they move with the video to the listing that theirs is merged into, and back', async () => {
    await put('en', srt('One'))
    const { id: into } = await addListing(database.url)
    const merged = await ask(`${backend.url}/api/v1/admin/tools/${toolId}/merge`, {
      json: { into },
      headers: editor.headers,
    })
    expect(merged.status).toBe(200)
    const toolOf = () => query(database.url, 'SELECT "toolId" FROM "Video" WHERE id = $1', [videoId])
    expect(await toolOf()).toEqual([{ toolId: into }])
    const [act] = await query<{ id: string }>(
      database.url,
      `SELECT id FROM "AuditEvent" WHERE action = 'tool.merged' AND "subjectId" = $1`,
      [toolId],
    )
    const undone = await ask(`${backend.url}/api/v1/admin/audit/${act?.id}/undo`, {
      method: 'POST',
      headers: editor.headers,
    })
    expect(undone.status).toBe(200)
    expect(await toolOf()).toEqual([{ toolId }])
  })

  test('what is said is found with the listing, in the language of who searches, as it reads now', async () => {
    const found = async (lang: string, q: string) => {
      const { body } = await ask<{ items: { slug: string }[] }>(
        `${backend.url}/api/v1/tools?lang=${lang}&q=${q}`,
      )
      return body.items.map(({ slug }) => slug).includes(`film-${toolId}`)
    }
    expect(await found('en', 'marzipan')).toBe(false)
    await put('en', srt('We knead the marzipan by hand'))
    await put('de', srt('Wir kneten den Zuckerteig'))
    expect([await found('en', 'marzipan'), await found('de', 'Zuckerteig')]).toEqual([true, true])
    const { revision } = await track('en')
    await edit('en', revision, [{ place: 0, text: 'We roll the pastry by hand' }])
    expect([await found('en', 'marzipan'), await found('en', 'pastry')]).toEqual([false, true])
    const erased = await ask(`${backend.url}/api/v1/videos/${videoId}`, {
      method: 'DELETE',
      headers: editor.headers,
    })
    expect(erased.status).toBe(204)
    expect([await found('en', 'pastry'), await found('de', 'Zuckerteig')]).toEqual([false, false])
  })

  test('they go with the listing', async () => {
    await put('en', srt('One'))
    await translated()
    await query(database.url, 'DELETE FROM "Tool" WHERE id = $1', [toolId])
    expect(await query(database.url, 'SELECT 1 FROM "CaptionLine" WHERE "videoId" = $1', [videoId])).toEqual(
      [],
    )
    expect(await query(database.url, 'SELECT 1 FROM "Video" WHERE id = $1', [videoId])).toEqual([])
  })
})
