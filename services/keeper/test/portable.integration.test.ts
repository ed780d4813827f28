import { createHash, randomUUID } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { testServer } from '@parlance/testing/test-server'
import { generateX25519Identity } from 'age-encryption'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { readPortable } from '../src/portable/read-portable.ts'

const database = `keeper_file_${randomUUID().slice(0, 8)}`
let server: string
let folder: string
let file: string
const at = (name: string) => Object.assign(new URL(server), { pathname: `/${database}_${name}` }).href

async function sql(text: string, url: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** What BACKUP_KEY is, at each place that has one. */
const keys: Record<string, string> = {}
const keeper = async (place: string, name: string, ...words: string[]) => {
  const env = {
    ...(keys[place] ? { BACKUP_KEY: keys[place] } : {}),
    DATABASE_URL: at(place),
    ASSETS_DIR: join(folder, place, 'site'),
    BACKUP_DIR: join(folder, place, 'backups'),
    MIGRATIONS_DIR: folder,
  }
  return (await commands[name]?.(readKeeperConfig(env), words)) ?? {}
}

const hash = createHash('sha256').update('an image').digest('hex')
const asset = join('site', hash.slice(0, 2), `${hash.slice(2)}.webp`)

beforeAll(async () => {
  server = await testServer('postgres')
  folder = mkdtempSync(join(tmpdir(), 'parlance file '))
  file = join(folder, 'site of ours.tar')
  for (const name of ['here', 'there']) await sql(`CREATE DATABASE ${database}_${name}`, server)
  await sql(`CREATE TABLE message (seq int PRIMARY KEY, body text)`, at('here'))
  await sql(`INSERT INTO message SELECT n, repeat('word ', n) FROM generate_series(1, 50) n`, at('here'))
  mkdirSync(dirname(join(folder, 'here', asset)), { recursive: true })
  writeFileSync(join(folder, 'here', asset), 'an image')
  expect(await keeper('here', 'export', file)).toMatchObject({ tables: 1, rows: 50, assets: 1 })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const { name } of await sql(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE '${database}%'`,
    server,
  ))
    await sql(`DROP DATABASE "${name}" WITH (FORCE)`, server)
})

test('one file carries rows and images to a place that has nothing, and leaves nothing beside it', async () => {
  expect(await keeper('there', 'check', `--file=${file}`)).toMatchObject({
    name: expect.stringMatching(/^parlance-/),
  })
  expect(await keeper('there', 'prepare', `--file=${file}`)).toMatchObject({ tables: 1, assets: 1 })
  await keeper('there', 'swap')
  expect(
    await sql('SELECT count(*)::int AS n, max(length(body))::int AS longest FROM message', at('there')),
  ).toEqual([{ n: 50, longest: 250 }])
  expect(readFileSync(join(folder, 'there', asset), 'utf8')).toBe('an image')
  const left = [folder, join(folder, 'here', 'backups'), join(folder, 'there', 'backups')].flatMap((one) =>
    readdirSync(one),
  )
  expect(left.filter((name) => name.endsWith('.part'))).toEqual([])
})

describe('a file that is not whole brings nothing in', () => {
  const damage: Record<string, [(copy: string) => void, RegExp]> = {
    'a byte of the archive is another': [
      (copy) => flip(copy, 'database.tar.zst', 600),
      /database\.tar\.zst in .* is not what it was/,
    ],
    'a byte of an image is another': [(copy) => flip(copy, '.webp', 514), /webp in .* is not what it was/],
    'it is cut short': [(copy) => truncateSync(copy, headerOf(copy, '.webp')), /lacks assets/],
    'it is another file': [(copy) => writeFileSync(copy, 'x'.repeat(2_000)), /no file of data:export --all/],
    'it is empty': [(copy) => writeFileSync(copy, ''), /is empty/],
    'it is not there': [(copy) => rmSync(copy), /there is no file/],
  }
  /** Where an entry's header begins. */
  const headerOf = (copy: string, name: string) => {
    const at = readFileSync(copy).lastIndexOf(name)
    return at - (at % 512)
  }
  /** Flips a bit so many bytes behind where an entry's header begins. */
  const flip = (copy: string, name: string, offset: number) => {
    const content = readFileSync(copy)
    const at = headerOf(copy, name) + offset
    content[at] = (content[at] ?? 0) ^ 1
    writeFileSync(copy, content)
  }

  test.each(Object.keys(damage))('%s', async (what) => {
    const [spoil, sentence] = damage[what] ?? []
    const copy = join(folder, 'copy.tar')
    writeFileSync(copy, readFileSync(file))
    spoil?.(copy)
    await expect(readPortable(copy, async () => undefined)).rejects.toThrow(sentence)
    const before = readdirSync(join(folder, 'there', 'backups'))
    await expect(keeper('there', 'check', `--file=${copy}`)).rejects.toThrow(sentence)
    expect(readdirSync(join(folder, 'there', 'backups'))).toEqual(before)
  })

  test('a folder that cannot be written is told', async () => {
    await expect(keeper('here', 'export', join(folder, 'none', 'x.tar'))).rejects.toThrow(
      /there is no folder .*none/,
    )
  })
})

describe('a file whose name ends with .age', () => {
  const sealed = () => join(folder, 'site.tar.age')
  beforeAll(async () => {
    keys.here = await generateX25519Identity()
    await keeper('here', 'export', sealed(), '--readable')
  })

  test('holds nothing that can be read, and is opened by its key', async () => {
    expect(readFileSync(sealed()).subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    expect(readFileSync(sealed()).includes('manifest.json')).toBe(false)
    expect(statSync(sealed()).mode & 0o777).toBe(0o644)
    keys.there = keys.here ?? ''
    const { name } = await keeper('there', 'check', `--file=${sealed()}`)
    expect(await keeper('there', 'prepare', `--file=${sealed()}`)).toMatchObject({
      name,
      tables: 1,
    })
  })

  test.each([
    ['another key', generateX25519Identity, /made with another key/],
    ['no key', async () => '', /set BACKUP_KEY/],
  ])('%s: it is said, and nothing comes in', async (_, key, sentence) => {
    keys.there = await key()
    const before = readdirSync(join(folder, 'there', 'backups'))
    await expect(keeper('there', 'check', `--file=${sealed()}`)).rejects.toThrow(sentence)
    expect(readdirSync(join(folder, 'there', 'backups'))).toEqual(before)
  })

  test.each([
    [
      'a byte of it is another',
      (content: Buffer) => content.fill((content.at(-99) ?? 0) ^ 1, content.length - 99, content.length - 98),
    ],
    ['it is cut short', (content: Buffer) => content.subarray(0, -400)],
  ])('%s: it is said', async (_, spoil) => {
    keys.there = keys.here ?? ''
    const copy = join(folder, 'spoilt.tar.age')
    writeFileSync(copy, spoil(readFileSync(sealed())))
    await expect(keeper('there', 'check', `--file=${copy}`)).rejects.toThrow(/damaged, or cut short/)
  })
})
