import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '../../src/database/transfer/read-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlance-read-file-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(content: string | Buffer) {
  const path = join(folder, 'table.csv')
  await writeFile(path, content)
  const file = await openFile(path)
  const records = []
  for await (const record of file.records()) records.push(record)
  return { ...file, read: records }
}
const lines = (records: readonly { line: number; values: object }[]) =>
  records.map(({ line, values }) => [line, ...Object.values(values)])

/** As spreadsheets and other programs write them; the lines are counted by hand. */
const table = [
  '',
  '  ',
  'url,"Name, in full"',
  'a.test,Alpha',
  '',
  'b.test,"Beta',
  '',
  'in three lines"',
  ',,',
  ' , ',
  '"",""',
  'c.test,Gamma',
  ',',
]
const found = [
  [4, 'a.test', 'Alpha'],
  [6, 'b.test', 'Beta\n\nin three lines'],
  [12, 'c.test', 'Gamma'],
]

describe.each([
  ['Unix', '\n'],
  ['Windows', '\r\n'],
  ['old Macs', '\r'],
])('a table with the line ends of %s', (_, end) => {
  test.each([
    ['that ends with one', table.join(end) + end],
    ['that does not', table.join(end)],
  ])(
    '%s: empty lines and rows without text are none, a header may have a separator, lines are those of the file',
    async (_name, text) => {
      const { columns, header, read: records } = await read(text)
      expect({ columns, header }).toEqual({
        columns: ['url', 'Name, in full'],
        header: 'url,"Name, in full"',
      })
      expect(lines(records)).toEqual(found)
      expect(records.map(({ raw }) => raw)).toEqual([
        'a.test,Alpha',
        'b.test,"Beta\n\nin three lines"',
        'c.test,Gamma',
      ])
    },
  )
})

/** Files are read in pieces of 64 KiB: one of these ends between the two signs of a line end. */
test.each([65_534, 65_535, 65_536])('a line end after %d bytes is one line end', async (bytes) => {
  const start = 'url,name\r\na.test,'
  const { read: records } = await read(`${start}${'x'.repeat(bytes - start.length)}\r\nb.test,B\r\n`)
  expect(records.map(({ line, values }) => [line, values.url])).toEqual([
    [2, 'a.test'],
    [3, 'b.test'],
  ])
})

test('a table whose first line does not end is none', async () => {
  await expect(read(`url,name"${'x'.repeat(300_000)}`)).rejects.toThrow('does not end')
})

test('lines that are no objects are at fault by their number, also the first', async () => {
  const { columns, read: records } = await read(
    ['{"url": "cut off', '["https://a.test/"]', '{"url":"https://b.test/","name.en":"B"}', '"c"'].join('\n'),
  )
  expect(columns).toEqual(['url', 'name.en'])
  expect(records.map(({ line, values, fault }) => [line, values, fault?.split(/[:,]| with/)[0]])).toEqual([
    [1, {}, 'is no JSON'],
    [2, {}, 'is no object'],
    [3, { url: 'https://b.test/', 'name.en': 'B' }, undefined],
    [4, {}, 'is no object'],
  ])
  await expect(read('{"url": "cut off\n{"url": "cut off too')).rejects.toThrow(
    /no line that can be read as JSON/,
  )
})

const values = (records: readonly { values: object }[]) =>
  records.map(({ values: row }) => Object.values(row))
const two = 'url,name\na.test,Crème\nb.test,10 m²\n'

