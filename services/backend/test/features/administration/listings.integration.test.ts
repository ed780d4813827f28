import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditView } from '../../../src/features/administration/audit-log.ts'
import type { ListingDetail, ListingRow } from '../../../src/features/administration/listing-desk.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let backend: TestBackend
let editor: Person

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url, { NODE_ENV: 'development' })
  editor = await createPerson(database.url, { name: 'Edith', role: 'editor' })
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

const api = <T = Record<string, unknown>>(path: string, json?: unknown, method?: string) =>
  ask<T>(`${backend.url}/api/v1${path}`, {
    headers: editor.headers,
    ...(json === undefined ? {} : { json }),
    ...(method ? { method } : {}),
  })
const listing = async (slug: string) => {
  const { body } = await api<{ id: string }>(`/admin/tool-ids/${slug}`)
  return (await api<ListingDetail>(`/admin/tools/${body.id}`)).body
}
const publicStatus = async (slug: string) =>
  (await fetch(`${backend.url}/api/v1/tools/${slug}`, { redirect: 'manual' })).status
const setStatus = (ids: string[], status: string, reason = '') =>
  api<{ changed: number; unknown: string[] }>('/admin/tools/status', { ids, status, reason })
const lastChange = async (subjectId: string) =>
  (await api<{ items: AuditView[] }>(`/admin/audit?subjectId=${subjectId}`)).body.items[0] as AuditView
const undo = (id: string) => api(`/admin/audit/${id}/undo`, undefined, 'POST')

describe('what readers see of a listing', () => {
  test.each([
    ['pending', 404],
    ['hidden', 404],
    ['deleted', 410],
    ['published', 200],
  ])('%s answers %i, in the list, the search and its room too', async (status, wanted) => {
    const { id, slug, name } = await listing('pika')
    await setStatus([id], status)
    const shown = wanted === 200
    expect(await publicStatus(slug)).toBe(wanted)
    const found = await ask<{ items: { slug: string }[] }>(`${backend.url}/api/v1/tools?q=${name}`)
    expect(found.body.items.some((item) => item.slug === slug)).toBe(shown)
    expect((await fetch(`${backend.url}/api/v1/rooms/${slug}/messages`)).status).toBe(shown ? 200 : 404)
    const view = await fetch(`${backend.url}/api/v1/tools/${slug}/views`, { method: 'POST' })
    expect(view.status).toBe(shown ? 204 : 404)
  })

  test('a merged one leads to the other, with its tags and submissions, and undoing takes all of it back', async () => {
    const [from, into] = [await listing('veed'), await listing('descript')]
    await query(
      database.url,
      `INSERT INTO "Submission" (id, url, "canonicalUrl", status, "toolId") VALUES (gen_random_uuid(), 'https://veed.test/', 'https://veed.test', 'done', $1)`,
      [from.id],
    )
    const merged = await api<ListingDetail>(`/admin/tools/${from.id}/merge`, { into: into.id })
    expect(merged.status).toBe(200)
    expect(merged.body.tags).toEqual([...new Set([...from.tags, ...into.tags])].sort())
    const redirect = await fetch(`${backend.url}/api/v1/tools/veed?lang=fr`, { redirect: 'manual' })
    expect(redirect.status).toBe(308)
    expect(redirect.headers.get('location')).toBe('/api/v1/tools/descript?lang=fr')
    expect((await ask<{ slug: string }>(`${backend.url}/api/v1/tools/veed`)).body.slug).toBe('descript')
    expect((await listing('veed')).mergedInto).toBe('descript')

    const submitted = await ask<{ tool?: { slug: string } }>(`${backend.url}/api/v1/submissions`, {
      json: { url: from.url },
    })
    expect(submitted.body.tool?.slug).toBe('descript')

    expect((await undo((await lastChange(from.id)).id)).status).toBe(200)
    expect(await publicStatus('veed')).toBe(200)
    expect((await listing('descript')).tags).toEqual(into.tags)
    const [kept] = await query<{ n: number }>(
      database.url,
      `SELECT count(*)::int AS n FROM "Submission" WHERE "toolId" = $1 AND url = 'https://veed.test/'`,
      [from.id],
    )
    expect(kept?.n).toBe(1)
  })
})

