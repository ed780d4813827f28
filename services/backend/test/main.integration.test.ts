import { type AddressInfo, connect, createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runProgram } from './support/program.ts'
import { createEmptyDatabase, type TestDatabase } from './support/test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createEmptyDatabase()
})
afterAll(async () => {
  await database?.drop()
})

const complete = () => ({
  DATABASE_URL: database.url,
  JWT_SECRET: 'a secret of the tests, of more than 32 characters',
  CORS_ORIGIN: 'http://site.test',
  TRANSLATION_ADDRESS: '127.0.0.1:9',
  SCRAPER_ADDRESS: '127.0.0.1:9',
  ASSETS_DIR: '/tmp/never-used',
  PORT: '0',
})

test('an empty environment is refused, every fault at once, with no default for an address or a secret', async () => {
  const { code, stderr } = await runProgram('src/main.ts', [], {})
  expect(code).toBe(1)
  for (const name of [
    'DATABASE_URL',
    'JWT_SECRET',
    'CORS_ORIGIN',
    'TRANSLATION_ADDRESS',
    'SCRAPER_ADDRESS',
    'ASSETS_DIR',
  ]) {
    expect(stderr).toContain(`${name} is missing`)
  }
  expect(stderr).not.toContain('    at ')
})

test('a faulty value is named and, where it is a secret, not shown', async () => {
  const { stderr } = await runProgram('src/main.ts', [], {
    ...complete(),
    JWT_SECRET: 'tooshort',
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    PORT: '99999',
  })
  expect(stderr).toContain('JWT_SECRET')
  expect(stderr).toContain('DATABASE_URL')
  expect(stderr).toContain('99999')
  expect(stderr).not.toMatch(/tooshort|hunter2/)
})

test('a database without the migrations is refused, with what to do', async () => {
  const { code, stderr } = await runProgram('src/main.ts', [], complete())
  expect(code).toBe(1)
  expect(stderr).toMatch(/The database lacks \d+ of \d+ migrations: run db:migrate first/)
})

test('a database that has no time to let somebody in is asked again', async () => {
  const { hostname, port } = new URL(database.url)
  let asked = 0
  const busy = createServer((near) => {
    near.on('error', () => {})
    // The first is taken and never answered, as by a machine on which everything starts at once.
    if (asked++ === 0) return
    const far = connect(Number(port), hostname)
    far.on('error', () => near.destroy())
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
  try {
    const url = new URL(database.url)
    url.hostname = '127.0.0.1'
    url.port = String((busy.address() as AddressInfo).port)
    const { stderr } = await runProgram('src/main.ts', [], { ...complete(), DATABASE_URL: url.href })
    expect(stderr).toMatch(/The database lacks \d+ of \d+ migrations: run db:migrate first/)
    expect(asked).toBeGreaterThan(1)
  } finally {
    busy.close()
  }
})

test('a database that does not answer is named, and its password is not', async () => {
  const { code, stderr } = await runProgram('src/main.ts', [], {
    ...complete(),
    DATABASE_URL: 'postgresql://user:hunter2@127.0.0.1:9/x',
  })
  expect(code).toBe(1)
  expect(stderr).toContain('PostgreSQL at 127.0.0.1:9 does not answer')
  expect(stderr).not.toContain('hunter2')
})
