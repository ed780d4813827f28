import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, waitUntil } from '@parlance/testing'
import { containersMissing } from '@parlance/testing/test-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { queryAt } from './support/query-at.ts'

const run = promisify(execFile)
const docker = async (...args: string[]) => (await run('docker', args)).stdout.trim()
const missing = await containersMissing()
const image = process.env.PARLANCE_TEST_POSTGRES_IMAGE ?? 'postgres:17'
/** Who restores, with which rights, on which disks (in megabytes). */
interface Case {
  readonly title: string
  readonly user: string
  readonly disk: number
  readonly log: readonly string[]
  /** What is left on the disk when it begins. */
  readonly free: number
  readonly said: RegExp
}
const cases: readonly Case[] = [
  {
    title: 'one disk for files and log: the keeper gives up before it is full',
    user: 'postgres',
    disk: 600,
    log: [],
    free: 110,
    said: /the disk of the database is full \(\d+ MB of 600 MB are left, which the site itself needs\)/,
  },
  {
    title: 'by a user who may not look at the disk: the server says that it is full',
    user: 'site',
    disk: 260,
    log: ['--tmpfs', '/log:size=1g'],
    free: 12,
    said: /the disk of the database is full \(.*No space left on device\)/,
  },
]

let container: string
let folder: string
let url: string
let server: string

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
const databases = async () =>
  (await sql(`SELECT datname FROM pg_database WHERE datname LIKE 'site%' ORDER BY 1`, server)).map(
    ({ datname }) => String(datname),
  )
const digest = async () =>
  (await sql('SELECT count(*)::int AS n, md5(string_agg(body, seq::text ORDER BY seq)) FROM message'))[0]
const freeMegabytes = async () =>
  Number((await docker('exec', container, 'df', '--block-size=1M', '--output=avail', '/disk')).split('\n')[1])
const makeRoom = () => docker('exec', container, 'rm', '/disk/ballast')
/** Of the server's processes: a crash of one begins them all anew. */
const startedAt = () =>
  sql(
    'SELECT pg_postmaster_start_time() AS at, (SELECT min(backend_start) FROM pg_stat_activity) AS oldest',
    server,
  )
/** Leaves so many megabytes free, by a file that stands for whatever else fills disks. */
async function fillUp(free: number): Promise<void> {
  const ballast = (await freeMegabytes()) - free
  await docker(
    'exec',
    container,
    'dd',
    'if=/dev/zero',
    'of=/disk/ballast',
    'bs=1M',
    `count=${ballast}`,
    'status=none',
  )
}

describe.skipIf(missing !== '').each(cases)(
  `the disk of the database fills during a restore. $title${missing && ` (skipped: ${missing})`}`,
  ({ user, disk, log, free, said }) => {
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'parlance full '))
      container = `full-disk-${randomUUID().slice(0, 8)}`
      const port = await freePort()
      const waldir = log.length > 0 ? ' --waldir=/log/wal' : ''
      await docker(
        ...['run', '--detach', '--name', container, '--publish', `127.0.0.1:${port}:5432`],
        ...['--tmpfs', `/disk:size=${disk}m`, ...log, '--env', 'PGDATA=/disk/data'],
        ...['--env', `POSTGRES_INITDB_ARGS=--encoding=UTF8 --locale=C.UTF-8${waldir}`],
        ...['--env', 'POSTGRES_PASSWORD=secret', image],
        ...['postgres', '-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB'],
      )
      const at = (name: string, who: string) => `postgresql://${who}:secret@127.0.0.1:${port}/${name}`
      server = at('postgres', 'postgres')
      url = at('site', user)
      await waitUntil('the server', () => sql('SELECT 1', server).catch(() => undefined))
      await sql("CREATE ROLE site LOGIN CREATEDB PASSWORD 'secret'", server)
      await sql(`CREATE DATABASE site OWNER ${user}`, server)
      await sql(
        'CREATE TABLE message (seq int PRIMARY KEY, body text); INSERT INTO message VALUES (0, $$first$$)',
      )
      // An earlier restore, which has kept the data from before it.
      await keeper('create')
      await keeper('prepare', 'latest')
      await keeper('swap')
      await sql(`INSERT INTO message SELECT n, repeat(md5(n::text), 4) FROM generate_series(1, 400000) n`)
      await keeper('create')
      await sql('DELETE FROM message WHERE seq > 1000')
      await sql('CHECKPOINT', server)
    })
    afterAll(async () => {
      await docker('rm', '--force', '--volumes', container)
      rmSync(folder, { recursive: true, force: true })
    })

    test('the site has its old data and works, nothing half is left, and it is said what to free', async () => {
      const [before, there, started] = [await digest(), await databases(), await startedAt()]
      await fillUp(free)
      const error = await keeper('prepare', 'latest').then(String, String)
      console.log(error)
      expect(error).toMatch(said)
      expect(error).toMatch(/needs about as much room as it, \d\d MB/)
      const kept = there.find((name) => name.startsWith('site_before_'))
      expect(error).toContain(`DROP DATABASE "${kept}" gives `)
      expect(await databases()).toEqual(there)
      expect(await digest()).toEqual(before)
      expect(await sql('UPDATE message SET body = body WHERE seq = 0 RETURNING seq')).toEqual([{ seq: 0 }])
      // It never stopped meanwhile.
      expect(await startedAt()).toEqual(started)
      expect(await docker('logs', container)).not.toMatch(/PANIC/)
      await makeRoom()
    })

    test('a verification: it failed, says why in its evidence, and leaves no database', async () => {
      const there = await databases()
      await fillUp(free)
      expect(await keeper('verify', 'latest')).toMatchObject({
        ok: false,
        outcome: 'failed',
        problems: [expect.stringMatching(said)],
      })
      expect(await databases()).toEqual(there)
      await makeRoom()
    })

    test('with room again the same restore works', async () => {
      await keeper('prepare', 'latest')
      await keeper('swap')
      expect(await sql('SELECT count(*)::int AS n FROM message')).toEqual([{ n: 400_001 }])
    })
  },
)
