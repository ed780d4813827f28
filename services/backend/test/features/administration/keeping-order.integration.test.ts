import { type Peer, startScraperPeer, startTranslationPeer } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditView } from '../../../src/features/administration/audit-log.ts'
import type { ListingDetail, ListingRow } from '../../../src/features/administration/listing-desk.ts'
import type { ReportView } from '../../../src/features/administration/reports.ts'
import type { TermView } from '../../../src/features/administration/taxonomy.ts'
import type { SubmissionView } from '../../../src/features/submissions/submissions.ts'
import { ask, readEvents } from '../../support/http-client.ts'
import { createPerson, createRoom, type Person, query } from '../../support/people.ts'
import { goodScrape, marked } from '../../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let scraper: Peer
let translation: Peer
let backend: TestBackend
let editor: Person
let admin: Person

beforeAll(async () => {
  database = await createTestDatabase()
  scraper = await startScraperPeer(async function* ({ url }) {
    yield* goodScrape(url, { siteName: `Loomery ${new URL(url).pathname.slice(1)}` })
  })
  translation = await startTranslationPeer({
    Translate: async (request) => marked(request),
    DetectLanguage: async () => ({ detections: [{ language: 'en', confidence: 1 }] }),
  })
  backend = await startTestBackend(database.url, {
    NODE_ENV: 'development',
    SUBMISSIONS: 'review',
    SCRAPER_ADDRESS: scraper.address,
    TRANSLATION_ADDRESS: translation.address,
  })
  editor = await createPerson(database.url, { name: 'Edith', role: 'editor' })
  admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
})
afterAll(async () => {
  await backend?.stop()
  await scraper?.stop()
  await translation?.stop()
  await database?.drop()
})

const api = <T = Record<string, unknown>>(
  path: string,
  json?: unknown,
  method?: string,
  who: Person = editor,
) =>
  ask<T>(`${backend.url}/api/v1${path}`, {
    headers: who.headers,
    ...(json === undefined ? {} : { json }),
    ...(method ? { method } : {}),
  })
const undoLast = async (subjectId: string) => {
  const { body } = await api<{ items: AuditView[] }>(`/admin/audit?subjectId=${subjectId}`)
  return api(`/admin/audit/${body.items[0]?.id}/undo`, undefined, 'POST')
}

/** Submits a page and waits for its end. */
async function submit(url: string, who?: Person): Promise<SubmissionView> {
  const made = await ask<SubmissionView>(`${backend.url}/api/v1/submissions`, {
    json: { url },
    ...(who ? { headers: who.headers } : {}),
  })
  let last = made.body
  for await (const view of readEvents<SubmissionView>(
    `${backend.url}/api/v1/submissions/${made.body.id}/events`,
  )) {
    last = view
  }
  return last
}

test('with review on, what a guest submits waits, is decided, and its submitter reads what came of it', async () => {
  const waiting = await submit('https://loomery.example/one')
  expect(waiting).toMatchObject({ status: 'done', decision: { status: 'waiting' } })
  expect(waiting.tool).toBeUndefined()
  const queue = await api<{ items: ListingRow[] }>('/admin/tools?status=pending&sort=oldest')
  const [listed] = queue.body.items
  expect(listed).toMatchObject({ name: 'Loomery one', status: 'pending' })
  const { body: detail } = await api<ListingDetail>(`/admin/tools/${listed?.id}`)
  expect(detail.page).toMatchObject({ finalUrl: 'https://loomery.example/one', durationMs: 5, bytes: 1_000 })
  expect(detail.texts.map(({ language }) => language).sort()).toEqual([
    'de',
    'en',
    'es',
    'fr',
    'it',
    'nl',
    'pt',
  ])

  const status = (name: string, reason = '') =>
    api('/admin/tools/status', { ids: [listed?.id], status: name, reason })
  await status('hidden', 'It only sells shoes.')
  const refused = await ask<SubmissionView>(`${backend.url}/api/v1/submissions/${waiting.id}`)
  expect(refused.body.decision).toEqual({ status: 'refused', reason: 'It only sells shoes.' })
  const again = await ask<SubmissionView>(`${backend.url}/api/v1/submissions`, { json: { url: waiting.url } })
  expect(again.body).toMatchObject({ status: 'failed', problem: { reason: 'taken-down' } })

  await status('published')
  const published = await ask<SubmissionView>(`${backend.url}/api/v1/submissions/${waiting.id}`)
  expect(published.body).toMatchObject({ decision: { status: 'published' }, tool: { slug: detail.slug } })
})

