import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, waitUntil } from '@parlance/testing'
import { containersMissing } from '@parlance/testing/test-server'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const run = promisify(execFile)
const docker = async (...args: string[]) => (await run('docker', args, { maxBuffer: 16e6 })).stdout.trim()
const missing = await containersMissing()

const root = join(import.meta.dirname, '../../..')
const image = process.env.PARLANCE_TEST_POSTGRES_IMAGE ?? 'postgres:17'
const id = `pit-${randomUUID().slice(0, 8)}`
/** PostgreSQL does not run as root. */
const user = String(userInfo().uid || 1_000)
let folder: string
let port: number

/** A server of the image of production, with the rules by which production lets in. */
async function startServer(): Promise<void> {
  port = await freePort()
  await docker(
    ...['run', '--detach', '--name', `${id}-server`, '--network', id, '--network-alias', 'postgres'],
    ...[
      '--publish',
      `127.0.0.1:${port}:5432`,
      '--env',
      'POSTGRES_USER=parlance',
      '--env',
      'POSTGRES_PASSWORD=secret',
    ],
    ...['--env', 'POSTGRES_DB=site', '--env', 'POSTGRES_INITDB_ARGS=--encoding=UTF8 --locale=C.UTF-8'],
    ...['--volume', `${join(root, 'deploy/postgres')}:/etc/parlance:ro`],
    ...[image, 'postgres', '-c', 'hba_file=/etc/parlance/pg_hba.conf'],
  )
  await waitUntil('the server', () => sql('SELECT 1').catch(() => undefined))
}

/** The keeper as it is in the sources, where PostgreSQL's tools are: a container of the server's image, with our Node. */
async function startKeeper(
  more: Record<string, string> = {},
  flags: readonly string[] = [],
): Promise<{ port: number }> {
  const own = await freePort()
  await docker('rm', '--force', `${id}-keeper`)
  const env = {
    DATABASE_URL: 'postgresql://parlance:secret@postgres:5432/site',
    ASSETS_DIR: join(folder, 'assets'),
    BACKUP_DIR: join(folder, 'the backups'),
    MIGRATIONS_DIR: join(root, 'services/backend/prisma/migrations'),
    ENABLE_AUTO_BACKUP: 'false',
    BACKUP_WAL: 'true',
    BACKUP_WAL_FREE_MB: '0',
    BACKUP_WAL_KEEP_MB: '64',
    HOST: '0.0.0.0',
    ...more,
  }
  await docker(
    ...['run', '--detach', '--init', '--name', `${id}-keeper`, '--network', id],
    ...['--publish', `127.0.0.1:${own}:3004`, '--user', `${user}:${user}`, ...flags],
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...['--volume', `${root}:${root}:ro`, '--volume', `${folder}:${folder}`],
    ...[
      '--entrypoint',
      realpathSync(join(root, 'node_modules/node/bin/node')),
      image,
      join(root, 'services/keeper/src/main.ts'),
    ],
  )
  return { port: own }
}

/** The keeper's program for one thing, beside the service. */
async function keeper(...words: string[]): Promise<Record<string, unknown>> {
  const node = realpathSync(join(root, 'node_modules/node/bin/node'))
  const program = join(root, 'services/keeper/src/keeper-main.ts')
  return JSON.parse(await docker('exec', `${id}-keeper`, node, program, ...words)) as Record<string, unknown>
}

async function sql(text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: `postgresql://parlance:secret@127.0.0.1:${port}/site` })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const metrics = async (at: number) => (await fetch(`http://127.0.0.1:${at}/metrics`)).text()
const figure = async (at: number, name: string) =>
  Number(new RegExp(`^${name}\\S* (\\S+)$`, 'm').exec(await metrics(at).catch(() => ''))?.[1] ?? Number.NaN)
