import { createHash, randomUUID } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startEmbeddedPostgres, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { killAfter, shares, wholeMs } from './support/kill-moments.ts'
import { queryAt } from './support/query-at.ts'

/** Ten moments of each, the same on every machine; KILL_SEED=$RANDOM tries others. */
const seed = Number(process.env.KILL_SEED ?? 20_261_129)
const moments = 10
/** The rows of the backup, and those of the site that it would replace. */
const [backedUp, newer] = [3_000, 10]

const database = `keeper_kill_${randomUUID().slice(0, 8)}`
/** A server of its own: what the killed leave behind is nobody else's. */
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>
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
const keeper = async (name: string, ...words: string[]) =>
  (await commands[name]?.(readKeeperConfig(environment()), words)) ?? {}

/** The server ends the work of who has gone by itself; whoever holds the lock until then is waited for. */
const works = (what: string, ...words: [string, ...string[]]) =>
  waitUntil(what, async () => {
    const said = await keeper(...words).catch(() => undefined)
    return said && said.ok !== false ? said : undefined
  })
const rows = () =>
  waitUntil('the site answers', async () => {
    const found = await sql('SELECT count(*)::int AS n, sum(seq)::int AS sum FROM message').catch(
      () => undefined,
    )
    return found?.[0]
  })
const old = { n: newer, sum: (newer * (newer + 1)) / 2 }
const restored = { n: backedUp, sum: (backedUp * (backedUp + 1)) / 2 }

/** The same, when the server has ended the work of who has gone. */
async function settled(): Promise<Record<string, unknown>> {
  await waitUntil('nobody else is at work', async () => {
    const others = await sql(
      `SELECT FROM pg_stat_activity WHERE datname LIKE '${database}%' AND pid <> pg_backend_pid()`,
    )
    return others.length === 0
  })
  return rows()
}

/** Where the site has an image. */
function fileOf(content: string): string {
  const hash = createHash('sha256').update(content).digest('hex')
  return join(folder, 'site', hash.slice(0, 2), `${hash.slice(2)}.webp`)
}
function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const loseRows = () => sql(`DELETE FROM message WHERE seq > ${newer}`)
async function fill(): Promise<void> {
  await sql('TRUNCATE message')
  await sql(`INSERT INTO message SELECT n, md5(n::text) FROM generate_series(1, ${backedUp}) n`)
}