test('an editor’s own submission does not wait; the setting holds from the next one on', async () => {
  expect(await submit('https://loomery.example/two', editor)).toMatchObject({
    decision: { status: 'published' },
  })
  expect((await api('/admin/settings', { submissions: 'open' }, 'PATCH', admin)).body.submissions).toBe(
    'open',
  )
  expect(await submit('https://loomery.example/three')).toMatchObject({ decision: { status: 'published' } })
  await api('/admin/settings', { submissions: 'review' }, 'PATCH', admin)
})

test('what is no setting is refused, and nothing of it is kept', async () => {
  const many = Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`k${n}`, 1]))
  for (const other of [{ nonsense: 'x' }, { submissions: 'review', __proto: 1 }, many]) {
    expect((await api('/admin/settings', other, 'PATCH', admin)).status).toBe(400)
  }
  const kept = await query<{ key: string }>(
    database.url,
    'SELECT key FROM "Setting" WHERE key <> \'submissions\'',
  )
  expect(kept).toEqual([])
})

test('two pages of a host are told to be possibly the same', async () => {
  const rows = await api<{ items: ListingRow[] }>('/admin/tools?q=loomery%20two')
  const { body } = await api<ListingDetail>(`/admin/tools/${rows.body.items[0]?.id}`)
  expect(body.duplicates).toContainEqual(expect.objectContaining({ name: 'Loomery three', reason: 'host' }))
})

test('pages of a blocked host are refused, those below it too; what is listed can be hidden with it', async () => {
  await submit('https://shop.spam.example/listed', editor)
  const blocked = await api('/admin/hosts', { host: 'Spam.Example', reason: 'Spam', hide: true })
  expect(blocked.body).toEqual({ hidden: 1 })
  const refused = await ask(`${backend.url}/api/v1/submissions`, {
    json: { url: 'https://new.spam.example/x' },
  })
  expect(refused.status).toBe(403)
  expect(refused.body.reason).toBe('blocked-host')
  const other = await ask(`${backend.url}/api/v1/submissions`, { json: { url: 'https://notspam.example/x' } })
  expect(other.status).toBe(202)
  expect((await undoLast('spam.example')).status).toBe(200)
  const shown = await api<{ items: ListingRow[] }>('/admin/tools?q=shop.spam')
  expect(shown.body.items[0]?.status).toBe('published')
  const taken = await ask(`${backend.url}/api/v1/submissions`, {
    json: { url: 'https://new.spam.example/x' },
  })
  expect(taken.status).toBe(202)
})

test('a listing and a message are reported once a person, seen by editors, and settled', async () => {
  const member = await createPerson(database.url, { name: 'Mia', role: 'member' })
  const room = await createRoom(database.url)
  await api(`/rooms/${room}/messages`, { clientId: 'a', body: 'Buy shoes' }, 'POST', member)
  const [message] = await query<{ id: string }>(
    database.url,
    `SELECT id FROM "Message" WHERE body = 'Buy shoes'`,
  )
  const report = (json: object) => api<{ id: string }>('/reports', json, 'POST', member)
  const first = await report({ tool: 'pika', reason: 'broken', note: 'The link is dead.' })
  expect(first.status).toBe(201)
  expect((await report({ tool: 'pika', reason: 'broken' })).body.id).toBe(first.body.id)
  expect((await report({ message: message?.id, reason: 'spam' })).status).toBe(201)
  expect((await report({ tool: 'no-such-tool', reason: 'spam' })).status).toBe(404)
  expect((await report({ reason: 'spam' })).status).toBe(400)

  const open = await api<{ items: ReportView[] }>('/admin/reports')
  expect(open.body.items).toMatchObject([
    { reason: 'spam', message: { room, author: 'Mia', body: 'Buy shoes', deleted: false }, reporter: 'Mia' },
    { reason: 'broken', note: 'The link is dead.', tool: { slug: 'pika' } },
  ])
  const settled = await api<ReportView>(`/admin/reports/${first.body.id}`, { status: 'resolved' }, 'PUT')
  expect(settled.body.resolvedAt).not.toBeNull()
  expect((await api<{ items: ReportView[] }>('/admin/reports')).body.items).toHaveLength(1)
})

