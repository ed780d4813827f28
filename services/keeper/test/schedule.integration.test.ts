import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { freePort, waitUntil } from '@parlance/testing'
import { testServer } from '@parlance/testing/test-server'
import { Client } from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { manifestText } from '../src/backups/backup-folder.ts'
import type { Verification } from '../src/backups/evidence.ts'
import { readKeeperConfig, scheduleOf } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { newestVerified, runNightly } from '../src/schedule/nightly.ts'
import type { TaskAnswer } from '../src/schedule/run-task.ts'

const main = join(import.meta.dirname, '../src/main.ts')
const migrations = join(import.meta.dirname, '../../backend/prisma/migrations')

const database = `keeper_clock_${randomUUID().slice(0, 8)}`
let server: string
let url: string
let folder: string

async function sql(words: string, at: string): Promise<void> {
  const client = new Client({ connectionString: at })
  await client.connect()
  await client.query(words)
  await client.end()
}

beforeAll(async () => {
  server = await testServer('postgres')
  await sql(`CREATE DATABASE ${database}`, server)
  url = Object.assign(new URL(server), { pathname: `/${database}` }).href
  await sql(
    `CREATE TABLE word (id int PRIMARY KEY, text text); INSERT INTO word SELECT n, 'word ' || n FROM generate_series(1, 500) n`,
    url,
  )
})
afterAll(() => sql(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`, server))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance clock '))
  cpSync(migrations, join(folder, 'migrations'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const environment = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  ASSETS_DIR: join(folder, 'site'),
  BACKUP_DIR: join(folder, 'backups'),
  MIGRATIONS_DIR: join(folder, 'migrations'),
  APP_VERSION: '1.2.3',
})

/** The program's own commands, without a process for each. */
const run = async ([name = '', ...words]: readonly string[]) =>
  ({ ok: true, ...(await commands[name]?.(readKeeperConfig(environment(url)), words)) }) as TaskAnswer
/** As if it had been made so many days ago: retention keeps one a day. */
function age(name: string | undefined, days: number): void {
  const file = join(folder, 'backups', String(name), 'manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  const createdAt = new Date(Date.parse(manifest.createdAt) - days * 86_400_000).toISOString()
  writeFileSync(file, manifestText({ ...manifest, createdAt }))
}
const night = () => runNightly(join(folder, 'backups'), run)

describe('a run of the schedule', () => {
  test('backs up, restores and compares', async () => {
    const result = await night()
    expect(result).toEqual({
      outcome: 'verified',
      backup: expect.any(String),
      decayed: [],
      offsite: undefined,
      problems: [],
    })
    expect(await newestVerified(join(folder, 'backups'))).toBeGreaterThan(Date.now() - 600_000)
  })

  test('looks again at the older backup that was verified longest ago, and tells when it no longer holds', async () => {
    const first = await night()
    age(first.backup, 3)
    const second = await night()
    age(second.backup, 2)
    const file = join(folder, 'backups', String(first.backup), 'database.tar.zst')
    const content = readFileSync(file)
    content[100] = (content[100] ?? 0) ^ 1
    writeFileSync(file, content)
    // The second run looked at the first backup last; the one after it looks at the second before it comes to the first.
    expect(second.decayed).toEqual([])
    const third = await night()
    expect(third.decayed).toEqual([])
    age(third.backup, 1)
    const found = await night()
    expect(found.outcome).toBe('verified')
    expect(found.decayed).toEqual([first.backup])
    expect(found.problems.join()).toMatch(/checksum/)
  })

  test('a week of nights: seven backups, each verified in its night, and an older one with it from the second on', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const nights = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2027, 1, 24 + day, 2)))
    try {
      for (const at of nights) {
        vi.setSystemTime(at)
        expect(await night()).toMatchObject({ outcome: 'verified', decayed: [], problems: [] })
      }
    } finally {
      vi.useRealTimers()
    }
    const { verifications } = (await run(['evidence'])) as { verifications?: Verification[] }
    const told = (verifications ?? []).map(({ at, backup, outcome, compared }) => ({
      night: at.slice(5, 10),
      of: `${backup.slice(13, 15)}-${backup.slice(15, 17)}`,
      outcome,
      ...compared,
    }))
    console.log(told.map((one) => Object.values(one).join(' ')).join('\n'))
    const days = ['02-24', '02-25', '02-26', '02-27', '02-28', '03-01', '03-02']
    const proven = { outcome: 'verified', tables: 1, rows: 500, assets: 0 }
    expect(told.filter((one) => one.night === one.of)).toEqual(
      days.map((day) => ({ night: day, of: day, ...proven })),
    )
    // Each night the one of the others that was looked at longest ago; of two of the same night the older backup.
    expect(told.filter((one) => one.night !== one.of).map((one) => [one.night, one.of])).toEqual([
      ['02-25', '02-24'],
      ['02-26', '02-24'],
      ['02-27', '02-25'],
      ['02-28', '02-24'],
      ['03-01', '02-26'],
      ['03-02', '02-25'],
    ])
  })

  test('one without a database fails with a sentence, and what there is stays', async () => {
    await night()
    const failing = await runNightly(join(folder, 'backups'), async ([name = '', ...words]) => {
      const config = readKeeperConfig(environment(`${url}_missing`))
      return { ok: true, ...(await commands[name]?.(config, words)) } as TaskAnswer
    })
    expect(failing).toMatchObject({ outcome: 'failed', backup: undefined })
    expect(failing.problems[0]).toMatch(/backing up: .*does not exist/)
    expect(readdirSync(join(folder, 'backups')).filter((name) => name.startsWith('parlance-'))).toHaveLength(
      1,
    )
  })
})

test.each([
  ['0 2 * * *', 'Europe/Paris', '2026-11-25T02:00:00+01:00'],
  ['30 4 * * 0', 'UTC', '2026-11-29T04:30:00Z'],
])('the schedule %s by the clock of %s', (BACKUP_SCHEDULE, BACKUP_TIMEZONE, next) => {
  const schedule = scheduleOf('BACKUP_SCHEDULE', { BACKUP_SCHEDULE, BACKUP_TIMEZONE })
  expect(schedule.nextRun(new Date('2026-11-24T12:00:00Z'))).toEqual(new Date(next))
  schedule.stop()
})

test('what is no schedule is refused with the way to write one', () => {
  expect(() => scheduleOf('BACKUP_SCHEDULE', { BACKUP_SCHEDULE: 'at two', BACKUP_TIMEZONE: 'UTC' })).toThrow(
    /0 2 \* \* \*/,
  )
})

describe('the service', () => {
  let child: ChildProcess
  let webhook: Server
  let notices: { event: string; text: string; problems: string[] }[]
  let port: number

  beforeEach(async () => {
    notices = []
    webhook = createServer(async (request, response) => {
      notices.push(JSON.parse(await text(request)))
      response.end()
    }).listen(0, '127.0.0.1')
    await once(webhook, 'listening')
    port = await freePort()
  })
  afterEach(async () => {
    child.kill('SIGKILL')
    webhook.close()
  })

  const start = (databaseUrl: string, more: Record<string, string> = {}) => {
    child = spawn(process.execPath, [main], {
      env: {
        ...environment(databaseUrl),
        PORT: String(port),
        ALERT_WEBHOOK_URL: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/alert`,
        ...more,
      },
      stdio: 'ignore',
    })
  }
  const health = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)
    return response?.ok ? ((await response.json()) as Record<string, unknown>) : undefined
  }

  test('makes up for what was missed, shows it as health and metrics, and ends when it is told to', async () => {
    start(url)
    const healthy = await waitUntil('a verified backup', async () => {
      const said = await health()
      return said?.status === 'healthy' && said.running === false ? said : undefined
    })
    expect(healthy).toMatchObject({ automatic: true, backups: 1, problems: [] })
    expect(Date.parse(String(healthy.next))).toBeGreaterThan(Date.now())
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    expect(metrics).toMatch(/parlance_backup_runs_total\{outcome="verified",service="keeper"\} 1/)
    expect(metrics).toMatch(/parlance_backup_newest_verified_timestamp_seconds\S* 1\.?\d{2,}/)
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    expect(notices).toEqual([])
  })

  test('tells the webhook and writes a letter, once, that backups fail, and says so itself', async () => {
    const letters: { to: string[]; words: string }[] = []
    const mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      async onData(stream, { envelope }, done) {
        letters.push({ to: envelope.rcptTo.map(({ address }) => address), words: await text(stream) })
        done()
      },
    })
    await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve))
    start(`${url}_missing`, {
      SMTP_URL: `smtp://127.0.0.1:${(mail.server.address() as AddressInfo).port}`,
      ALERT_EMAIL_TO: 'ada@example.org, ben@example.org',
      EDGE_SITE: 'parlance.example',
    })
    await waitUntil('a notice', async () => notices[0])
    await waitUntil('a letter', async () => letters[0])
    await new Promise<void>((resolve) => mail.close(resolve))
    expect(letters).toEqual([
      {
        to: ['ada@example.org', 'ben@example.org'],
        words: expect.stringMatching(/Subject: Backups of parlance\.example fail.*does not exist/s),
      },
    ])
    expect(notices).toEqual([
      expect.objectContaining({
        event: 'backup-failing',
        problems: [expect.stringContaining('does not exist')],
      }),
    ])
    expect(await health()).toMatchObject({ status: 'degraded', newestVerified: null, backups: 0 })
  })

  test('without automatic backups it makes none, and is healthy', async () => {
    start(url, { ENABLE_AUTO_BACKUP: 'false' })
    const said = await waitUntil('it answers', health)
    expect(said).toMatchObject({ status: 'healthy', automatic: false, next: null, backups: 0 })
  })
})
