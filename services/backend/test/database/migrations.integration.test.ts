import { testServer } from '@parlance/testing/test-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withConnection, withServer } from '../../src/database/connection.ts'
import { withDatabase } from '../../src/database/database-address.ts'
import { commands } from '../../src/database/database-commands.ts'
import { assertMigrated } from '../../src/database/migration-history.ts'
import { applyMigrations, readMigrations } from '../../src/database/migrations.ts'
import { runProgram } from '../support/program.ts'

const { names } = await readMigrations()
let url: string

beforeEach(async () => {
  url = withDatabase(await testServer('postgres'), `parlance_new_${crypto.randomUUID().slice(0, 8)}`)
})
afterEach(async () => {
  const name = new URL(url).pathname.slice(1)
  await withServer(url, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))
})

const run = (...args: string[]) => runProgram('src/database-main.ts', args, { DATABASE_URL: url })
const migrate = async (...args: string[]) => commands.migrate?.(url, args, '')
const query = (sql: string) => withConnection(url, (client) => client.query(sql))

test('several who start at once on a new server all succeed, and one does the work', async () => {
  const runs = await Promise.all(['setup', 'migrate', 'migrate'].map((command) => run(command)))
  expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(3).fill({ code: 0, stderr: '' }))
  const documents = runs.map(({ stdout }) => JSON.parse(stdout))
  expect(documents.filter(({ created }) => created)).toHaveLength(1)
  expect(documents.flatMap(({ applied }) => applied)).toEqual(names)
})

test('a migration that failed is told, with the way on', async () => {
  await withServer(url, (client) => client.query(`CREATE DATABASE "${new URL(url).pathname.slice(1)}"`))
  // Somebody made by hand what a migration makes.
  const name = names.find((each) => each.endsWith('rights_and_guests')) ?? ''
  await query(
    `CREATE FUNCTION parlance_tell_user_rights() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  )
  const told = new RegExp(`${name} failed .*parlance_tell_user_rights.*db:migrate --resolve`)
  await expect(migrate()).rejects.toThrow(told)

  const status = await run('status')
  expect(status.code).toBe(1)
  expect(JSON.parse(status.stdout)).toMatchObject({
    ok: false,
    problem: expect.stringMatching(new RegExp(`${name} failed.*db:migrate --resolve`)),
    migrations: { failed: [name], pending: names.slice(names.indexOf(name) + 1) },
  })
  await expect(migrate()).rejects.toThrow(told)
  await expect(withConnection(url, assertMigrated)).rejects.toThrow(told)

  await query('DROP FUNCTION parlance_tell_user_rights()')
  expect(await migrate('--resolve')).toMatchObject({
    resolved: [name],
    applied: names.slice(names.indexOf(name)),
  })
  await withConnection(url, assertMigrated)
})

test('a newer version: what it added can be lived with, what it took away cannot', async () => {
  await migrate()
  const newer = (name: string) =>
    query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ('${name}', 'x', '${name}', now(), now(), 1)`,
    )
  await newer('20990101000000_more')
  await withConnection(url, assertMigrated)
  expect(await migrate()).toMatchObject({ applied: [] })
  await newer('20990102000000_less_contract')
  await expect(withConnection(url, assertMigrated)).rejects.toThrow(
    /newer version: 20990102000000_less_contract took away what this one uses/,
  )
  await expect(migrate()).rejects.toThrow('newer version')
})

test('a migration that is held back waits for the release after', async () => {
  const last = names.at(-1) ?? ''
  expect(await migrate(`--hold=${last}`)).toMatchObject({ applied: names.slice(0, -1), held: [last] })
  expect(await migrate()).toMatchObject({ applied: [last] })
})

// The lint of migrations asks for it (docs/production.md), so it has to work.
test('an index can be made beside those who write, in a migration of its own', async () => {
  await migrate()
  const source = await readMigrations()
  const name = '20990101000000_sooner'
  const sql = 'CREATE INDEX CONCURRENTLY "Tool_sooner_idx" ON "Tool"("createdAt", "slug");'
  const migrationFile = { path: 'migration.sql', content: { tag: 'ok', value: sql } as const }
  const added = {
    ...source,
    names: [...source.names, name],
    list: {
      ...source.list,
      migrationDirectories: [...source.list.migrationDirectories, { path: name, migrationFile }],
    },
  }
  expect(await applyMigrations(url, added)).toEqual([name])
  const { rows } = await query(
    `SELECT indisvalid FROM pg_index WHERE indexrelid = '"Tool_sooner_idx"'::regclass`,
  )
  expect(rows).toEqual([{ indisvalid: true }])
})
