import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { testServer } from '@parlance/testing/test-server'
import { Client } from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { queryAt } from './support/query-at.ts'

const database = `keeper_meanwhile_${randomUUID().slice(0, 8)}`
let server: string
let url: string
let folder: string
let other: Client

const sql = (text: string, at = url) => queryAt(at, text)

const keeper = async (name: string, ...words: string[]) => {
  const env = {
    DATABASE_URL: url,
    ASSETS_DIR: join(folder, 'site'),
    BACKUP_DIR: join(folder, 'backups'),
    MIGRATIONS_DIR: folder,
  }
  return (await commands[name]?.(readKeeperConfig(env), words)) ?? {}
}

beforeAll(async () => {
  server = await testServer('postgres')
  url = Object.assign(new URL(server), { pathname: `/${database}` }).href
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance meanwhile '))
  await sql(`CREATE DATABASE ${database}`, server)
  await sql(
    'CREATE TABLE account (id int PRIMARY KEY, credit int); CREATE TABLE booking (id int PRIMARY KEY, credit int)',
  )
  await sql(
    'INSERT INTO account SELECT n, 10 FROM generate_series(1, 500) n; INSERT INTO booking SELECT n, 0 FROM generate_series(1, 500) n',
  )
  other = new Client({ connectionString: url })
  await other.connect()
})
afterEach(async () => {
  await other.end()
  rmSync(folder, { recursive: true, force: true })
  const left = await sql(`SELECT datname FROM pg_database WHERE starts_with(datname, '${database}')`, server)
  for (const { datname } of left) await sql(`DROP DATABASE "${String(datname)}" WITH (FORCE)`, server)
})

/** Starts a backup that has to wait for what `other` holds, and says when it does. */
async function startBackup(): Promise<{ made: Promise<Record<string, unknown>> }> {
  const made = keeper('create')
  made.catch(() => {})
  await waitUntil('the backup waits', async () => {
    const waiting = await sql(
      `SELECT FROM pg_stat_activity WHERE datname = '${database}' AND wait_event_type = 'Lock' AND query LIKE 'LOCK TABLE%'`,
    )
    return waiting.length > 0
  })
  // In an object, or who waits for this would wait for the backup.
  return { made }
}

/** What a backup holds, looked at in the place of the data. */
async function restored(name: unknown): Promise<Record<string, unknown>[]> {
  await keeper('prepare', String(name))
  return sql(
    `SELECT (SELECT count(*) FROM account)::int AS accounts, ((SELECT sum(credit) FROM account) + (SELECT sum(credit) FROM booking))::int AS credit`,
    Object.assign(new URL(server), { pathname: `/${database}_restored` }).href,
  )
}

describe('while a backup is made', () => {
  test('what is written goes on, and the backup is of one moment', async () => {
    let over = false
    let moved = 0
    const writing = (async () => {
      while (!over) {
        const id = (moved++ % 500) + 1
        await other.query('BEGIN')
        await other.query('UPDATE account SET credit = credit - 1 WHERE id = $1', [id])
        await other.query('UPDATE booking SET credit = credit + 1 WHERE id = $1', [id])
        await other.query('COMMIT')
      }
    })()
    const names: unknown[] = []
    for (let made = 0; made < 2; made++) {
      const before = moved
      names.push((await keeper('create')).name)
      expect(moved).toBeGreaterThan(before)
    }
    over = true
    await writing
    for (const name of names) {
      expect(await keeper('verify', String(name))).toMatchObject({ outcome: 'verified' })
      expect(await restored(name)).toEqual([{ accounts: 500, credit: 5_000 }])
    }
  })

  test('a deploy that rewrites a table: its rows are in the backup, as they became', async () => {
    await other.query('BEGIN')
    await other.query('ALTER TABLE account ADD COLUMN token uuid DEFAULT gen_random_uuid()')
    const { made } = await startBackup()
    await other.query('COMMIT')
    const { name, rows } = await made
    expect(rows).toBe(1_000)
    expect(await keeper('verify', String(name))).toMatchObject({ outcome: 'verified' })
    expect(await restored(name)).toEqual([{ accounts: 500, credit: 5_000 }])
  })

  test('a deploy that makes one table and drops another: the backup has what is there in the end', async () => {
    await sql('CREATE TABLE former (id int)')
    await other.query('BEGIN')
    await other.query('DROP TABLE former')
    await other.query('CREATE TABLE latter AS SELECT generate_series(1, 7) AS id')
    const { made } = await startBackup()
    await other.query('COMMIT')
    const { name, tables, rows } = await made
    expect({ tables, rows }).toEqual({ tables: 3, rows: 1_007 })
    expect(await keeper('verify', String(name))).toMatchObject({ outcome: 'verified' })
  })
})
