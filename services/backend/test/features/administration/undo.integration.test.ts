import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditView } from '../../../src/features/administration/audit-log.ts'
import type { ListingDetail } from '../../../src/features/administration/listing-desk.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, type Person } from '../../support/people.ts'
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
const lastChange = async (subjectId: string) =>
  (await api<{ items: AuditView[] }>(`/admin/audit?subjectId=${subjectId}`)).body.items[0] as AuditView
const undo = (id: string) => api(`/admin/audit/${id}/undo`, undefined, 'POST')
const tags = async () =>
  (await api<{ items: { id: string; slug: string }[] }>('/admin/terms/tags')).body.items
const addTag = async (slug: string) => {
  await api('/admin/terms/tags', { slug, texts: [{ language: 'en', name: slug }] })
  return (await tags()).find((tag) => tag.slug === slug)?.id ?? ''
}
const removeTag = (id: string) => api(`/admin/terms/tags/${id}`, undefined, 'DELETE')

test('a slug that another listing has by now is not taken back from it', async () => {
  const [one, other] = [await listing('pika'), await listing('descript')]
  await api(`/admin/tools/${one.id}`, { revision: one.revision, slug: 'pika-two' }, 'PATCH')
  const renamed = await lastChange(one.id)
  await api(`/admin/tools/${other.id}`, { revision: other.revision, slug: 'pika' }, 'PATCH')
  const taken = await lastChange(other.id)
  expect(await undo(renamed.id)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect((await listing('pika-two')).id).toBe(one.id)
  // One after the other, the latest first, all is as it was.
  expect((await undo(taken.id)).status).toBe(200)
  expect((await undo(renamed.id)).status).toBe(200)
  expect((await listing('pika')).id).toBe(one.id)
})

test('a tag that is gone does not come back beside a new one of its slug', async () => {
  const first = await addTag('twice')
  await removeTag(first)
  const removed = await lastChange(first)
  const second = await addTag('twice')
  expect(await undo(removed.id)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  await removeTag(second)
  expect((await undo(removed.id)).status).toBe(200)
  expect((await tags()).find(({ slug }) => slug === 'twice')?.id).toBe(first)
})

test('a tag that listings were given since is not torn from them', async () => {
  const id = await addTag('wanted')
  const added = await lastChange(id)
  const before = await listing('veed')
  const edit = { revision: before.revision, tags: [...before.tags, 'wanted'] }
  await api(`/admin/tools/${before.id}`, edit, 'PATCH')
  const given = await lastChange(before.id)
  expect(await undo(added.id)).toMatchObject({ status: 422, body: { code: 'precondition' } })
  expect((await listing('veed')).tags).toContain('wanted')
  expect((await undo(given.id)).status).toBe(200)
  expect((await undo(added.id)).status).toBe(200)
  expect((await tags()).some(({ slug }) => slug === 'wanted')).toBe(false)
})

test('an undo, its undo, and the undo of that go to and fro, each once', async () => {
  const { id, revision, pricing } = await listing('runway')
  const other = pricing === 'paid' ? 'free' : 'paid'
  await api(`/admin/tools/${id}`, { revision, pricing: other }, 'PATCH')
  const edit = await lastChange(id)
  for (const wanted of [pricing, other, pricing]) {
    const change = await lastChange(id)
    expect((await undo(change.id)).status).toBe(200)
    expect((await listing('runway')).pricing).toBe(wanted)
    expect((await undo(change.id)).status).toBe(422)
  }
  expect((await undo(edit.id)).status).toBe(422)
})
