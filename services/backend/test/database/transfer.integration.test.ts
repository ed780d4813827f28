import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import { commands } from '../../src/database/database-commands.ts'
import type { ImportReport } from '../../src/database/transfer/import-catalogue.ts'
import { catalogueExport } from '../../src/database/transfer/transfer-commands.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlance-transfer-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await database?.drop()
})

async function load(name: string, content: string | Buffer, ...flags: string[]): Promise<ImportReport> {
  const file = join(folder, name)
  await writeFile(file, content)
  return importInto(database.url, file, ...flags)
}
async function importInto(url: string, ...args: string[]): Promise<ImportReport> {
  return (await commands['catalogue-import']?.(url, args, '')) as never
}
async function exportTo(url: string, name: string): Promise<string> {
  const file = join(folder, name)
  await withConnection(url, (client) => catalogueExport(client, [file]))
  return readFile(file, 'utf8')
}
const find = (slug: string) =>
  withConnection(database.url, async (client) => {
    const { rows } = await client.query(
      `SELECT t.name, t.pricing, t."sourceLanguage", x.tagline, x."keyFeatures", c.slug AS category,
         ARRAY(SELECT g.slug FROM "ToolTag" tt JOIN "Tag" g ON g.id = tt."tagId" WHERE tt."toolId" = t.id ORDER BY 1) AS tags
       FROM "Tool" t JOIN "ToolTranslation" x ON x."toolId" = t.id AND x.language = t."sourceLanguage"
       LEFT JOIN "Category" c ON c.id = t."categoryId" WHERE t.slug = $1`,
      [slug],
    )
    return rows[0]
  })
const messages = (report: ImportReport) => report.faults.map(({ line, field }) => `${line} ${field}`)

