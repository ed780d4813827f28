import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { testServer } from '@parlance/testing/test-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { queryAt } from './support/query-at.ts'

const database = `keeper_images_${randomUUID().slice(0, 8)}`
let server: string
let url: string
let folder: string

const keeper = async (name: string, ...words: string[]) => {
  const env = {
    DATABASE_URL: url,
    ASSETS_DIR: join(folder, 'site'),
    BACKUP_DIR: join(folder, 'backups'),
    MIGRATIONS_DIR: folder,
  }
  return (await commands[name]?.(readKeeperConfig(env), words)) ?? {}
}

const contents = ['first image', 'second image', 'third image', 'fourth image']
const keyOf = (content: string) => {
  const hash = createHash('sha256').update(content).digest('hex')
  return `${hash.slice(0, 2)}/${hash.slice(2)}.webp`
}
const [first, second, third, fourth] = contents.map(keyOf) as [string, string, string, string]
const onSite = (key: string) => join(folder, 'site', key)
const inBackups = (key: string) => join(folder, 'backups/assets', key)
const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)
const site = () => [first, second, third, fourth].map((key) => read(onSite(key)))
const leftovers = () =>
  readdirSync(join(folder, 'site'), { recursive: true })
    .map(String)
    .filter((path) => !/^..$|\.webp$/.test(path))

beforeAll(async () => {
  server = await testServer('postgres')
  url = Object.assign(new URL(server), { pathname: `/${database}` }).href
  await queryAt(server, `CREATE DATABASE ${database}`)
  await queryAt(url, 'CREATE TABLE message (seq int PRIMARY KEY); INSERT INTO message VALUES (1)')
})
afterAll(() => queryAt(server, `DROP DATABASE ${database} WITH (FORCE)`))
beforeEach(async () => {
  if (folder) rmSync(folder, { recursive: true, force: true })
  folder = mkdtempSync(join(tmpdir(), 'parlance images '))
  for (const content of contents) {
    mkdirSync(dirname(onSite(keyOf(content))), { recursive: true })
    writeFileSync(onSite(keyOf(content)), content)
  }
  await keeper('create')
})

test('what is missing, cut short or altered with its length kept comes back; what was altered is kept', async () => {
  rmSync(onSite(first))
  truncateSync(onSite(second), 3)
  writeFileSync(onSite(third), 'THIRD IMAGE')
  expect(await keeper('put-assets', 'latest')).toMatchObject({
    ok: true,
    assets: 4,
    missing: 1,
    altered: 2,
    lacking: [],
  })
  expect(site()).toEqual(contents)
  expect(read(join(folder, 'backups/altered', third))).toBe('THIRD IMAGE')
  expect(read(join(folder, 'backups/altered', second))).toBe('sec')
  expect(leftovers()).toEqual([])
  expect(await keeper('put-assets', 'latest')).toMatchObject({ missing: 0, altered: 0 })
})

test('an image whose copy is damaged too stays as it is, is named, and the others come back', async () => {
  for (const key of [first, second, third]) rmSync(onSite(key))
  writeFileSync(inBackups(first), 'FIRST IMAGE')
  rmSync(inBackups(second))
  expect(await keeper('put-assets', 'latest')).toEqual({
    ok: false,
    name: expect.stringMatching(/^parlance-/),
    assets: 4,
    missing: 1,
    altered: 0,
    lacking: [first, second].sort(),
  })
  expect(site()).toEqual([undefined, undefined, contents[2], contents[3]])
  expect(leftovers()).toEqual([])
})

test('a draft that somebody who was killed has left is no image, and is gone afterwards', async () => {
  rmSync(onSite(fourth))
  writeFileSync(`${onSite(fourth)}.part`, 'fourth im')
  expect(await keeper('put-assets', 'latest')).toMatchObject({ missing: 1 })
  expect(site()).toEqual(contents)
  expect(leftovers()).toEqual([])
})

test('an image that is altered on the disk of the site never takes the place of its copy', async () => {
  truncateSync(onSite(first), 3)
  await keeper('create')
  expect(read(inBackups(first))).toBe(contents[0])
  expect(await keeper('verify')).toMatchObject({ outcome: 'verified' })
})

test('one that was altered before it was ever backed up is no copy: the verification says so', async () => {
  const key = keyOf('a fifth image')
  mkdirSync(dirname(onSite(key)), { recursive: true })
  writeFileSync(onSite(key), 'something else')
  await keeper('create')
  expect(existsSync(inBackups(key))).toBe(false)
  expect(await keeper('verify')).toMatchObject({ ok: false, problems: [`asset ${key} is missing`] })
})

test('a whole restore puts altered images back too, and names those that it cannot', async () => {
  writeFileSync(onSite(first), 'FIRST IMAGE')
  rmSync(onSite(second))
  rmSync(inBackups(second))
  expect(await keeper('prepare', 'latest')).toMatchObject({ assets: 1, lacking: [second] })
  expect(read(onSite(first))).toBe(contents[0])
})
