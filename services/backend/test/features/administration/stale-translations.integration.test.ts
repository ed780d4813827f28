import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Peer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../../src/database/database-commands.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

interface Tool {
  readonly tagline: string
  readonly translation: { readonly source: string } | null
}

let database: TestDatabase
let translation: Peer
let backend: TestBackend
let editor: Person
let id: string

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer({
    Translate: async ({ texts, sourceLanguage, targetLanguage }) => ({
      translations: texts.map((text) => ({
        text,
        sourceLanguage,
        translated: text && `${targetLanguage}: ${text}`,
        untranslated: false,
        engine: 'apertium',
        model: 'a-b',
        confidence: 0.5,
        remembered: false,
      })),
    }),
  })
  backend = await startTestBackend(database.url, { TRANSLATION_ADDRESS: translation.address })
  editor = await createPerson(database.url, { name: 'Edo', role: 'editor' })
  const [tool] = await query<{ id: string }>(database.url, `SELECT id FROM "Tool" WHERE slug = 'suno'`)
  id = tool?.id ?? ''
  await query(
    database.url,
    `UPDATE "ToolTranslation" SET source = 'machine', reviewed = false WHERE "toolId" = $1 AND language IN ('fr', 'nl')`,
    [id],
  )
})
afterAll(async () => {
  await backend?.stop()
  await translation?.stop()
  await database?.drop()
})

const read = async (lang: string) => (await ask<Tool>(`${backend.url}/api/v1/tools/suno?lang=${lang}`)).body
/** Saves texts of a language over the revision that there is. */
async function save(language: string, texts: object) {
  const path = `${backend.url}/api/v1/admin/tools/${id}`
  const [row] = await query<{ revision: number }>(
    database.url,
    'SELECT revision FROM "ToolTranslation" WHERE "toolId" = $1 AND language = $2',
    [id, language],
  )
  const json = { revision: row?.revision ?? 0, texts }
  return ask(`${path}/translations/${language}`, { method: 'PUT', json, headers: editor.headers })
}
const jobs = () =>
  query<{ data: { renew: string[] } }>(
    database.url,
    `SELECT data FROM pgboss.job WHERE name = 'listing-translation' ORDER BY created_on`,
  )

test('a changed source has the texts of machines made again, and those of people stay', async () => {
  const spanish = await read('es')
  expect((await save('en', { tagline: 'Songs from a sentence.' })).status).toBe(200)
  const french = await waitUntil('the French of the new source', async () => {
    const tool = await read('fr')
    return tool.tagline === 'fr: Songs from a sentence.' && tool
  })
  expect(french.translation?.source).toBe('machine')
  await waitUntil(
    'the Dutch of the new source',
    async () => (await read('nl')).tagline === 'nl: Songs from a sentence.',
  )
  expect(await read('es')).toMatchObject({ tagline: spanish.tagline, translation: spanish.translation })
})

test('neither a name, nor the same words, nor another language make anything again', async () => {
  const before = await jobs()
  expect((await save('en', { name: 'Suno Two' })).status).toBe(200)
  expect((await save('en', { tagline: 'Songs from a sentence.' })).status).toBe(200)
  expect((await save('de', { tagline: 'Lieder aus einem Satz.' })).status).toBe(200)
  expect(await jobs()).toEqual(before)
})

test('a change of the source that is undone has them made again, of the words that it was', async () => {
  const before = await read('en')
  expect((await save('en', { tagline: 'Songs, undone.' })).status).toBe(200)
  await waitUntil('the Dutch of the change', async () => (await read('nl')).tagline === 'nl: Songs, undone.')
  const changes = await ask<{ items: { id: string }[] }>(
    `${backend.url}/api/v1/admin/audit?subjectId=${id}`,
    {
      headers: editor.headers,
    },
  )
  const undone = await ask(`${backend.url}/api/v1/admin/audit/${changes.body.items[0]?.id}/undo`, {
    method: 'POST',
    headers: editor.headers,
  })
  expect(undone.status).toBe(200)
  await waitUntil('the Dutch as before', async () => (await read('nl')).tagline === `nl: ${before.tagline}`)
  expect((await read('fr')).translation?.source).toBe('machine')
})

test('an import that changes the source has them made again, but for what it brings itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-stale-'))
  try {
    const [{ url = '' } = {}] = await query<{ url: string }>(
      database.url,
      'SELECT url FROM "Tool" WHERE id = $1',
      [id],
    )
    const load = async (tagline: string, ...flags: string[]) => {
      const file = join(folder, 'songs.ndjson')
      const origin = JSON.stringify({ source: 'machine', engine: 'bergamot' })
      const record = {
        url,
        name: 'Suno',
        'tagline.en': tagline,
        'tagline.fr': 'Des chansons.',
        'origin.fr': origin,
      }
      await writeFile(file, `${JSON.stringify(record)}\n`)
      expect(await commands['catalogue-import']?.(database.url, [file, ...flags], '')).toMatchObject({
        updated: 1,
      })
    }
    const before = await jobs()
    await load('Songs of a file.', '--check')
    expect(await jobs()).toEqual(before)
    await load('Songs of a file.')
    await waitUntil(
      'the Dutch of the file',
      async () => (await read('nl')).tagline === 'nl: Songs of a file.',
    )
    expect((await read('fr')).tagline).toBe('Des chansons.')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