describe('an edit', () => {
  test('changes what it names, and is found by its new name at once', async () => {
    const before = await listing('runway')
    const edit = { revision: before.revision, name: 'Zephyrine', pricing: 'paid', tags: [], category: null }
    const { status, body } = await api<ListingDetail>(`/admin/tools/${before.id}`, edit, 'PATCH')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: 'Zephyrine',
      pricing: 'paid',
      tags: [],
      category: null,
      url: before.url,
    })
    expect(body.revision).toBe(before.revision + 1)
    const found = await ask<{ items: { slug: string }[] }>(`${backend.url}/api/v1/tools?q=zephyrine`)
    expect(found.body.items.map(({ slug }) => slug)).toEqual(['runway'])

    await undo((await lastChange(before.id)).id)
    const after = await listing('runway')
    expect(after).toMatchObject({ name: before.name, tags: before.tags, category: before.category })
  })

  test('of an older revision is answered with both versions, and changes nothing', async () => {
    const before = await listing('suno')
    await api(`/admin/tools/${before.id}`, { revision: before.revision, pricing: 'free' }, 'PATCH')
    const late = { revision: before.revision, pricing: 'contact' }
    const { status, body } = await api(`/admin/tools/${before.id}`, late, 'PATCH')
    expect(status).toBe(409)
    expect(body).toMatchObject({ reason: 'edit-conflict', current: { pricing: 'free' }, yours: late })
    expect((await listing('suno')).pricing).toBe('free')
  })

  test('of somebody who lost the role in the middle is refused, and changes nothing', async () => {
    const before = await listing('suno')
    const other = await createPerson(database.url, { name: 'Erwin', role: 'editor' })
    const save = (revision: number, name: string) =>
      ask(`${backend.url}/api/v1/admin/tools/${before.id}`, {
        method: 'PATCH',
        headers: other.headers,
        json: { revision, name },
      })
    expect((await save(before.revision, 'Suno once')).status).toBe(200)
    await query(database.url, `UPDATE "User" SET role = 'member' WHERE id = $1`, [other.id])
    expect((await save(before.revision + 1, 'Suno twice')).status).toBe(403)
    expect(await listing('suno')).toMatchObject({ name: 'Suno once', revision: before.revision + 1 })
    await undo((await lastChange(before.id)).id)
  })

  test('cannot take what is another’s', async () => {
    const { id, revision } = await listing('suno')
    const taken = await api(`/admin/tools/${id}`, { revision, slug: 'pika' }, 'PATCH')
    expect(taken.status).toBe(409)
    const nowhere = await api(`/admin/tools/${id}`, { revision, category: 'no-such-category' }, 'PATCH')
    expect(nowhere.status).toBe(400)
  })
})

describe('undoing', () => {
  test('where somebody changed the same since is refused with both versions', async () => {
    const { id } = await listing('pika')
    await setStatus([id], 'hidden', 'first')
    const first = await lastChange(id)
    await setStatus([id], 'hidden', 'second')
    const { status, body } = await undo(first.id)
    expect(status).toBe(409)
    expect(body).toMatchObject({ reason: 'edit-conflict', current: { statusReason: 'second' } })
    await undo((await lastChange(id)).id)
    expect((await undo(first.id)).status).toBe(200)
    expect((await undo(first.id)).status).toBe(422)
    expect((await listing('pika')).status).toBe('published')
  })

  test('leaves alone what else was changed since', async () => {
    const before = await listing('descript')
    await setStatus([before.id], 'hidden', 'a while')
    const hidden = await lastChange(before.id)
    const { revision } = await listing('descript')
    await api(`/admin/tools/${before.id}`, { revision, pricing: 'contact' }, 'PATCH')
    expect((await undo(hidden.id)).status).toBe(200)
    expect(await listing('descript')).toMatchObject({ status: 'published', pricing: 'contact' })
  })
})

