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
