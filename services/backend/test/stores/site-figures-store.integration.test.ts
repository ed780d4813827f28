import { createLogger } from '@parlance/service-kit'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createJobs } from '../../src/stores/jobs.ts'
import { accountMailQueue, queues, submissionQueue } from '../../src/stores/queues.ts'
import { createSiteFigures } from '../../src/stores/site-figures-store.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const hour = 3_600_000
let database: TestDatabase
let pool: Pool
let jobs: ReturnType<typeof createJobs>

beforeAll(async () => {
  database = await createTestDatabase()
  pool = new Pool({ connectionString: database.url })
  jobs = createJobs(database.url, createLogger({ service: 'backend', version: 'test', level: 'silent' }))
  await jobs.start()
})
afterAll(async () => {
  await jobs?.stop()
  await pool?.end()
  await database?.drop()
})

test('the age of a queue is that of the oldest job which could run: neither of one that is to come, nor of one that is done', async () => {
  const figures = createSiteFigures(pool)
  expect(await figures.queueAges()).toEqual(Object.fromEntries(queues.map(({ name }) => [name, 0])))
  const at = (ms: number) => ({ startAfter: new Date(Date.now() + ms) })
  await jobs.boss.send(submissionQueue, { id: 'old' }, at(-2 * hour))
  await jobs.boss.send(submissionQueue, { id: 'young' }, at(-hour))
  await jobs.boss.send(accountMailQueue, { id: 'to come' }, at(hour))
  const { [submissionQueue]: submission = 0, [accountMailQueue]: mail } = await figures.queueAges()
  expect(submission).toBeGreaterThanOrEqual(7_200)
  expect(submission).toBeLessThan(7_200 + 600)
  expect(mail).toBe(0)
  await jobs.boss.fetch(submissionQueue)
  const { [submissionQueue]: left = 0 } = await figures.queueAges()
  expect(left).toBeGreaterThanOrEqual(3_600)
  expect(left).toBeLessThan(3_600 + 600)
})

test('published listings are counted by language, once a minute', async () => {
  const clock = { now: 0 }
  const figures = createSiteFigures(pool, () => clock.now)
  const all = (await figures.listings()).fr ?? 0
  expect(all).toBeGreaterThan(10)
  await pool.query(
    `UPDATE "Tool" SET status = 'hidden' WHERE id = (SELECT id FROM "Tool" WHERE status = 'published' LIMIT 1)`,
  )
  expect((await figures.listings()).fr).toBe(all)
  clock.now = 60_001
  expect((await figures.listings()).fr).toBe(all - 1)
})

test('a database that is away is told, and asked again by the next who comes', async () => {
  const broken = { ask: true }
  const sometimes = {
    query: (...words: unknown[]) =>
      broken.ask
        ? Promise.reject(new Error('away'))
        : (pool.query as (...all: unknown[]) => Promise<unknown>)(...words),
  } as unknown as Pool
  const figures = createSiteFigures(sometimes)
  await expect(figures.listings()).rejects.toThrow('away')
  broken.ask = false
  expect((await figures.listings()).en).toBeGreaterThan(10)
})
