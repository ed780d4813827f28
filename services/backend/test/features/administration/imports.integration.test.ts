import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportView } from '../../../src/features/administration/catalogue-imports.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let backend: TestBackend
let admin: Person
beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url)
  admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

const imports = () => `${backend.url}/api/v1/admin/imports`
async function send(name: string, text: string, lang = 'en') {
  const response = await fetch(`${imports()}?${new URLSearchParams({ name, lang })}`, {
    method: 'POST',
    headers: { ...admin.headers, 'content-type': 'application/octet-stream' },
    body: text,
  })
  return { status: response.status, body: (await response.json()) as ImportView }
}
/** Waits until an import is over, in one way or the other. */
const ended = (id: string) =>
  waitUntil('the import ends', async () => {
    const { body } = await ask<ImportView>(`${imports()}/${id}`, { headers: admin.headers })
    return (body.status === 'ended' || body.status === 'failed') && body
  })
const run = (id: string) =>
  ask<ImportView>(`${imports()}/${id}/run`, { method: 'POST', headers: admin.headers })
const statusOf = async (slug: string) => (await ask(`${backend.url}/api/v1/tools/${slug}?lang=en`)).status

describe('a file', () => {
  const table = `name,url,slug,pricing,tagline
Kite,https://kite-import.test,kite-import,free,Flies
Bad,not an address,bad-import,free,Does not
Reel,https://reel-import.test,reel-import,cheap,Winds
`

  test('is looked through, with what is wrong by its line, and changes nothing before it is run', async () => {
    const sent = await send('tools.csv', table)
    expect(sent).toMatchObject({
      status: 202,
      body: { name: 'tools.csv', stage: 'check', status: 'waiting' },
    })
    const checked = await ended(sent.body.id)
    expect(checked).toMatchObject({ stage: 'check', status: 'ended', by: 'Ada', hasFailedLines: true })
    expect(checked.report).toMatchObject({ format: 'csv', records: 3, created: 1, updated: 0, failed: 2 })
    expect(checked.report?.faults.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '3 url',
      '4 pricing',
    ])
    expect(checked.report?.changes).toMatchObject([{ line: 2, slug: 'kite-import', what: 'created' }])
    expect(await statusOf('kite-import')).toBe(404)

    expect((await run(sent.body.id)).status).toBe(202)
    expect(await ended(sent.body.id)).toMatchObject({ stage: 'import', report: { created: 1, failed: 2 } })
    expect(await statusOf('kite-import')).toBe(200)
    // What was imported is not kept, and not imported twice.
    expect((await run(sent.body.id)).status).toBe(422)
    expect(
      await query(database.url, 'SELECT FROM "CatalogueImportPart" WHERE "importId" = $1', [sent.body.id]),
    ).toEqual([])
    expect(
      await query(database.url, `SELECT action FROM "AuditEvent" WHERE "subjectId" = $1`, [sent.body.id]),
    ).toEqual([{ action: 'catalogue.imported' }])
  })

  test('gives back the lines that failed, which are imported once they are mended', async () => {
    const { body } = await send('again.csv', table)
    await ended(body.id)
    const failed = await fetch(`${imports()}/${body.id}/failed`, { headers: admin.headers })
    expect(failed.headers.get('content-disposition')).toContain('failed.csv')
    const lines = await failed.text()
    expect(lines.split('\n')).toEqual([
      'name,url,slug,pricing,tagline',
      'Bad,not an address,bad-import,free,Does not',
      'Reel,https://reel-import.test,reel-import,cheap,Winds',
      '',
    ])
    const mended = lines.replace('not an address', 'https://bad-import.test').replace('cheap', 'paid')
    const second = await send('mended.csv', mended)
    expect(await ended(second.body.id)).toMatchObject({
      report: { created: 2, failed: 0 },
      hasFailedLines: false,
    })
    expect((await ask(`${imports()}/${second.body.id}/failed`, { headers: admin.headers })).status).toBe(404)
    await run(second.body.id)
    await ended(second.body.id)
    expect([await statusOf('bad-import'), await statusOf('reel-import')]).toEqual([200, 200])
  })

  test('that is none is told in words, with the name that it was sent under', async () => {
    const { body } = await send('letter.csv', 'Dear sir\nno table\n')
    const failed = await ended(body.id)
    expect(failed).toMatchObject({ status: 'failed', report: null })
    expect(failed.fault).toContain('No column of letter.csv is taken for the address')
    expect((await run(body.id)).status).toBe(422)
    expect((await send('nothing.csv', '')).status).toBe(400)
  })

  test('is of the language that is said, and larger than what is held at once', async () => {
    const filler = 'x'.repeat(3_000)
    const rows = Array.from({ length: 1_500 }, (_, n) =>
      JSON.stringify({ url: `https://bulk-${n}.import.test`, name: `Bulk ${n}`, nonsense: filler }),
    )
    const { body } = await send('bulk.ndjson', `${rows.join('\n')}\n`, 'nl')
    expect(body.bytes).toBeGreaterThan(4_500_000)
    const checked = await ended(body.id)
    expect(checked).toMatchObject({
      language: 'nl',
      records: 1_500,
      report: { created: 1_500, failed: 0, ignored: ['nonsense'] },
    })
    expect(checked.report?.changes).toHaveLength(200)
  })
})

test('an import that failed in its middle is run again, and finds what is there', async () => {
  const { body } = await send('twice.csv', 'name,url\nTwice,https://twice-import.test\n')
  await ended(body.id)
  await run(body.id)
  await ended(body.id)
  const again = await send('twice.csv', 'name,url\nTwice,https://twice-import.test\n')
  await ended(again.body.id)
  await query(
    database.url,
    `UPDATE "CatalogueImport" SET stage = 'import', status = 'failed' WHERE id = $1`,
    [again.body.id],
  )
  expect((await run(again.body.id)).status).toBe(202)
  expect(await ended(again.body.id)).toMatchObject({ report: { created: 0, unchanged: 1 } })
})
