import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BucketServer, startBucketServer } from '@parlance/testing/bucket-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import { startTestBackend, type TestBackend } from '../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

// A copy of a site: what its data names and it does not have is shown where the site has it, and nothing else is.
const site = 'https://site.example.org'
const keyOf = (content: string) => {
  const hash = createHash('sha256').update(content).digest('hex')
  return `${hash.slice(0, 2)}/${hash.slice(2)}.webp`
}
const theirs = keyOf('a picture of the site')
const both = keyOf('a picture of the copy')
const unpublished = keyOf('a picture that only editors of the site see')

let bucket: BucketServer
let database: TestDatabase
beforeAll(async () => {
  bucket = await startBucketServer('copy')
  database = await createTestDatabase()
  await withConnection(database.url, (client) =>
    client.query(
      `INSERT INTO "Asset" (key, "mediaType", width, height, bytes, palette)
       SELECT key, 'image/webp', 1, 1, 1, '{}' FROM unnest($1::text[]) key`,
      [[theirs, both]],
    ),
  )
})
afterAll(async () => {
  await bucket?.close()
  await database?.drop()
})

const kinds = {
  folder: () => ({}),
  bucket: () => ({
    ASSETS_BUCKET: bucket.address,
    ASSETS_ACCESS_KEY_ID: bucket.credentials.accessKeyId,
    ASSETS_SECRET_ACCESS_KEY: bucket.credentials.secretAccessKey,
  }),
}

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])(
  'a copy that keeps its own pictures in a %s',
  (kind) => {
    let backend: TestBackend
    beforeAll(async () => {
      backend = await startTestBackend(database.url, { ...kinds[kind](), ASSETS_ORIGINAL: site })
    })
    afterAll(() => backend?.stop())

    const get = async (path: string) => {
      const { status, headers } = await fetch(`${backend.url}/assets/${path}`, { redirect: 'manual' })
      return { status, location: headers.get('location'), kept: headers.get('cache-control') }
    }

    test('sends who asks for a picture that its data names and it does not have to the site, for five minutes', async () => {
      expect(await get(theirs)).toEqual({
        status: 302,
        location: `${site}/assets/${theirs}`,
        kept: 'public, max-age=300',
      })
    })

    test('sends nobody there for what its data does not name: it may be of a listing that others may not see', async () => {
      expect(await get(unpublished)).toEqual({ status: 404, location: null, kept: null })
    })

    test.each(['..%2f..%2fetc%2fpasswd', '/evil.example', '%2f%2fevil.example/x.webp', `${theirs}x`])(
      'sends nobody anywhere for %s',
      async (path) => expect(await get(path)).toMatchObject({ status: 404, location: null }),
    )
  },
)

test('what it has itself it shows itself', async () => {
  const backend = await startTestBackend(database.url, { ASSETS_ORIGINAL: site })
  try {
    mkdirSync(join(backend.assetsDir, dirname(both)), { recursive: true })
    writeFileSync(join(backend.assetsDir, both), 'a picture of the copy')
    const answer = await fetch(`${backend.url}/assets/${both}`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'image/webp',
      'public, max-age=31536000, immutable',
    ])
    expect(await answer.text()).toBe('a picture of the copy')
  } finally {
    await backend.stop()
  }
})

test('a site that shows its own pictures sends nobody anywhere', async () => {
  const backend = await startTestBackend(database.url)
  try {
    expect((await fetch(`${backend.url}/assets/${theirs}`, { redirect: 'manual' })).status).toBe(404)
  } finally {
    await backend.stop()
  }
})

test.each(['site.example.org', 'https://site.example.org/assets', 'https://a.example;script-src *'])(
  'a site is an origin, and not %s',
  async (value) => {
    await expect(startTestBackend(database.url, { ASSETS_ORIGINAL: value })).rejects.toThrow(
      'ASSETS_ORIGINAL',
    )
  },
)
