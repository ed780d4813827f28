import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withConnection, withServer } from '../../src/database/connection.ts'
import { withDatabase } from '../../src/database/database-address.ts'
import { readMigrations } from '../../src/database/migrations.ts'
import { readSeed } from '../../src/database/seed-files.ts'
import { runProgram } from '../support/program.ts'
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.ts'

let database: TestDatabase
const { names } = await readMigrations()
const seed = await readSeed()

beforeAll(async () => {
  database = await createEmptyDatabase()
})
afterAll(async () => {
  await withServer(database.url, (client) =>
    client.query(
      `DROP DATABASE IF EXISTS "${new URL(database.url).pathname.slice(1)}_template" WITH (FORCE)`,
    ),
  )
  await database.drop()
})

/** Runs a command and reads the document that it prints. */
async function run(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runProgram('src/database-main.ts', args, {
    DATABASE_URL: database.url,
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout)
}

/** Runs a command that is to fail, and returns what it says. */
async function fault(args: string[], env: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await runProgram('src/database-main.ts', args, env)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  return stderr
}

/** Two ends of a connection, each with the other; what ends one ends both. */
function bothWays(near: Socket, far: Socket): [Socket, Socket][] {
  const ways: [Socket, Socket][] = [
    [near, far],
    [far, near],
  ]
  for (const [one, other] of ways) one.on('error', () => {}).on('close', () => other.destroy())
  return ways
}

async function query<T>(sql: string): Promise<T[]> {
  return withConnection(database.url, async (client) => (await client.query(sql)).rows as T[])
}

describe('in the order of a first day', () => {
  test('status of an empty database: everything is pending', async () => {
    expect(await run('status')).toMatchObject({ migrations: { applied: [], pending: names, failed: [] } })
  })

  test('migrate applies every migration, in order, and a second time none', async () => {
    expect(await run('migrate')).toMatchObject({ applied: names })
    expect(await run('migrate')).toMatchObject({ applied: [] })
    expect(await query(`SELECT migration_name FROM _prisma_migrations ORDER BY started_at`)).toEqual(
      names.map((name) => ({ migration_name: name })),
    )
  })

  test('migrate --wait waits for a server that is being started beside it', async () => {
    const { hostname, port } = new URL(database.url)
    let asked = 0
    // Who comes before the server is there is turned away.
    const door = createServer((near) => {
      asked += 1
      if (asked <= 2) near.destroy()
      else for (const [one, other] of bothWays(near, connect(Number(port), hostname))) one.pipe(other)
    })
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
    const url = new URL(database.url)
    url.hostname = '127.0.0.1'
    url.port = String((door.address() as AddressInfo).port)
    const env = { DATABASE_URL: url.href }
    expect(await fault(['migrate'], env)).toContain('cannot be used')
    expect(asked).toBe(1)
    expect(await runProgram('src/database-main.ts', ['migrate', '--wait=60'], env)).toMatchObject({ code: 0 })
    expect(asked).toBeGreaterThan(2)
    await new Promise((resolve) => door.close(resolve))
  })

  test('but not for a password to become right', async () => {
    const wrong = database.url.replace(/:[^:@/]+@/, ':not-the-password@')
    expect(await fault(['migrate', '--wait=600'], { DATABASE_URL: wrong })).toContain(
      'refuses the user or password',
    )
  })

  test('seed fills the catalogue and tells the password of the administrator once', async () => {
    const first = await run('seed')
    expect(first).toMatchObject({
      tools: seed.tools.length,
      categories: seed.categories.length,
      // Those of listings come with their listings.
      rooms: seed.rooms.filter(({ tool }) => !tool).length,
      adminEmail: 'admin@parlance.local',
    })
    expect(String(first.adminPassword).length).toBeGreaterThanOrEqual(16)
    const second = await run('seed')
    expect(second).toMatchObject({ tools: seed.tools.length })
    expect(second).not.toHaveProperty('adminPassword')
  })

  test('seeding again leaves what an editor changed', async () => {
    await query(`UPDATE "Tool" SET pricing = 'contact' WHERE slug = 'pika'`)
    await run('seed')
    expect(await query(`SELECT pricing FROM "Tool" WHERE slug = 'pika'`)).toEqual([{ pricing: 'contact' }])
  })

  test('status and verify find all in order', async () => {
    expect(await run('status')).toMatchObject({
      migrations: { applied: names, pending: [] },
      drift: '',
      tables: { Tool: seed.tools.length, ToolTranslation: seed.tools.length * 7 },
    })
    expect(await run('check')).toMatchObject({ ok: true })
  })

  test('the schema and its migrations agree: there is no next migration', async () => {
    expect(await run('diff')).toEqual({ ok: true, sql: '' })
  })

  test('the administrator gets another password at any time, and every other way into the account ends', async () => {
    const account = () =>
      query<{ id: string; hash: string; role: string }>(
        `SELECT id, "passwordHash" AS hash, role FROM "User" WHERE email = 'admin@parlance.local'`,
      )
    const [before] = await account()
    await query(
      `INSERT INTO "ApiToken" (id, "userId", name, hash, prefix, scopes) SELECT gen_random_uuid(), id, 'theirs', 'h', 'p', '{}' FROM "User"`,
    )
    await query(
      `INSERT INTO "AccountRequest" (id, kind, email, hash, "expiresAt")
       VALUES (gen_random_uuid(), 'reset', 'admin@parlance.local', 'h', now() + interval '1 hour')`,
    )
    await query(`UPDATE "User" SET role = 'member', "disabledAt" = now()`)
    await query(
      `INSERT INTO "Session" (id, "userId", "expiresAt") SELECT gen_random_uuid(), id, now() + interval '1 day' FROM "User"`,
    )
    const { adminPassword } = await run('admin-password')
    expect(String(adminPassword).length).toBeGreaterThanOrEqual(16)
    const [after] = await account()
    expect(after?.id).toBe(before?.id)
    expect(after?.hash).not.toBe(before?.hash)
    expect(after?.role).toBe('admin')
    expect(await query(`SELECT 1 FROM "Session" WHERE "revokedAt" IS NULL`)).toEqual([])
    expect(await query(`SELECT 1 FROM "ApiToken" WHERE "revokedAt" IS NULL`)).toEqual([])
    expect(await query(`SELECT 1 FROM "AccountRequest"`)).toEqual([])
  })

  test('reset gives the catalogue as it was written, with a new administrator, in under two seconds', async () => {
    await run('prepare-template')
    await query(`INSERT INTO "SearchWord" (language, word) VALUES ('en', 'leftover')`)
    const reset = await run('reset')
    expect(reset).toMatchObject({ template: 'fresh', adminEmail: 'admin@parlance.local' })
    expect(reset.ms).toBeGreaterThan(0)
    expect(await query(`SELECT pricing FROM "Tool" WHERE slug = 'pika'`)).toEqual([{ pricing: 'freemium' }])
    expect(await query(`SELECT 1 FROM "SearchWord" WHERE word = 'leftover'`)).toEqual([])
    expect(await run('check')).toMatchObject({ ok: true })
  })
})

describe('what is wrong is found', () => {
  test('drift: a column that the schema does not know', async () => {
    await query('ALTER TABLE "Tag" ADD COLUMN stray TEXT')
    expect(String((await run('status')).drift)).toContain('DROP COLUMN "stray"')
    const verify = await runProgram('src/database-main.ts', ['check'], { DATABASE_URL: database.url })
    expect(verify.code).toBe(1)
    expect(JSON.parse(verify.stdout)).toMatchObject({ ok: false })
    await query('ALTER TABLE "Tag" DROP COLUMN stray')
  })

  test('a gap in the numbers of a room', async () => {
    await query(`UPDATE "Room" SET "lastSeq" = "lastSeq" + 1 WHERE slug = 'lobby'`)
    const { code, stdout } = await runProgram('src/database-main.ts', ['check'], {
      DATABASE_URL: database.url,
    })
    expect(code).toBe(1)
    const failed = JSON.parse(stdout).checks.filter((check: { ok: boolean }) => !check.ok)
    expect(failed).toMatchObject([{ name: expect.stringContaining('numbered'), detail: '1 rows break it' }])
  })
})

describe('what cannot be done is said', () => {
  test('no DATABASE_URL', async () => {
    expect(await fault(['status'], {})).toContain('DATABASE_URL is missing')
  })
  test('an unknown command names those there are', async () => {
    expect(await fault(['explode'], { DATABASE_URL: database.url })).toMatch(
      /Unknown command "explode".*migrate, seed/,
    )
  })
  test('nothing listens', async () => {
    const message = await fault(['migrate'], { DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/c' })
    expect(message).toContain('PostgreSQL at 127.0.0.1:9 does not answer')
  })
  test('a wrong password, which is not repeated', async () => {
    const url = new URL(database.url)
    url.password = 'not-this-one'
    const message = await fault(['migrate'], { DATABASE_URL: url.href })
    expect(message).toContain('refuses the user or password')
    expect(message).not.toContain('not-this-one')
  })
  test('a database that is not there, for what does not make it', async () => {
    const url = withDatabase(database.url, 'nowhere')
    expect(await fault(['seed'], { DATABASE_URL: url })).toContain('The database nowhere does not exist')
  })
  test('a database of another encoding: how to make it anew', async () => {
    const name = `ascii_${crypto.randomUUID().slice(0, 8)}`
    const url = withDatabase(database.url, name)
    await withServer(url, (client) =>
      client.query(`CREATE DATABASE "${name}" TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'`),
    )
    const message = await fault(['migrate'], { DATABASE_URL: url })
    await withServer(url, (client) => client.query(`DROP DATABASE "${name}"`))
    expect(message).toContain(`the database ${name} is encoded in SQL_ASCII, and Parlance needs UTF8`)
    expect(message).toContain("ENCODING 'UTF8'")
  })
})