test('the table is filtered, and its pages hold every listing once', async () => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: ListingRow[]; nextCursor: string | null } = (
      await api<{ items: ListingRow[]; nextCursor: string | null }>(
        `/admin/tools?sort=name&limit=7${cursor ? `&cursor=${cursor}` : ''}`,
      )
    ).body
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  const [all] = await query<{ n: number }>(database.url, 'SELECT count(*)::int AS n FROM "Tool"')
  expect(seen).toHaveLength(all?.n ?? 0)
  expect(new Set(seen).size).toBe(seen.length)
  const found = await api<{ items: ListingRow[] }>('/admin/tools?q=PIKA')
  expect(found.body.items.map(({ slug }) => slug)).toEqual(['pika'])
})

test('many at once are one request, each a change of its own; ids of nobody are told', async () => {
  const rows = await query<{ id: string }>(database.url, 'SELECT id FROM "Tool" LIMIT 20')
  const ids = rows.map(({ id }) => id)
  const nobody = crypto.randomUUID()
  const done = await setStatus([...ids, nobody], 'hidden', 'spring cleaning')
  expect(done.body).toEqual({ changed: ids.length, unknown: [nobody] })
  const events = await query<{ subjectId: string }>(
    database.url,
    `SELECT "subjectId" FROM "AuditEvent" WHERE detail ->> 'reason' = 'spring cleaning'`,
  )
  expect(new Set(events.map(({ subjectId }) => subjectId))).toEqual(new Set(ids))
  expect((await setStatus(ids, 'published')).body.changed).toBe(ids.length)
})

describe('a translation', () => {
  test('is published alone, remembers the source, and conflicts with another’s', async () => {
    const before = await listing('suno')
    const french = before.texts.find(({ language }) => language === 'fr')
    const others = before.texts.filter(({ language }) => language !== 'fr')
    const edit = { revision: french?.revision ?? 0, texts: { tagline: 'Une chanson, quelques mots.' } }
    const path = `/admin/tools/${before.id}/translations/fr`
    const saved = await api(path, edit, 'PUT')
    expect(saved.status).toBe(200)
    expect(saved.body).toMatchObject({ tagline: edit.texts.tagline, source: 'human', reviewed: true })
    const source = before.texts.find(({ language }) => language === before.sourceLanguage)
    expect(saved.body.sourceThen).toMatchObject({ tagline: source?.tagline })
    const after = await listing('suno')
    expect(after.texts.filter(({ language }) => language !== 'fr')).toEqual(others)
    const late = await api(path, edit, 'PUT')
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({ current: { tagline: edit.texts.tagline }, yours: edit })
    const read = await ask<{ tagline: string }>(`${backend.url}/api/v1/tools/suno?lang=fr`)
    expect(read.body.tagline).toBe(edit.texts.tagline)
  })

  test('coverage counts what the tables hold, and the next one to do is one that lacks a person', async () => {
    const { id } = await listing('pika')
    await query(
      database.url,
      `UPDATE "ToolTranslation" SET source = 'machine', reviewed = false WHERE "toolId" = $1 AND language = 'nl'`,
      [id],
    )
    const { body } = await api<{
      listings: number
      languages: { language: string; machine: number; reviewed: number }[]
    }>('/admin/translations/coverage')
    const dutch = body.languages.find(({ language }) => language === 'nl')
    expect(dutch).toMatchObject({ machine: 1, reviewed: body.listings - 1 })
    expect((await api('/admin/translations/next?lang=nl')).body).toEqual({ id })
    expect((await api(`/admin/translations/next?lang=nl&after=${id}`)).body).toEqual({ id: null })
  })
})