describe('what is exported is imported again without a difference', () => {
  test.each(['all.ndjson', 'all.csv'])('%s, into a directory that has nothing', async (name) => {
    await withConnection(database.url, (client) =>
      client.query(`UPDATE "ToolTranslation" x SET tagline = '=HYPERLINK("http://evil.test")', "metaTitle" = '''=quoted'
        FROM "Tool" t WHERE t.id = x."toolId" AND t.slug = 'pika' AND x.language = 'fr'`),
    )
    const before = await exportTo(database.url, name)
    const other = await createTestDatabase()
    try {
      await withConnection(other.url, (client) => client.query('DELETE FROM "Tool"'))
      const report = await importInto(other.url, join(folder, name))
      expect(report).toMatchObject({ ok: true, failed: 0, created: 48, topics: [] })
      expect(await exportTo(other.url, `again-${name}`)).toBe(before)
    } finally {
      await other.drop()
    }
  })

  test('into the same one it changes nothing', async () => {
    const text = await exportTo(database.url, 'same.ndjson')
    expect(await load('same.ndjson', text)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 48,
      failed: 0,
    })
  })

  test('no cell of a table is a formula', async () => {
    const text = await exportTo(database.url, 'formulas.csv')
    expect(text).toContain(`'=HYPERLINK`)
    expect(text.split(/[,\r\n]/).filter((cell) => /^"?[=+@]/.test(cell))).toEqual([])
  })
})

const encoded = 'title;url;tagline\nCrème brûlée;https://creme.test;Déjà vu\n'

describe('a table', () => {
  test('of another directory, with its own names, separators, encoding and order', async () => {
    const text =
      'Title;Website;Short Description;Keywords;Category Name;tagline_fr;Price;Nonsense\r\nCafé Outil;cafe-outil.test;"Dit ""bonjour""; deux fois";vidéo, batch;Video editing;Un café;Free;x\r\n'
    const report = await load('other.csv', Buffer.from(text, 'latin1'), '--language', 'fr')
    expect(report).toMatchObject({
      ok: true,
      encoding: 'windows-1252',
      separator: ';',
      created: 1,
      ignored: ['Nonsense'],
      mapping: {
        Title: 'name',
        Website: 'url',
        'Short Description': 'tagline',
        Keywords: 'tags',
        tagline_fr: 'tagline.fr',
      },
    })
    expect(await find('cafe-outil')).toMatchObject({
      name: 'Café Outil',
      pricing: 'free',
      sourceLanguage: 'fr',
      category: 'video-editing',
      tags: ['batch', 'video'],
    })
  })

  test('the proposal can be saved, changed and taken', async () => {
    const file = join(folder, 'map.json')
    const table = 'naam,adres,korte tekst\nWiel,https://wiel.test,Rolt goed\n'
    expect(await load('dutch.csv', table).catch((error: Error) => error.message)).toContain('No column')
    await load('dutch.csv', table, '--save-map', file)
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({})
    await writeFile(file, JSON.stringify({ naam: 'name', adres: 'url', 'korte tekst': 'tagline' }))
    expect(await load('dutch.csv', table, '--map', file, '--language', 'nl')).toMatchObject({ created: 1 })
    expect(await find('wiel')).toMatchObject({ tagline: 'Rolt goed', sourceLanguage: 'nl' })
    await writeFile(file, JSON.stringify({ naam: 'nonsense' }))
    await expect(load('dutch.csv', table, '--map', file)).rejects.toThrow('"nonsense", which is no field')
  })

  test('what is wrong is told by its line, the rest is imported, and the lines that failed can be mended', async () => {
    const lines = ['name,url,slug,pricing,views,tagline']
    for (let n = 1; n <= 600; n += 1)
      lines.push(`Bulk ${n},https://bulk-${n}.test,bulk-${n},free,${n},"Line\nbreak ${n}"`)
    lines[10] = 'Ten,not a url,bulk-x,free,1,x'
    lines[20] = ',https://noname.test,,free,1,x'
    lines[30] = 'Bad,https://bad.test,Bad Slug,cheap,many,x'
    lines[40] = 'Again,https://www.bulk-1.test/?utm_source=x,,free,1,x'
    const report = await load('bulk.csv', `${lines.join('\n')}\n`)
    expect(report).toMatchObject({ ok: false, records: 600, created: 596, failed: 4, duplicates: 1 })
    // Every record but the four is two lines of the file.
    expect(messages(report)).toEqual(['20 url', '39 name', '58 slug', '58 pricing', '58 views', '77 url'])
    expect(report.faults.at(-1)?.message).toContain('line 2')
    const failed = await readFile(report.failedFile ?? '', 'utf8')
    expect(failed.split('\n').filter((line) => line !== '')).toEqual([
      lines[0],
      lines[10],
      lines[20],
      lines[30],
      lines[40],
    ])
    const mended = failed
      .replace('not a url', 'https://ten.test')
      .replace('\n,https', '\nNo Name,https')
      .replace('Bad Slug,cheap,many', 'bad,paid,3')
    expect(await load('mended.csv', mended)).toMatchObject({ created: 3, updated: 1, failed: 0 })
  })

  test('a dry run says what would change, by line, and leaves everything', async () => {
    const before = await exportTo(database.url, 'before.ndjson')
    const table =
      'url,tagline,category\nhttps://runwayml.com/,Something else,A new category\nhttps://new.test,New,\n'
    const report = await load(
      'dry.csv',
      table.replace('\nhttps://new.test,New,', '\nhttps://new.test,New,'),
      '--check',
    )
    expect(report).toMatchObject({ dryRun: true, failed: 2 })
    const named =
      'url,name,tagline,category\nhttps://runwayml.com/,Runway,Something else,A new category\nhttps://new.test,New,New,\n'
    const second = await load('dry.csv', named, '--check')
    expect(second).toMatchObject({ created: 1, updated: 1, topics: ['category A new category'] })
    expect(second.changes[0]).toMatchObject({ line: 2, slug: 'runway', what: 'updated' })
    expect(second.changes[0]?.fields.join()).toContain('→ Something else')
    expect(await exportTo(database.url, 'after.ndjson')).toBe(before)
  })

  test.each([
    ['utf-8 with a mark', 'utf-8', Buffer.from(`\uFEFF${encoded}`, 'utf8')],
    ['utf-16 of Windows', 'utf-16le', Buffer.from(`\uFEFF${encoded}`, 'utf16le')],
    ['utf-16 of others', 'utf-16be', Buffer.from(`\uFEFF${encoded}`, 'utf16le').swap16()],
    ['windows-1252', 'windows-1252', Buffer.from(encoded, 'latin1')],
  ])('in %s is read as it is meant', async (_, encoding, content) => {
    const report = await load('encoded.csv', content, '--check')
    expect(report).toMatchObject({ ok: true, encoding, created: 1, mapping: { title: 'name', url: 'url' } })
    expect(report.changes).toMatchObject([{ line: 2, slug: 'creme-brulee', what: 'created' }])
  })

  test.each([
    ['no end of a quote', 'name,url,tagline\nOne,https://one.test,"never closed\nTwo,https://two.test,x\n'],
    ['more cells than columns', 'name,url\nOne,https://cells.test,x,y,z\n'],
    ['a NUL', 'name,url\nO\u0000ne,https://nul.test\n'],
  ])('%s is a fault of its line', async (_, text) => {
    const report = await load('odd.csv', text)
    expect(report.failed).toBeGreaterThan(0)
    expect(report.faults[0]?.line).toBe(2)
  })

  test.each([
    [
      'a workbook',
      Buffer.from('504b0304140000000000786c2f776f726b626f6f6b2e786d6c', 'hex'),
      'book.xlsx',
      'Excel workbook',
    ],
    ['an archive', Buffer.from('504b030414000000', 'hex'), 'files.zip', 'compressed'],
    ['nothing', '', 'empty.csv', 'is empty'],
    [
      'a million columns',
      Array.from({ length: 1_000_000 }, (_, n) => `c${n}`).join(','),
      'wide.csv',
      'columns|does not end',
    ],
    ['half a JSON', '[{"name":"x"', 'half.json', 'is not JSON'],
  ])('%s is refused with a reason', async (_, content, name, reason) => {
    await expect(load(name, content)).rejects.toThrow(new RegExp(reason))
  })
})

test('what no column holds is a fault of its line, and the others are imported', async () => {
  const path = Array.from({ length: 1_500 }, (_, n) => (n * 7_919).toString(36)).join('')
  const records = [
    { url: `https://long.test/${path}`, name: 'Long' },
    { url: 'https://half.test', name: 'Half \ud83d' },
    { url: 'https://fine.test', name: 'Fine' },
  ]
  const report = await load('columns.ndjson', records.map((record) => JSON.stringify(record)).join('\n'))
  expect(report).toMatchObject({ created: 1, failed: 2 })
  expect(messages(report)).toEqual(['1 url', '2 name'])
})

test('50,000 lines that are all wrong are all told, and little of it is held', async () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => `Name ${n},no address ${n}`)
  const report = await load('wrong.csv', `name,url\n${lines.join('\n')}\n`)
  expect({ failed: report.failed, held: report.faults.length }).toEqual({ failed: 50_000, held: 200 })
  const told = await readFile(report.faultsFile ?? '', 'utf8')
  expect(JSON.parse(told.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ line: 50_001, field: 'url' })
})

test('a dump of an older directory', async () => {
  const dump = `--
-- PostgreSQL database dump
--
COPY public.categories (id, slug, name) FROM stdin;
7\tvideo-editing\tVideo
\\.
COPY public.tool_translations (id, tool_id, language_code, name, tagline) FROM stdin;
1\t1\ten\tOld Tool\tTabs\\tand\\nlines
2\t1\tfr-FR\t\\N\tVieil outil
\\.
COPY public.tools (id, slug, name, website_url, category_id, pricing) FROM stdin;
1\told-tool\tOld Tool\thttps://old-tool.test\t7\tpaid
\\.
--
-- PostgreSQL database dump complete
--
`
  const report = await load('old.sql', dump)
  expect(report).toMatchObject({ format: 'dump', created: 1, failed: 0 })
  expect(await find('old-tool')).toMatchObject({
    pricing: 'paid',
    tagline: 'Tabs\tand\nlines',
    category: 'video-editing',
  })
  await expect(load('none.sql', dump.replace('public.tools ', 'public.other '))).rejects.toThrow(
    'no rows of a table "tools"',
  )
})