beforeAll(async () => {
  postgres = await startEmbeddedPostgres()
  server = postgres.url
  url = Object.assign(new URL(server), { pathname: `/${database}` }).href
  folder = mkdtempSync(join(tmpdir(), 'parlance kill '))
  await sql(`CREATE DATABASE ${database}`, server)
  await sql('CREATE TABLE message (seq int PRIMARY KEY, body text)')
  for (const content of ['one image', 'another image']) write(fileOf(content), content)
})
beforeEach(async () => {
  rmSync(join(folder, 'backups'), { recursive: true, force: true })
  await fill()
})
afterAll(async () => {
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe(`killed at ${moments} moments of each (KILL_SEED=${seed})`, { timeout: 600_000 }, () => {
  /** Runs `each` for every moment, with how many were killed before they were done. */
  async function everyMoment(name: string, before: () => Promise<unknown>, after: () => Promise<unknown>) {
    await before()
    const whole = await wholeMs([name, url, folder])
    const share = shares(seed)
    let killed = 0
    for (let turn = 0; turn < moments; turn++) {
      await before()
      if (await killAfter(share() * whole, [name, url, folder])) killed++
      await after()
    }
    console.log(`${name}: ${killed} of ${moments} were killed before the end`)
    // Else nothing was tried.
    expect(killed).toBeGreaterThan(0)
  }

  test('a backup: nothing half is named as one, and the next is good', async () => {
    await everyMoment(
      'create',
      async () => {},
      async () => {
        const { broken, backups } = await keeper('list')
        expect(broken).toEqual([])
        for (const one of backups as { rows: number }[]) expect(one.rows).toBe(backedUp)
        await works('the next backup', 'create')
        expect(readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.part'))).toEqual([])
      },
    )
    expect(await works('its verification', 'verify')).toMatchObject({ outcome: 'verified' })
    expect(await rows()).toEqual(restored)
  })

  test('a verification: it counts only whole, and no database is left', async () => {
    await keeper('create')
    await everyMoment(
      'verify',
      async () => {},
      async () => {
        await works('the next verification', 'verify')
        const left = await sql(
          `SELECT datname FROM pg_database WHERE datname LIKE '${database}_scratch%'`,
          server,
        )
        expect(left).toEqual([])
      },
    )
    const { verifications } = await keeper('evidence')
    for (const one of verifications as { outcome: string; compared: object }[])
      expect(one).toMatchObject({ outcome: 'verified', compared: { tables: 1, rows: backedUp, assets: 2 } })
  })

  test('pruning: what is left is whole, and the newest verified one is among it', async () => {
    const [kept, work] = [join(folder, 'kept'), join(folder, 'backups')]
    for (let made = 0; made < 5; made++) await keeper('create')
    // All are of one day, of which the newest stays.
    await keeper('verify')
    const names = readdirSync(work)
      .filter((name) => name.startsWith('parlance-'))
      .sort()
    cpSync(work, kept, { recursive: true })
    await everyMoment(
      'prune',
      async () => {
        rmSync(work, { recursive: true, force: true })
        cpSync(kept, work, { recursive: true })
      },
      async () => {
        const { broken, backups } = await keeper('list')
        expect(broken).toEqual([])
        expect(backups).toMatchObject([
          { name: names.at(-1), state: 'verified' },
          ...(backups as unknown[]).slice(1),
        ])
        await works('the next pruning', 'prune')
        expect(((await keeper('list')).backups as { name: string }[]).map(({ name }) => name)).toEqual(
          names.slice(-1),
        )
      },
    )
    expect(await works('its verification', 'verify')).toMatchObject({ outcome: 'verified' })
  })

  test('a restore that prepares: the site is as it was, and the next restore works', async () => {
    await keeper('create')
    await loseRows()
    await everyMoment(
      'prepare',
      async () => {},
      async () => {
        expect(await rows()).toEqual(old)
        await works('the next restore', 'prepare', 'latest')
      },
    )
    await keeper('swap')
    expect(await rows()).toEqual(restored)
  })

  test('a restore of one table: its rows are the old ones or the new, all of them, and the next restore works', async () => {
    await keeper('create')
    const seen: number[] = []
    await everyMoment(
      'take-table',
      async () => {
        await loseRows()
        await works('what it is taken from', 'prepare', 'latest', '--table=message')
      },
      async () => {
        const found = await settled()
        expect([old, restored]).toContainEqual(found)
        seen.push(Number(found.n))
      },
    )
    await loseRows()
    await works('the next restore', 'prepare', 'latest', '--table=message')
    expect(await works('its rows', 'take-table', '--table=message')).toMatchObject({
      inserted: backedUp - newer,
    })
    expect(await rows()).toEqual(restored)
    console.log(
      `after a table that was killed: the old rows ${seen.filter((n) => n === newer).length}, the new ${seen.filter((n) => n !== newer).length}`,
    )
  })

  test('images that are put back: each is there whole or not at all, and the next time brings all', async () => {
    const content = (n: number) => `image ${n} `.repeat(20_000)
    const files = Array.from({ length: 40 }, (_, n) => fileOf(content(n)))
    for (const [n, file] of files.entries()) write(file, content(n))
    await keeper('create')
    await everyMoment(
      'put-assets',
      async () => {
        for (const file of files) rmSync(file, { force: true })
      },
      async () => {
        for (const [n, file] of files.entries())
          expect(existsSync(file) ? readFileSync(file, 'utf8') === content(n) : 'not there').not.toBe(false)
        await works('the next time', 'put-assets', 'latest')
        const names = readdirSync(join(folder, 'site'), { recursive: true }).map(String)
        expect(names.filter((name) => name.endsWith('.webp'))).toHaveLength(files.length + 2)
        expect(names.filter((name) => name.endsWith('.part'))).toEqual([])
      },
    )
    for (const file of files) rmSync(file)
  })

  test('a swap: the site has the old data or the new, whole, and the next restore works', async () => {
    await keeper('create')
    const seen: number[] = []
    await everyMoment(
      'swap',
      async () => {
        await loseRows()
        await works('what is to be swapped', 'prepare', 'latest')
      },
      async () => {
        const found = await rows()
        expect([old, restored]).toContainEqual(found)
        seen.push(Number(found.n))
        await dropBefore()
      },
    )
    await loseRows()
    await works('the next restore', 'prepare', 'latest')
    await works('its swap', 'swap')
    expect(await rows()).toEqual(restored)
    console.log(
      `after a swap that was killed: the old data ${seen.filter((n) => n === newer).length}, the new ${seen.filter((n) => n !== newer).length}`,
    )
  })
})

/** What a swap keeps of the data from before; ten of them are not needed here. */
async function dropBefore(): Promise<void> {
  const kept = await sql(`SELECT datname FROM pg_database WHERE datname LIKE '${database}_before_%'`, server)
  for (const { datname } of kept) await sql(`DROP DATABASE "${String(datname)}" WITH (FORCE)`, server)
}
