import { languages } from '@parlance/contracts/languages'
import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSeed } from '../../src/database/seed-files.ts'
import { ask } from '../support/http-client.ts'
import { startTestBackend, type TestBackend } from '../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const seed = await readSeed()
let database: TestDatabase
let backend: TestBackend

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url)
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

test('everything is written in all seven languages', () => {
  const all = [...languages].sort()
  const keys = (texts: object) => Object.keys(texts).sort()
  for (const { slug, translations } of [...seed.tools, ...seed.categories])
    expect(keys(translations), slug).toEqual(all)
  for (const { slug, messages } of seed.rooms) {
    for (const { lang, body, translations } of messages)
      expect([lang, ...keys(translations)].sort(), `${slug}: ${body}`).toEqual(all)
  }
})

test('categories have uneven numbers of listings, and no listing is without an alternative', async () => {
  const { body } = await ask<{ items: { slug: string; tools: number }[] }>(
    `${backend.url}/api/v1/categories?lang=en`,
  )
  const counts = body.items.map(({ tools }) => tools)
  expect(new Set(counts).size).toBeGreaterThan(2)
  expect(Math.min(...counts)).toBeGreaterThan(1)
  const demucs = await ask<{ alternatives: { slug: string }[] }>(
    `${backend.url}/api/v1/tools/demucs/related?lang=en`,
  )
  expect(demucs.body.alternatives.map(({ slug }) => slug)).toContain('suno')
})

test('people talk in the rooms of some listings, and each is read in every language', async () => {
  const ofListings = seed.rooms.filter(({ tool }) => tool !== undefined)
  expect(ofListings.length).toBeGreaterThan(2)
  for (const { slug, messages } of ofListings) {
    const tool = await ask<{ room: { slug: string } }>(`${backend.url}/api/v1/tools/${slug}?lang=nl`)
    expect(tool.body.room.slug).toBe(slug)
    const { body } = await ask<{ items: { body: string; translation?: { body: string } | null }[] }>(
      `${backend.url}/api/v1/rooms/${slug}/messages?lang=nl`,
    )
    expect(body.items.map((message) => message.translation?.body ?? message.body)).toEqual(
      messages.map((message) => message.translations.nl ?? message.body),
    )
  }
})

test('two listings show themselves: films ready made, with captions that people wrote in every language', async () => {
  expect(seed.videos.map(({ tool }) => tool).sort()).toEqual(['pika', 'runway'])
  for (const { tool, captions, made } of seed.videos) {
    for (const { texts, endMs } of captions) {
      expect(Object.keys(texts).sort(), tool).toEqual([...languages].sort())
      expect(endMs).toBeLessThan(made.seconds * 1_000)
    }
    interface Listed {
      playlist: string
      poster: string
      playable: boolean
      state: string
      captions: { language: string; url: string }[]
    }
    const { body } = await ask<{ items: Listed[] }>(`${backend.url}/api/v1/tools/${tool}/videos`)
    const [video] = body.items
    expect(body.items).toMatchObject([{ state: 'ready', playable: true }])
    expect(video?.captions.map(({ language }) => language).sort()).toEqual([...languages].sort())
    const text = async (path: string) => (await fetch(new URL(path, backend.url))).text()
    const master = await text(video?.playlist ?? '')
    expect(master.match(/^#EXT-X-STREAM-INF/gm)).toHaveLength(made.renditions.length)
    const french = video?.captions.find(({ language }) => language === 'fr')?.url ?? ''
    // Set in lines, as a player shows them.
    expect((await text(french)).replaceAll(/\s+/g, ' ')).toContain(captions[0]?.texts.fr)
    const rung = master.split('\n').find((line) => line !== '' && !line.startsWith('#')) ?? ''
    const playlist = await text(new URL(rung, new URL(video?.playlist ?? '', backend.url)).pathname)
    const media = /URI="([^"]+)"/.exec(playlist)?.[1] ?? ''
    const answer = await waitUntil('the film is among the assets', async () => {
      const found = await fetch(new URL(media, backend.url), { headers: { range: 'bytes=0-1023' } })
      return found.status === 206 ? found : undefined
    })
    const head = Buffer.from(await answer.arrayBuffer())
    expect(head.subarray(4, 8).toString('latin1')).toBe('ftyp')
    const poster = await fetch(new URL(video?.poster ?? '', backend.url))
    expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/webp'])
  }
})
