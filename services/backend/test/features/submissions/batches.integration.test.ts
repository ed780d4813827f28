import { setTimeout as delay } from 'node:timers/promises'
import { Problem } from '@parlance/service-kit'
import { type Peer, startScraperPeer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BatchView } from '../../../src/features/submissions/batches.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { goodScrape, marked } from '../../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let scraper: Peer
let translation: Peer
let backend: TestBackend
let member: Person
let stranger: Person
let editor: Person
/** Hosts whose pages are read without end. */
const stuck = new Set<string>()

beforeAll(async () => {
  database = await createTestDatabase()
  scraper = await startScraperPeer(
    async function* ({ url }, { signal }) {
      const { hostname } = new URL(url)
      if (hostname.startsWith('gone'))
        throw new Problem('not-found', 'Not there.', { reason: 'page-not-found' })
      if (stuck.has(hostname)) await delay(120_000, undefined, { signal })
      yield* goodScrape(url, { siteName: hostname.split('.')[0] })
    },
    0,
    async ({ url, most }) => {
      if (!url.endsWith('/sitemap.xml')) throw new Problem('precondition', 'None.', { reason: 'no-sitemap' })
      return { urls: ['https://map.example/1', 'https://map.example/2'].slice(0, most), left: 7 }
    },
  )
  translation = await startTranslationPeer({ Translate: async (request) => marked(request) })
  backend = await startTestBackend(database.url, {
    NODE_ENV: 'development',
    SCRAPER_ADDRESS: scraper.address,
    TRANSLATION_ADDRESS: translation.address,
  })
  member = await createPerson(database.url, { name: 'Mem', role: 'member' })
  stranger = await createPerson(database.url, { name: 'Sam', role: 'member' })
  editor = await createPerson(database.url, { name: 'Edith', role: 'editor' })
})
afterAll(async () => {
  await backend?.stop()
  await scraper?.stop()
  await translation?.stop()
  await database?.drop()
})

const at = (id = '') => `${backend.url}/api/v1/submission-batches${id && `/${id}`}`
const submit = (json: object, who: Person | null = member) =>
  ask<BatchView>(at(), { json, headers: who?.headers ?? {} })
const look = async (id: string) => (await ask<BatchView>(at(id))).body
const ended = (id: string) =>
  waitUntil('the batch has ended', async () => {
    const view = await look(id)
    return view.ended && view
  })

describe('several at once', () => {
  test('each have an end of their own, and one progress', async () => {
    await ask(`${backend.url}/api/v1/admin/hosts`, {
      json: { host: 'blocked.example' },
      headers: editor.headers,
    })
    const text = [
      'one.example',
      'https://two.example/',
      'gone.example',
      'ftp://x.example',
      'no address',
      'blocked.example',
      'https://two.example',
    ].join('\n')
    const { status, headers, body } = await submit({ text, lang: 'fr' })
    expect(status).toBe(202)
    expect(headers.get('location')).toBe(`/api/v1/submission-batches/${body.id}`)
    expect(body).toMatchObject({ source: 'list', left: 0 })
    // What is not there may have failed already.
    expect(body.items.filter((item) => item.status === 'refused')).toHaveLength(3)

    const last = await ended(body.id)
    expect(last.items.map(({ url, status: end, problem }) => [url, end, problem?.reason])).toEqual([
      ['one.example', 'done', undefined],
      ['https://two.example/', 'done', undefined],
      ['gone.example', 'failed', 'page-not-found'],
      ['ftp://x.example', 'refused', 'unsupported-scheme'],
      ['no address', 'refused', 'invalid-url'],
      ['blocked.example', 'refused', 'blocked-host'],
    ])
    expect(last).toMatchObject({ progress: 1, counts: { open: 0, listed: 2, duplicate: 0, failed: 4 } })
    expect(last.items[0]?.tool?.slug).toBe('one')

    const again = await submit({ text: 'one.example\nthree.example' })
    expect((await ended(again.body.id)).counts).toEqual({ open: 0, listed: 1, duplicate: 1, failed: 0 })
  })

  test('as bookmarks, and as a sitemap, whose rest is counted', async () => {
    const file = '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://marked.example/">M</A></DL>'
    expect((await submit({ text: file })).body).toMatchObject({
      source: 'bookmarks',
      items: [{ url: 'https://marked.example/' }],
    })
    const map = await submit({ sitemap: 'map.example/sitemap.xml' })
    expect(map.body).toMatchObject({ source: 'sitemap', left: 7 })
    expect((await ended(map.body.id)).counts.listed).toBe(2)
  })

  test('are 200 at most, and 20 of somebody without an account; the rest is counted', async () => {
    const text = Array.from({ length: 230 }, (_, index) => `ftp://x${index}.example`).join('\n')
    const own = await submit({ text })
    expect([own.body.items.length, own.body.left]).toEqual([200, 30])
    const strange = await submit({ text }, null)
    expect([strange.body.items.length, strange.body.left]).toEqual([20, 210])
  })

  test('wait for what is submitted by itself', async () => {
    await submit({ text: 'patient.example' })
    const [job] = await query<{ priority: number }>(
      database.url,
      `SELECT j.priority FROM pgboss.job j JOIN "Submission" s ON s.id = j.id WHERE s.url = 'https://patient.example/'`,
    )
    expect(job?.priority).toBe(-1)
  })

  test.each([
    [{}, undefined],
    [{ text: 'a.example', sitemap: 'a.example/sitemap.xml' }, undefined],
    [{ text: '\n \n# nothing' }, 'no-addresses'],
    [{ sitemap: 'mailto:me' }, 'unsupported-scheme'],
  ])('%j is told to be wrong', async (json, reason) => {
    const { status, body } = await ask<{ reason?: string }>(at(), { json, headers: member.headers })
    expect([status, body.reason]).toEqual([400, reason])
  })

  test('a sitemap that is none is told in the words of the scraper', async () => {
    const { status, body } = await ask<{ reason?: string }>(at(), { json: { sitemap: 'a.example/page' } })
    expect([status, body.reason]).toEqual([422, 'no-sitemap'])
  })
})

describe('cancelled', () => {
  test('ends what is under way and its own, for who submitted it and for editors', async () => {
    for (const host of ['stuck1.example', 'stuck2.example', 'others.example']) stuck.add(host)
    const others = await ask<{ id: string }>(`${backend.url}/api/v1/submissions`, {
      json: { url: 'others.example' },
    })
    const { body } = await submit({ text: 'quick.example\nstuck1.example\nstuck2.example\nothers.example' })
    await waitUntil('the first is done', async () => (await look(body.id)).items[0]?.status === 'done')
    const cancel = (who?: Person) =>
      ask<BatchView>(at(body.id), { method: 'DELETE', headers: who?.headers ?? {} })
    expect((await cancel(stranger)).status).toBe(403)
    expect((await cancel()).status).toBe(403)
    const { body: after } = await cancel(member)
    expect(after.items.map(({ status, problem }) => problem?.reason ?? status)).toEqual([
      'done',
      'cancelled',
      'cancelled',
      expect.stringMatching(/queued|running/),
    ])
    expect((await cancel(editor)).status).toBe(200)
    const kept = await ask<{ status: string }>(`${backend.url}/api/v1/submissions/${others.body.id}`)
    expect(kept.body.status).not.toBe('failed')
  })
})