describe('what a file is written in', () => {
  test.each([
    ['UTF-16 of Windows without its mark', Buffer.from(two, 'utf16le'), 'utf-16le'],
    ['UTF-16 of others without its mark', Buffer.from(two, 'utf16le').swap16(), 'utf-16be'],
    [
      'UTF-8 with a letter of Windows-1252',
      Buffer.concat([Buffer.from('url,name\na.test,Crème\n'), Buffer.from('b.test,10 m²\n', 'latin1')]),
      'utf-8',
    ],
  ])('%s', async (_, content, encoding) => {
    const { encoding: found, read: records } = await read(content)
    expect({ found, values: values(records) }).toEqual({
      found: encoding,
      values: [
        ['a.test', 'Crème'],
        ['b.test', '10 m²'],
      ],
    })
  })

  /** A letter of two bytes is cut by the end of a piece (64 KiB), and one that is none of UTF-8 comes long after the beginning. */
  test.each([65_533, 65_534, 65_535])('is the same on both sides of byte %d', async (bytes) => {
    const start = 'url,name\na.test,'
    const text = `${start}${'x'.repeat(bytes - start.length)}é\n`
    const far = `${'c.test,é\n'.repeat(40_000)}d.test,`
    const { read: records } = await read(
      Buffer.concat([Buffer.from(text + far), Buffer.from([0xb2, 0xe9]), Buffer.from('\n')]),
    )
    expect(String(Object.values(records[0]?.values ?? {})[1]).slice(-2)).toBe('xé')
    expect(Object.values(records.at(-1)?.values ?? {})).toEqual(['d.test', '²é'])
  })

  test('UTF-8 in a file of Windows-1252 is a fault of its line', async () => {
    const { read: records } = await read(
      Buffer.concat([Buffer.from('url,name\na.test,Crème brûlée\n', 'latin1'), Buffer.from('b.test,né\n')]),
    )
    expect(values(records)[0]).toEqual(['a.test', 'Crème brûlée'])
    expect(records.map(({ line, fault }) => [line, fault?.slice(0, 10)])).toEqual([
      [2, undefined],
      [3, 'holds "Ã©"'],
    ])
  })
})

test('a file that was put behind another one keeps its mark out of the cells', async () => {
  const { read: records } = await read('\uFEFFurl,name\na.test,A\n\uFEFFb.test,B\n\uFEFF"c.test","C, too"\n')
  expect(values(records)).toEqual([
    ['a.test', 'A'],
    ['b.test', 'B'],
    ['c.test', 'C, too'],
  ])
})

test('of two columns with one name neither takes the place of the other', async () => {
  const { columns, read: records } = await read('url,name,name,,\na.test,First,Second,,\n')
  expect(columns.slice(0, 3)).toEqual(['url', 'name', 'name (2)'])
  expect(records[0]?.values).toMatchObject({ name: 'First', 'name (2)': 'Second' })
})

test('a cell of five megabytes costs its own line, not those after it', async () => {
  const { read: records } = await read(`url,name\na.test,"${'x'.repeat(5_000_000)}"\nb.test,B\n`)
  expect(records.map(({ line, values: { url } }) => [line, url])).toEqual([
    [2, 'a.test'],
    [3, 'b.test'],
  ])
})

describe('a file with an object a line', () => {
  test('that has one of fifty megabytes passes over that one', async () => {
    const { read: records } = await read(`{"url":"a"}\n{"url":"${'x'.repeat(50_000_000)}"}\n{"url":"b"}\n`)
    expect(records.map(({ line, values: { url } }) => [line, url])).toEqual([
      [1, 'a'],
      [2, undefined],
      [3, 'b'],
    ])
    expect(records[1]?.fault).toContain('is longer than')
  })

  test('may begin with a long one, and end its lines as old Macs do', async () => {
    const { columns, read: records } = await read(
      `{"url":"a","name":"${'x'.repeat(300_000)}"}\r{"url":"b"}\r`,
    )
    expect({ columns, urls: records.map(({ values: { url } }) => url) }).toEqual({
      columns: ['url', 'name'],
      urls: ['a', 'b'],
    })
  })
})

describe('a dump', () => {
  /** As pg_dump 17 writes it; U+2028 ends a line for some readers, and for none of PostgreSQL's. */
  const dump = `--
-- PostgreSQL database dump
--

COPY public.tools (id, name, url) FROM stdin;
1\tOne\u2028line\thttps://a.test
2\tTwo\thttps://b.test
\\.

--
-- PostgreSQL database dump complete
--
`
  test.each([
    ['as it is', Buffer.from(dump)],
    ['through a console of Windows', Buffer.from(`\uFEFF${dump.replaceAll('\n', '\r\n')}`, 'utf16le')],
  ])('%s', async (_, content) => {
    const { format, read: records } = await read(content)
    expect(format).toBe('dump')
    expect(values(records)).toEqual([
      ['One\u2028line', 'https://a.test'],
      ['Two', 'https://b.test'],
    ])
  })

  test.each([
    ['in a cell', dump.slice(0, dump.indexOf('b.test')), 'line 7 in the middle of the table "tools"'],
    ['between cells', dump.slice(0, dump.indexOf('\thttps://b')), 'Line 7'],
    ['after a table', dump.slice(0, dump.indexOf('-- PostgreSQL database dump complete')), 'before the end'],
  ])('that was cut %s is refused with the line, and nothing of it is read', async (_, content, reason) => {
    await expect(read(content)).rejects.toThrow(reason)
  })
})
