import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type Peer, startScraperPeer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { type BucketServer, startBucketServer } from '@parlance/testing/bucket-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAssetBucket } from '../../src/adapters/asset-bucket.ts'
import { withConnection } from '../../src/database/connection.ts'
import type { SubmissionView } from '../../src/features/submissions/submissions.ts'
import { ask, readEvents } from '../support/http-client.ts'
import { goodScrape, marked } from '../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

interface Tool {
  logo: { url: string; renditions: { url: string }[] } | null
}

let bucket: BucketServer
let database: TestDatabase
let scraper: Peer
let translation: Peer
let backend: TestBackend

const settings = () => ({
  NODE_ENV: 'development',
  SCRAPER_ADDRESS: scraper.address,
  TRANSLATION_ADDRESS: translation.address,
  ASSETS_BUCKET: bucket.address,
  ASSETS_ACCESS_KEY_ID: bucket.credentials.accessKeyId,
  ASSETS_SECRET_ACCESS_KEY: bucket.credentials.secretAccessKey,
})

beforeAll(async () => {
  bucket = await startBucketServer('pictures')
  database = await createTestDatabase()
  // The files of the sample's films would go into the bucket whenever they can: they are not this test's.
  await withConnection(database.url, (client) => client.query('DELETE FROM "Asset"'))
  scraper = await startScraperPeer(async function* ({ url }) {
    yield* goodScrape(url, { siteName: new URL(url).hostname.split('.')[0] })
  })
  translation = await startTranslationPeer({ Translate: async (request) => marked(request) })
  backend = await startTestBackend(database.url, settings())
})
afterAll(async () => {
  await backend?.stop()
  await Promise.all([scraper?.stop(), translation?.stop(), bucket?.close()])
  await database?.drop()
})
beforeEach(() => {
  bucket.set('open')
  bucket.empty()
})

/** What is in the bucket, by its names. */
const stored = () =>
  readdirSync(bucket.folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('._S3rver_object'))

async function submit(host: string): Promise<string> {
  const { body } = await ask<SubmissionView>(`${backend.url}/api/v1/submissions`, {
    json: { url: `https://${host}/` },
  })
  return body.id
}

async function end(id: string): Promise<SubmissionView> {
  let last: SubmissionView | undefined
  for await (const view of readEvents<SubmissionView>(`${backend.url}/api/v1/submissions/${id}/events`)) {
    last = view
  }
  if (!last) throw new Error('no event')
  return last
}

async function toolOf(view: SubmissionView): Promise<Tool> {
  return (await ask<Tool>(`${backend.url}/api/v1/tools/${view.tool?.slug}`)).body
}

test('pictures are kept in the bucket by what they hold, and served from it for good', async () => {
  const tool = await toolOf(await end(await submit('loomery.example')))
  expect(stored()).toHaveLength(2)
  expect(readdirSync(backend.assetsDir)).toEqual([])

  const path = tool.logo?.url ?? ''
  const logo = await fetch(`${backend.url}${path}`)
  const content = Buffer.from(await logo.arrayBuffer())
  expect([logo.status, logo.headers.get('content-type'), logo.headers.get('cache-control')]).toEqual([
    200,
    'image/webp',
    'public, max-age=31536000, immutable',
  ])
  const hash = createHash('sha256').update(content).digest('hex')
  expect(path).toBe(`/assets/${hash.slice(0, 2)}/${hash.slice(2)}.webp`)
  expect(content).toEqual(
    readFileSync(join(bucket.folder, stored().find((name) => name.includes(hash.slice(2))) ?? '')),
  )
  const avif = await fetch(`${backend.url}${tool.logo?.renditions[0]?.url}`)
  expect(avif.headers.get('content-type')).toBe('image/avif')
})

test('a picture that is not there is told as missing, and so is what is no picture', async () => {
  for (const path of [`/assets/ab/${'c'.repeat(62)}.webp`, '/assets/..%2f..%2fetc%2fpasswd']) {
    const answer = await fetch(`${backend.url}${path}`)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, null])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  }
})

test.each(['refuses', 'is silent'] as const)(
  'a storage that %s loses nothing: the submission goes on once it answers, and until then it is said clearly',
  async (door) => {
    const host = `${door.replaceAll(' ', '-')}.example`
    bucket.set(door)
    const before = bucket.asked
    const id = await submit(host)
    const ended = end(id)
    await waitUntil('the storage is asked in vain', () => bucket.asked > before)

    const picture = await fetch(`${backend.url}/assets/ab/${'d'.repeat(62)}.webp`)
    expect([picture.status, picture.headers.get('cache-control')]).toEqual([503, null])
    expect(await picture.json()).toMatchObject({
      code: 'unavailable',
      detail: 'The storage of pictures does not answer at the moment.',
    })
    expect(stored()).toEqual([])

    bucket.set('open')
    const last = await ended
    expect(last).toMatchObject({ status: 'done' })
    expect((await toolOf(last)).logo).not.toBeNull()
    expect(stored()).toHaveLength(2)
  },
)

test('a storage that refuses is told in the health of the site, until it is well again', async () => {
  bucket.set('refuses')
  const starting = await startTestBackend(database.url, settings())
  const health = async () =>
    (await ask<{ checks: { assets: { status: string } } }>(`${starting.url}/health`)).body.checks.assets
  try {
    expect(await health()).toMatchObject({ status: 'unhealthy' })
    bucket.set('open')
    await waitUntil('it says that the storage is well', async () => (await health()).status === 'healthy')
  } finally {
    await starting.stop()
  }
})

test('a storage that hiccups once is asked again at once', async () => {
  bucket.set('refuses once')
  const last = await end(await submit('hiccup.example'))
  expect(last).toMatchObject({ status: 'done' })
  expect(stored()).toHaveLength(2)
})

test('a bucket without who may ask is refused at the start, and it is said what is missing', async () => {
  await expect(startTestBackend(database.url, { ASSETS_BUCKET: bucket.address })).rejects.toThrow(
    /wants ASSETS_ACCESS_KEY_ID and ASSETS_SECRET_ACCESS_KEY/,
  )
})

test('a file goes there as it is, in parts where it is large, and stays where it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-test-file-'))
  const content = Buffer.alloc(12_000_001, 'film')
  const file = join(folder, 'film')
  const hash = createHash('sha256').update(content).digest('hex')
  const key = `${hash.slice(0, 2)}/${hash.slice(2)}.source`
  const assets = createAssetBucket(
    {
      ASSETS_ACCESS_KEY_ID: bucket.credentials.accessKeyId,
      ASSETS_SECRET_ACCESS_KEY: bucket.credentials.secretAccessKey,
      ASSETS_REGION: 'us-east-1',
    },
    bucket.address,
  )
  await writeFile(file, content)
  await assets.keepFile(file, key, content.length)
  await assets.keepFile(file, key, content.length)
  const kept = await assets.read(key)
  expect(kept && content.equals(await buffer(kept))).toBe(true)
  expect(readFileSync(file).length).toBe(content.length)
  // A player reads parts of it, a service that was cut off the rest.
  const parts = [
    await assets.read(key, { start: 6_000_001, end: 6_000_100 }),
    await assets.read(key, { start: 12_000_000 }),
  ]
  expect(await Promise.all(parts.map((part) => part && buffer(part)))).toEqual([
    content.subarray(6_000_001, 6_000_101),
    content.subarray(12_000_000),
  ])
  await assets.remove(key)
  await assets.remove(key)
  expect(await assets.read(key)).toBeUndefined()
  await rm(folder, { recursive: true })
})
