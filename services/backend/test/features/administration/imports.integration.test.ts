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

describe('the columns of a file', () => {
  const columnsOf = (id: string) =>
    ask<{ columns: { name: string; field: string | null }[]; fields: string[] }>(
      `${imports()}/${id}/columns`,
      {
        headers: admin.headers,
      },
    )
  const choose = (id: string, fields: Record<string, string | null>) =>
    ask<ImportView & { detail: string }>(`${imports()}/${id}/columns`, {
      method: 'PUT',
      headers: admin.headers,
      json: { columns: Object.entries(fields).map(([name, field]) => ({ name, field })) },
    })
  const table = 'naam,adres,korte tekst,url\nWiel,https://wiel-import.test,Rolt goed,geen adres\n'
  const chosen = { naam: 'name', adres: 'url', 'korte tekst': 'tagline', url: null }

  test('go where somebody says: when it is looked through again, and when it is imported', async () => {
    const { body } = await send('wielen.csv', table, 'nl')
    expect(await ended(body.id)).toMatchObject({ status: 'ended', report: { created: 0, failed: 1 } })
    const proposed = await columnsOf(body.id)
    expect(proposed.body.columns).toEqual([
      { name: 'naam', field: null },
      { name: 'adres', field: null },
      { name: 'korte tekst', field: null },
      { name: 'url', field: 'url' },
    ])
    expect(proposed.body.fields).toEqual(
      expect.arrayContaining(['url', 'tags', 'tagline', 'tagline.nl', 'origin.pt']),
    )

    expect(await choose(body.id, chosen)).toMatchObject({
      status: 202,
      body: { stage: 'check', status: 'waiting', report: null },
    })
    expect(await ended(body.id)).toMatchObject({
      status: 'ended',
      hasFailedLines: false,
      report: { created: 1, failed: 0, ignored: ['url'] },
    })
    expect((await columnsOf(body.id)).body.columns.map(({ field }) => field)).toEqual([
      'name',
      'url',
      'tagline',
      null,
    ])
    await run(body.id)
    expect(await ended(body.id)).toMatchObject({ stage: 'import', report: { created: 1, failed: 0 } })
    const tool = await ask<{ url: string; tagline: { value: string } }>(
      `${backend.url}/api/v1/tools/wiel?lang=nl`,
    )
    expect(tool.body.url).toBe('https://wiel-import.test')
    expect(JSON.stringify(tool.body)).toContain('Rolt goed')
    // What is imported is over.
    expect((await choose(body.id, chosen)).status).toBe(422)
  })

  test('can be said where none was taken for the address', async () => {
    const { body } = await send('adressen.csv', 'naam,adres\nSpaak,https://spaak-import.test\n', 'nl')
    expect(await ended(body.id)).toMatchObject({ status: 'failed', report: null })
    expect((await choose(body.id, { naam: 'name', adres: 'url' })).status).toBe(202)
    expect(await ended(body.id)).toMatchObject({
      status: 'ended',
      fault: '',
      report: { created: 1, failed: 0 },
    })
  })

  test.each([
    ['a field that is none', { ...chosen, naam: 'nonsense' }, '"nonsense" is no field'],
    ['a language that is none', { ...chosen, naam: 'name.xx' }, '"name.xx" is no field'],
    ['one field for two columns', { ...chosen, url: 'url' }, '"adres" and "url" both go to url'],
    ['no address', { ...chosen, adres: null }, 'No column goes to url'],
    ['no name', { ...chosen, naam: null }, 'No column goes to name'],
    ['a column that is not there', { ...chosen, bedrag: 'pricing' }, 'no column "bedrag"'],
  ])('%s is refused with a reason, and nothing is changed', async (_, fields, reason) => {
    const { body } = await send('wielen.csv', table, 'nl')
    const before = await ended(body.id)
    const refused = await choose(body.id, fields)
    expect(refused.status).toBe(400)
    expect(refused.body.detail).toContain(reason)
    expect((await ask(`${imports()}/${body.id}`, { headers: admin.headers })).body).toEqual(before)
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