const bodies = async () => (await sql('SELECT body FROM message ORDER BY seq')).map(({ body }) => body)
/** By the clock of the server. */
async function now(): Promise<string> {
  const [row] = await sql(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS now`,
  )
  return String(row?.now)
}
const write = (body: string) => sql(`INSERT INTO message (body) VALUES ('${body}')`)
async function restore(name: unknown): Promise<void> {
  await keeper('prepare', String(name))
  await keeper('swap')
}

describe.skipIf(missing !== '')(`any moment${missing && ` (skipped: ${missing})`}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parlance-moment-'))
    for (const name of ['the backups', 'assets']) {
      mkdirSync(join(folder, name))
      chmodSync(join(folder, name), 0o777)
    }
    chmodSync(folder, 0o755)
    await docker('network', 'create', id)
    await startServer()
    await sql(
      'CREATE TABLE message (seq int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text, at timestamptz DEFAULT clock_timestamp())',
    )
    const { port: own } = await startKeeper()
    await waitUntil(
      'a base backup',
      async () => (await figure(own, 'parlance_wal_oldest_timestamp_seconds')) > 0,
    )
  })
  afterAll(async () => {
    await docker('rm', '--force', '--volumes', `${id}-keeper`, `${id}-server`)
    await docker('network', 'rm', id)
    rmSync(folder, { recursive: true, force: true })
  })

  test('the data is as it was then: what came later is gone, what was lost later is back', async () => {
    await write('first')
    await write('second')
    const then = await now()
    await sql("DELETE FROM message WHERE body = 'first'")
    await write('third')
    expect(await keeper('rewind', then)).toMatchObject({ ok: true, rows: 2 })
    await restore(`parlance-${then.replaceAll(/[-:.]/g, '')}`)
    expect(await bodies()).toEqual(['first', 'second'])
  })

  test('an incremental base backup is joined with the one that it continues', async () => {
    await write('before the base')
    expect(await keeper('base')).toMatchObject({ kind: 'incremental' })
    await write('after the base')
    const then = await now()
    await sql('DELETE FROM message')
    const { name } = await keeper('rewind', then)
    await restore(name)
    expect(await bodies()).toEqual(['first', 'second', 'before the base', 'after the base'])
  })

  test('a moment before the first base backup is refused with the oldest that there is', async () => {
    await expect(keeper('rewind', '2001-01-01T00:00:00.000Z')).rejects.toThrow(
      /the oldest moment that can be restored is 20\d\d-/,
    )
  })

  test('a server that is killed under load, with its disk: what was acknowledged before the last moments is there', async () => {
    const acknowledged: { seq: number; at: number }[] = []
    const writers = Array.from({ length: 4 }, async () => {
      const client = new Client({ connectionString: `postgresql://parlance:secret@127.0.0.1:${port}/site` })
      client.on('error', () => {})
      await client.connect()
      try {
        for (;;) {
          const { rows } = await client.query(
            "INSERT INTO message (body) VALUES ('under load') RETURNING seq",
          )
          acknowledged.push({ seq: rows[0]?.seq, at: Date.now() })
        }
      } catch {
        // The server is gone.
      }
    })
    await waitUntil('two thousand messages', async () => acknowledged.length > 2_000)
    const killed = Date.now()
    await docker('kill', '--signal', 'KILL', `${id}-server`)
    await Promise.all(writers)
    await docker('rm', '--volumes', `${id}-server`)
    await startServer()
    await sql('CREATE TABLE message ()')
    const { name } = await waitUntil('the log is read', () =>
      keeper('rewind', new Date().toISOString(), '--end').catch(() => undefined),
    )
    await restore(name)
    const there = new Set((await sql('SELECT seq FROM message')).map(({ seq }) => seq))
    const lost = acknowledged.filter(({ seq }) => !there.has(seq))
    const oldest = Math.max(0, ...lost.map(({ at }) => killed - at))
    console.log(
      `acknowledged ${acknowledged.length}, lost ${lost.length}, the oldest ${oldest} ms before the end`,
    )
    // A second is what is promised; a machine that has no time for the keeper has more to bring.
    expect(oldest).toBeLessThan(10_000)
  })

  test('a slot whose log would fill the disk of the server is given up, told, and begun anew', async () => {
    await docker('rm', '--force', `${id}-keeper`)
    await sql(
      "SELECT pg_logical_emit_message(false, 'fill', repeat('x', 1000000)) FROM generate_series(1, 200)",
    )
    await waitUntil('the server lets go of it', async () => {
      await sql('CHECKPOINT')
      const [slot] = await sql('SELECT wal_status FROM pg_replication_slots')
      return slot?.wal_status === 'lost'
    })
    const { port: own } = await startKeeper()
    await waitUntil('a new stream', async () => (await figure(own, 'parlance_wal_streaming')) === 1)
    expect(await figure(own, 'parlance_wal_given_up_total')).toBe(1)
    expect(await docker('logs', `${id}-keeper`)).toContain('what lies between cannot be restored')
  })

  test('a disk of the backups that is nearly full ends the stream, and the server keeps nothing for it', async () => {
    const { port: own } = await startKeeper({ BACKUP_WAL_FREE_MB: String(1e9) })
    await waitUntil('it is given up', async () => (await figure(own, 'parlance_wal_given_up_total')) === 1)
    expect(await sql('SELECT slot_name FROM pg_replication_slots')).toEqual([])
    const health = await (await fetch(`http://127.0.0.1:${own}/health`)).json()
    expect(health).toMatchObject({ problems: [expect.stringMatching(/BACKUP_WAL_FREE_MB/)] })
  })

  test('a disk that fills: base backup and dump end with a sentence, and nothing is named as one', async () => {
    await sql(
      'CREATE TABLE big AS SELECT md5(random()::text) || md5(random()::text) || md5(random()::text) AS body FROM generate_series(1, 200000)',
    )
    const small = '/small'
    await startKeeper({ BACKUP_DIR: small, BACKUP_WAL: 'false' }, ['--tmpfs', `${small}:size=8m,mode=1777`])
    await expect(keeper('create')).rejects.toThrow(/no space left/i)
    expect(await keeper('list')).toMatchObject({ backups: [], broken: [] })
    const { port: own } = await startKeeper({ BACKUP_DIR: small }, ['--tmpfs', `${small}:size=56m,mode=1777`])
    await waitUntil('the stream', async () => (await figure(own, 'parlance_wal_streaming')) === 1)
    await waitUntil('the base backup has failed', async () =>
      /no space left.*a base backup failed/i.test(await docker('logs', `${id}-keeper`)),
    )
    expect(await docker('exec', `${id}-keeper`, 'find', `${small}/point-in-time`, '-name', '*.part')).toBe('')
    expect(await keeper('list')).not.toHaveProperty('moments')
  })
})
