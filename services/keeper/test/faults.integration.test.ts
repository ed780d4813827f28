import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { testServer } from '@parlance/testing/test-server'
import { Client } from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { queryAt } from './support/query-at.ts'

const program = join(import.meta.dirname, '../src/keeper-main.ts')
const database = `keeper_fault_${randomUUID().slice(0, 8)}`
let server: string
let url: string
let folder: string

const sql = (text: string, at = url) => queryAt(at, text)

const environment = () => ({
  DATABASE_URL: url,
  ASSETS_DIR: join(folder, 'site'),
  BACKUP_DIR: join(folder, 'backups'),
  MIGRATIONS_DIR: folder,
})

async function keeper(name: string, ...words: string[]) {
  try {
    const said = (await commands[name]?.(readKeeperConfig(environment()), words)) ?? {}
    return { ok: said.ok !== false, said, error: '' }
  } catch (error) {
    return { ok: false, said: {} as Record<string, unknown>, error: String(error) }
  }
}

const databases = async () =>
  (
    await sql(`SELECT datname FROM pg_database WHERE starts_with(datname, '${database}') ORDER BY 1`, server)
  ).map(({ datname }) => String(datname))
const messages = async () => (await sql('SELECT count(*)::int AS n FROM message'))[0]?.n

beforeAll(async () => {
  server = await testServer('postgres')
  url = Object.assign(new URL(server), { pathname: `/${database}` }).href
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance fault '))
  await sql(`CREATE DATABASE ${database}`, server)
  await sql(`CREATE TABLE message (seq int PRIMARY KEY, body text)`)
  await sql(`INSERT INTO message SELECT n, md5(n::text) FROM generate_series(1, 3000) n`)
  for (const content of ['one image', 'another image']) {
    const hash = createHash('sha256').update(content).digest('hex')
    const file = join(folder, 'site', hash.slice(0, 2), `${hash.slice(2)}.webp`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const name of await databases()) await sql(`DROP DATABASE "${name}" WITH (FORCE)`, server)
})

/** Files of the repository, but for the record of verifications. */
const repository = () =>
  readdirSync(join(folder, 'backups'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'evidence.ndjson')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

describe('one thing in the repository is another', () => {
  test('of a hundred flipped bits, spread over everything that is kept, a hundred are found', async () => {
    await keeper('create')
    const files = repository().map((file) => ({ file, size: statSync(file).size }))
    const all = files.reduce((sum, { size }) => sum + size, 0)
    expect(
      files
        .map(({ file }) =>
          file
            .split('/')
            .at(-1)
            ?.replace(/^.*\.webp$/, 'image'),
        )
        .sort(),
    ).toEqual(['database.tar.zst', 'image', 'image', 'manifest.json'])
    const missed: string[] = []
    for (let turn = 0; turn < 100; turn++) {
      // Even steps over all bytes, and each bit of a byte in turn.
      let offset = Math.floor((turn * all) / 100)
      const hit = files.find(({ size }) => {
        if (offset < size) return true
        offset -= size
        return false
      })
      const file = hit?.file ?? ''
      const whole = readFileSync(file)
      const other = Buffer.from(whole)
      other[offset] = (other[offset] ?? 0) ^ (1 << (turn % 8))
      writeFileSync(file, other)
      if ((await keeper('verify')).ok) missed.push(`${file} at ${offset}`)
      writeFileSync(file, whole)
    }
    expect(missed).toEqual([])
    expect((await keeper('verify')).said).toMatchObject({ outcome: 'verified' })
  })

  test('any file that is gone is found', async () => {
    await keeper('create')
    for (const file of repository()) {
      const whole = readFileSync(file)
      rmSync(file)
      expect([file, (await keeper('verify')).ok]).toEqual([file, false])
      writeFileSync(file, whole)
    }
  })
})

describe('killed in the middle', () => {
  /** Starts the program, kills it once something is to be seen, and waits for its end. */
  async function kill(words: readonly string[], what: string, seen: () => Promise<unknown>): Promise<void> {
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...process.env, ...environment() },
      stdio: 'ignore',
    })
    const ended = once(child, 'exit')
    await waitUntil(what, seen)
    child.kill('SIGKILL')
    await ended
  }
  const appears = (end: RegExp) => async () => (await databases()).find((name) => end.test(name))
  const holderName = `holder of ${database}`
  /** A row that nobody can write again, wherever it is restored, for as long as this is not given up. */
  async function holdRestores(): Promise<() => Promise<void>> {
    await sql(`CREATE FUNCTION nobody_holds() RETURNS boolean LANGUAGE plpgsql AS $$
      BEGIN
        WHILE EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE application_name = '${holderName}') LOOP
          PERFORM pg_catalog.pg_sleep(0.05);
          PERFORM pg_catalog.pg_stat_clear_snapshot();
        END LOOP;
        RETURN true;
      END $$`)
    await sql('CREATE TABLE held (id int PRIMARY KEY CHECK (nobody_holds()))')
    await sql('INSERT INTO held VALUES (1)')
    const holder = new Client({ connectionString: server, application_name: holderName })
    await holder.connect()
    return () => holder.end()
  }

  test('a verification: what is there stays unverified, and the next one clears up after it', async () => {
    const letGo = await holdRestores()
    await keeper('create')
    await kill(['verify'], 'the scratch database', appears(/_scratch_\d+$/))
    await letGo()
    expect((await keeper('list')).said).toMatchObject({ backups: [{ state: 'unverified' }], broken: [] })
    // The server ends the work of who has gone by itself; whoever holds the lock until then is waited for.
    await waitUntil('the next verification', async () => (await keeper('verify')).ok)
    expect(await databases()).toEqual([database])
  })

  test('a restore that prepares: the site is as it was, and the next restore begins anew', async () => {
    const letGo = await holdRestores()
    await keeper('create')
    await sql('DELETE FROM message WHERE seq > 10')
    await kill(['prepare', 'latest'], 'the prepared database', appears(/_restored$/))
    await letGo()
    expect(await messages()).toBe(10)
    await waitUntil('the next restore', async () => (await keeper('prepare', 'latest')).ok)
    expect(await keeper('swap')).toMatchObject({ ok: true })
    expect(await messages()).toBe(3_000)
  })

  test('a swap that waits: the site has the old data or the new, whole', async () => {
    await keeper('create')
    await sql('DELETE FROM message WHERE seq > 10')
    await keeper('prepare', 'latest')
    // Whoever changes something about a database holds its name until the end.
    const holder = new Client({ connectionString: server })
    await holder.connect()
    await holder.query('BEGIN')
    await holder.query(`ALTER DATABASE ${database} SET statement_timeout = 0`)
    await holder.query(`COMMENT ON DATABASE ${database} IS 'held'`)
    await kill(['swap'], 'the waiting swap', async () => {
      const rows = await sql(
        `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'ALTER DATABASE%RENAME%' AND state = 'active'`,
        server,
      )
      return rows.length > 0
    })
    await holder.query('ROLLBACK')
    await holder.end()
    await waitUntil('the name is free', async () => (await databases()).includes(database))
    const whole = await waitUntil('the site answers', () => messages().catch(() => undefined))
    expect([10, 3_000]).toContain(whole)
  })

  test('a backup with all rows written: nothing is named as one', async () => {
    await kill(['create'], 'the archive', async () =>
      readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('database.tar.zst')),
    )
    expect((await keeper('list')).said).toMatchObject({ broken: [] })
    await waitUntil('the next backup', async () => (await keeper('create')).ok)
    expect((await keeper('verify')).said).toMatchObject({ outcome: 'verified' })
  })

  test('pruning: what is left is whole, and the newest verified one is among it', async () => {
    for (let made = 0; made < 4; made++) await keeper('create')
    await keeper('verify')
    const watcher = watch(join(folder, 'backups'))
    const moved = once(watcher, 'rename')
    const child = spawn(process.execPath, [program, 'prune'], {
      env: { ...process.env, ...environment() },
      stdio: 'ignore',
    })
    const ended = once(child, 'exit')
    await Promise.race([moved, once(watcher, 'change')])
    child.kill('SIGKILL')
    await ended
    watcher.close()
    const { said } = await keeper('list')
    expect(said.broken).toEqual([])
    expect(said.backups).toMatchObject([{ state: 'verified' }, ...(said.backups as unknown[]).slice(1)])
    for (const { name } of said.backups as { name: string }[])
      expect(await waitUntil('the lock', async () => (await keeper('verify', name)).ok)).toBe(true)
  })
})
