import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBucket } from '@parlance/service-kit/bucket'
import { type BucketServer, startBucketServer } from '@parlance/testing/bucket-server'
import { testServer } from '@parlance/testing/test-server'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'

// The site's own schema, made from the files of its migrations.
const migrations = join(import.meta.dirname, '../../backend/prisma/migrations')
const database = `keeper_bucket_${randomUUID().slice(0, 8)}`
let server: string
let client: Client
let bucket: BucketServer
let folder: string

const at = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href
async function onServer(text: string): Promise<void> {
  const admin = new Client({ connectionString: server })
  await admin.connect()
  await admin.query(text)
  await admin.end()
}

beforeAll(async () => {
  server = await testServer('postgres')
  bucket = await startBucketServer('pictures')
  await onServer(`CREATE DATABASE ${database}`)
  client = new Client({ connectionString: at(database) })
  await client.connect()
  for (const name of readdirSync(migrations)
    .filter((one) => /^\d/.test(one))
    .sort())
    await client.query(readFileSync(join(migrations, name, 'migration.sql'), 'utf8'))
})
afterAll(async () => {
  await client.end()
  await bucket.close()
  await onServer(`DROP DATABASE ${database} WITH (FORCE)`)
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance bucket '))
  bucket.set('open')
  bucket.empty()
  await client.query('TRUNCATE "Tool", "Asset", "AuditEvent" CASCADE')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const site = () =>
  openBucket(bucket.address, {
    ...bucket.credentials,
    region: 'us-east-1',
    named: ['a', 'b'],
    attempts: 1,
    connectMs: 1_000,
    silenceMs: 1_000,
  })

/** An image as the backend keeps it, of a listing. @returns its key */
async function picture(content: string): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex')
  const key = `${hash.slice(0, 2)}/${hash.slice(2)}.webp`
  await site().put(key, Buffer.from(content), content.length, 'image/webp')
  await client.query(
    `INSERT INTO "Asset" (key, "mediaType", width, height, bytes, "createdAt") VALUES ($1, 'image/webp', 1, 1, 1, now())`,
    [key],
  )
  await client.query(
    `INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", "sourceLanguage", "logoKey", "updatedAt")
     VALUES (gen_random_uuid(), $1, $1, $1, 'Tool', 'tool', 'en', $1, now())`,
    [key],
  )
  return key
}

/** @param inFolder as before somebody named a bucket */
async function keeperOf(inFolder: boolean, command: string, ...words: string[]) {
  const config = readKeeperConfig({
    DATABASE_URL: at(database),
    ASSETS_DIR: join(folder, 'site'),
    ...(inFolder ? {} : { ASSETS_BUCKET: bucket.address }),
    ASSETS_ACCESS_KEY_ID: bucket.credentials.accessKeyId,
    ASSETS_SECRET_ACCESS_KEY: bucket.credentials.secretAccessKey,
    BACKUP_DIR: join(folder, 'backups'),
    MIGRATIONS_DIR: migrations,
  })
  const answer = await commands[command]?.(config, words)
  if (!answer) throw new Error(`no command ${command}`)
  return answer
}
const keeper = (command: string, ...words: string[]) => keeperOf(false, command, ...words)

const names = async () => [...(await site().list()).keys()].sort()

test('a backup has the images of the bucket, and puts back those that it lacks', async () => {
  const [one, other] = [await picture('one'), await picture('another')]
  expect(await keeper('create')).toMatchObject({ assets: 2, assetBytes: 10 })
  expect(await keeper('verify')).toMatchObject({ outcome: 'verified' })
  await site().remove(one)
  expect(await keeper('prepare', 'latest')).toMatchObject({ assets: 1 })
  await onServer(`DROP DATABASE ${database}_restored WITH (FORCE)`)
  expect(await names()).toEqual([one, other].sort())
})

test('everything in one file has them too, and brings them into an empty bucket', async () => {
  const key = await picture('in the file')
  const file = join(folder, 'site.tar')
  expect(await keeper('export', file)).toMatchObject({ assets: 1 })
  bucket.empty()
  await keeper('check', `--file=${file}`)
  expect(await keeper('prepare', `--file=${file}`)).toMatchObject({ assets: 1 })
  await onServer(`DROP DATABASE ${database}_restored WITH (FORCE)`)
  expect(await names()).toEqual([key])
})

test('what nothing names and is old enough goes, and what is missing comes back from the backups', async () => {
  const used = await picture('used')
  await keeper('create')
  bucket.empty()
  const [old, young] = ['c', 'd'].map((letter) => `ab/${letter.repeat(62)}.webp`) as [string, string]
  for (const key of [old, young, 'README']) await site().put(key, Buffer.from('nothing names it'), 16)
  const longAgo = new Date(Date.now() - 30 * 86_400_000)
  for (const key of [old, 'README'])
    utimesSync(join(bucket.folder, 'parlance', `${key}._S3rver_object`), longAgo, longAgo)
  expect(await keeper('clean-assets')).toMatchObject({ files: 1, bytes: 16, restored: 1, lost: [] })
  expect(await names()).toEqual(['README', young, used].sort())
})

test.each(['refuses', 'breaks off'] as const)(
  'a bucket that %s ends a backup with its name, and leaves none that looks whole',
  async (door) => {
    await picture('not to be had')
    bucket.set(door)
    await expect(keeper('create')).rejects.toThrow()
    bucket.set('open')
    expect(await keeper('list')).toMatchObject({ backups: [], broken: [] })
    expect(await keeper('create')).toMatchObject({ assets: 1 })
    expect(await keeper('verify')).toMatchObject({ outcome: 'verified' })
  },
)

test('moving from the folder into a bucket is a backup, the variable, and a cleaning', async () => {
  const key = await picture('moved')
  mkdirSync(join(folder, 'site', key.slice(0, 2)), { recursive: true })
  writeFileSync(join(folder, 'site', key), 'moved')
  bucket.empty()
  expect(await keeperOf(true, 'create')).toMatchObject({ assets: 1 })
  expect(await keeper('clean-assets')).toMatchObject({ restored: 1, lost: [] })
  expect(await names()).toEqual([key])
})
