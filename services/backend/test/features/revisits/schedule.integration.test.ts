import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PageChangeView } from '../../../src/features/administration/page-changes.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { type ScraperProgram, startScraperProgram } from '../../support/scraper-program.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

/** A site whose server keeps to RFC 9110. */
let site: Server
let tagline = 'Weaves films from words'
const asked: { path: string; known: string | undefined; status: number }[] = []

let database: TestDatabase
let scraper: ScraperProgram
const backends: TestBackend[] = []
let editor: Person

beforeAll(async () => {
  site = createServer((request, response) => {
    const [path = '', known] = [request.url, request.headers['if-none-match']]
    const etag = `"${tagline}"`
    const status = path !== '/' ? 404 : known === etag ? 304 : 200
    asked.push({ path, known, status })
    response.writeHead(status, status === 404 ? {} : { etag, 'content-type': 'text/html; charset=utf-8' })
    response.end(
      status === 200
        ? `<!doctype html><html lang="en"><title>Loomery: ${tagline}</title><meta property="og:site_name" content="Loomery">
<meta name="description" content="Loomery weaves films from what you write. It needs no camera and no studio."><h1>Loomery</h1>
<p>${'Loomery weaves films from what you write, in any style, for everybody who has a story to tell. '.repeat(6)}</p>`
        : '',
    )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`
  database = await createTestDatabase()
  // The sample catalogue's pages are of the open web.
  await query(database.url, 'DELETE FROM "Tool"')
  scraper = await startScraperProgram(host)
  for (let number = 0; number < 2; number += 1) {
    const config = {
      NODE_ENV: 'development',
      SCRAPER_ADDRESS: scraper.address,
      SCRAPER_SCHEDULE: '* * * * * *',
    }
    backends.push(await startTestBackend(database.url, config, { visitSpreadMs: 0 }))
  }
  editor = await createPerson(database.url, { name: 'Edith', role: 'editor' })
})
afterAll(async () => {
  await Promise.all(backends.map((backend) => backend.stop()))
  await scraper?.stop()
  await new Promise((resolve) => site.close(resolve))
  await database?.drop()
})

const api = <T>(path: string, json?: unknown, method?: string) =>
  ask<T>(`${backends[0]?.url}/api/v1${path}`, {
    headers: editor.headers,
    ...(json === undefined ? {} : { json }),
    ...(method ? { method } : {}),
  })
const requests = () => asked.filter(({ path }) => path === '/')
const visit = async () => {
  const [row] = await query<{ outcome: string; lastAt: Date }>(
    database.url,
    'SELECT outcome, "lastAt" FROM "PageVisit"',
  )
  return row
}
/** As if the page had been read yesterday: the schedule may read it again. */
const aDayPasses = () =>
  query(database.url, `UPDATE "PageVisit" SET outcome = '', "lastAt" = now() - interval '1 day'`)

test('a listed page is read again by one conditional request of one backend, and taken over by an editor', async () => {
  const { port } = site.address() as AddressInfo
  await api('/submissions', { url: `http://127.0.0.1:${port}/` })
  await waitUntil('it is listed', visit)
  expect(requests()).toEqual([{ path: '/', known: undefined, status: 200 }])

  await aDayPasses()
  await waitUntil('it is read again', async () => (await visit())?.outcome !== '')
  expect((await visit())?.outcome).toBe('unchanged')
  expect(requests().slice(1)).toEqual([{ path: '/', known: `"${tagline}"`, status: 304 }])

  tagline = 'Spins yarns out of photographs'
  await aDayPasses()
  await waitUntil('it is read again', async () => (await visit())?.outcome !== '')
  expect((await visit())?.outcome).toBe('read')
  expect(requests().slice(2)).toEqual([{ path: '/', known: '"Weaves films from words"', status: 200 }])

  const [change] = (await api<{ items: PageChangeView[] }>('/admin/page-changes')).body.items
  expect(change?.fields.map(({ field, after }) => [field, after])).toEqual([['tagline', tagline]])
  const shown = async () => (await api<{ tagline: string }>(`/tools/${change?.tool.slug}`)).body.tagline
  expect(await shown()).toBe('Weaves films from words')
  await api(`/admin/page-changes/${change?.id}`, { fields: ['tagline'] }, 'PUT')
  expect(await shown()).toBe(tagline)

  const rounds = await query<{ visits: number }>(
    database.url,
    'SELECT visits FROM "VisitRound" WHERE visits > 0',
  )
  expect(rounds.length).toBeGreaterThanOrEqual(2)
  expect(requests()).toHaveLength(3)
})