test('categories and tags: named in all languages, merged with their listings, put in order, and undone', async () => {
  const terms = async () => (await api<{ items: TermView[] }>('/admin/terms/categories')).body.items
  const before = await terms()
  const made = await api<TermView>('/admin/terms/categories', {
    slug: 'puppets',
    texts: [
      { language: 'en', name: 'Puppets' },
      { language: 'fr', name: 'Marionnettes' },
    ],
  })
  expect(made.status).toBe(201)
  const french = await ask<{ items: { slug: string; name: string }[] }>(
    `${backend.url}/api/v1/categories?lang=fr`,
  )
  expect(french.body.items).toContainEqual(expect.objectContaining({ slug: 'puppets', name: 'Marionnettes' }))
  expect((await api('/admin/terms/categories', { slug: 'puppets', texts: [] })).status).toBe(409)
  const change = { revision: made.body.revision, slug: 'puppetry', texts: [{ language: 'fr', name: '' }] }
  const path = `/admin/terms/categories/${made.body.id}`
  expect((await api<TermView>(path, change, 'PUT')).body.texts.map(({ language }) => language)).toEqual([
    'en',
  ])
  expect((await api(path, change, 'PUT')).body).toMatchObject({ status: 409, current: { slug: 'puppetry' } })

  const full = before.find(({ tools }) => tools > 0)
  expect((await api(`/admin/terms/categories/${full?.id}`, undefined, 'DELETE')).status).toBe(422)
  const merged = await api<TermView>(`/admin/terms/categories/${full?.id}/merge`, { into: made.body.id })
  expect(merged.body.tools).toBe(full?.tools)
  expect((await terms()).some(({ id }) => id === full?.id)).toBe(false)
  expect((await undoLast(full?.id ?? '')).status).toBe(200)
  expect((await terms()).find(({ id }) => id === full?.id)).toEqual(full)

  const order = (await terms()).map(({ id }) => id).reverse()
  const ordered = await api<{ items: TermView[] }>('/admin/category-order', { ids: order }, 'PUT')
  expect(ordered.body.items.map(({ id }) => id)).toEqual(order)
})

test('the last administrator cannot be taken; guests have no role to take', async () => {
  const guest = await createPerson(database.url, { name: 'Gus', role: 'guest' })
  const change = (id: string, json: object) => api(`/admin/people/${id}`, json, 'PATCH', admin)
  expect((await change(guest.id, { role: 'editor' })).status).toBe(422)
  await query(database.url, `UPDATE "User" SET "disabledAt" = now() WHERE role = 'admin' AND id <> $1`, [
    admin.id,
  ])
  expect((await change(admin.id, { role: 'member' })).status).toBe(422)
  expect((await change(admin.id, { disabled: true })).status).toBe(422)
  expect((await api('/admin/settings', undefined, 'GET', admin)).status).toBe(200)
})

test('taking back what made the only administrator one is refused', async () => {
  const heir = await createPerson(database.url, { name: 'Heir', role: 'member' })
  const change = (id: string, json: object, who: Person) => api(`/admin/people/${id}`, json, 'PATCH', who)
  expect((await change(heir.id, { role: 'admin' }, admin)).status).toBe(200)
  const path = `/admin/audit?subjectId=${heir.id}`
  const { body } = await api<{ items: AuditView[] }>(path, undefined, 'GET', heir)
  expect((await change(admin.id, { role: 'member' }, heir)).status).toBe(200)
  expect((await api(`/admin/audit/${body.items[0]?.id}/undo`, undefined, 'POST', heir)).status).toBe(422)
  expect((await change(admin.id, { role: 'admin' }, heir)).status).toBe(200)
})

test('a submission that failed is read once more', async () => {
  const done = await submit('https://loomery.example/retried', editor)
  await query(
    database.url,
    `UPDATE "Submission" SET status = 'failed', "toolId" = NULL, problem = '{"code":"timeout","title":"x","detail":"y"}' WHERE id = $1`,
    [done.id],
  )
  await query(database.url, `DELETE FROM "Tool" WHERE "canonicalUrl" LIKE '%/retried'`)
  expect((await api(`/admin/submissions/${done.id}/retry`, undefined, 'POST')).status).toBe(204)
  let last: SubmissionView | undefined
  for await (const view of readEvents<SubmissionView>(`${backend.url}/api/v1/submissions/${done.id}/events`))
    last = view
  expect(last).toMatchObject({ status: 'done', decision: { status: 'published' } })
  expect((await api(`/admin/submissions/${done.id}/retry`, undefined, 'POST')).status).toBe(422)
})
