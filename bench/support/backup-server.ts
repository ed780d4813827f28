import { execFile } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, waitUntil } from '@parlance/testing'
import { Client } from 'pg'
import { readMigrations } from '../../services/backend/src/database/migrations.ts'
import { readSeed } from '../../services/backend/src/database/seed-files.ts'
import { seedSize } from '../../services/backend/src/database/seed-size.ts'
import { copyDatabase, prepareTemplate } from '../../services/backend/src/database/template.ts'

const run = promisify(execFile)
const docker = async (...args: string[]) => {
  const { stdout, stderr } = await run('docker', args, { maxBuffer: 64e6 })
  return { stdout: stdout.trim(), stderr: stderr.trim() }
}
const root = join(import.meta.dirname, '../..')
const image = process.env.PARLANCE_TEST_POSTGRES_IMAGE ?? 'postgres:17'
const imageBytes = 60_000
const listingLanguages = 7
/** Says at its end how much memory the process has held at most, in kilobytes. */
const rssTeller =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS "+process.resourceUsage().maxRSS))'

/** A server of production's image, in whose container PostgreSQL's tools and the keeper's program run as well. */
export async function startBackupServer() {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-bench-'))
  const [assets, backups] = [join(folder, 'site'), join(folder, 'backups')]
  for (const path of [folder, assets, backups]) {
    mkdirSync(path, { recursive: true })
    chmodSync(path, 0o777)
  }
  const container = `parlance-bench-${randomUUID().slice(0, 8)}`
  const port = await freePort()
  await docker(
    ...['run', '--detach', '--name', container, '--publish', `127.0.0.1:${port}:5432`],
    ...[
      '--env',
      'POSTGRES_PASSWORD=secret',
      '--env',
      'POSTGRES_INITDB_ARGS=--encoding=UTF8 --locale=C.UTF-8',
    ],
    ...['--volume', `${root}:${root}:ro`, '--volume', `${folder}:${folder}`, '--shm-size', '256m', image],
    ...['postgres', '-c', 'shared_buffers=256MB', '-c', 'max_wal_size=2GB'],
  )
  const at = (name: string) => `postgresql://postgres:secret@127.0.0.1:${port}/${name}`
  const sql = async (text: string, name = 'site') => {
    const client = new Client({ connectionString: at(name) })
    await client.connect()
    try {
      const result = await client.query(text)
      return (Array.isArray(result) ? result.at(-1) : result).rows as Record<string, unknown>[]
    } finally {
      await client.end()
    }
  }
  await waitUntil('the server', () => sql('SELECT 1', 'postgres').catch(() => undefined))
  const seed = await readSeed()
  const environment = {
    DATABASE_URL: 'postgresql://postgres:secret@127.0.0.1:5432/site',
    ASSETS_DIR: assets,
    BACKUP_DIR: backups,
    MIGRATIONS_DIR: join(root, 'services/backend/prisma/migrations'),
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }

  return {
    url: at('site'),
    backups,
    /** Of the keeper, as the container has it. */
    environment,
    sql,
    /** A directory of so many documents, made anew, and so many messages in its rooms. */
    async fill(documents: number, messages: number): Promise<void> {
      await sql('DROP DATABASE IF EXISTS site WITH (FORCE)', 'postgres')
      const { template } = await prepareTemplate(at('site'), await readMigrations(), seed)
      await copyDatabase(at('site'), template)
      const client = new Client({ connectionString: at('site') })
      await client.connect()
      await seedSize(client, seed, Math.ceil(documents / listingLanguages))
      await client.query(
        `INSERT INTO "Message" (id, "roomId", seq, "clientId", change, "authorName", language, body)
         SELECT gen_random_uuid(), room.id, room."lastSeq" + n, 'bench-' || n, room."lastChange" + n, 'Reader ' || n % 97, 'en',
                (SELECT string_agg(md5((n * 7 + w)::text), ' ') FROM generate_series(1, 1 + n % 5) w)
           FROM (SELECT *, count(*) OVER () AS rooms FROM "Room") room
          CROSS JOIN LATERAL generate_series(1, ceil($1::numeric / room.rooms)::int) n`,
        [messages],
      )
      await client.query('VACUUM ANALYZE')
      await client.query('CHECKPOINT')
      await client.end()
    },
    addImages(count: number): void {
      for (let made = 0; made < count; made++) writeImage(assets)
    },
    /** So many are replaced by others. */
    changeImages(count: number): void {
      const there = readdirSync(assets, { recursive: true }).map(String)
      for (const file of there.filter((path) => path.endsWith('.webp')).slice(0, count)) {
        rmSync(join(assets, file))
        writeImage(assets)
      }
    },
    /** One of PostgreSQL's own, beside the server. */
    tool: (...words: string[]) => docker('exec', '--env', 'PGUSER=postgres', container, ...words),
    /** The keeper's program for one thing, beside the server. @returns milliseconds, and the most memory that it held */
    async keeper(...words: string[]): Promise<{ ms: number; megabytes: number }> {
      const began = performance.now()
      const { stderr } = await docker(
        ...[
          'exec',
          ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
          container,
        ],
        ...[realpathSync(join(root, 'node_modules/node/bin/node')), '--import', rssTeller],
        ...[join(root, 'services/keeper/src/keeper-main.ts'), ...words],
      )
      const ms = performance.now() - began
      return { ms, megabytes: Number(/maxRSS (\d+)/.exec(stderr)?.[1]) / 1_024 }
    },
    async databaseMegabytes(): Promise<number> {
      const [row] = await sql(`SELECT (pg_database_size('site') / 1048576)::int AS size`)
      return Number(row?.size)
    },
    async stop(): Promise<void> {
      await docker('rm', '--force', '--volumes', container)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function writeImage(folder: string): void {
  const content = randomBytes(imageBytes)
  const hash = createHash('sha256').update(content).digest('hex')
  const file = join(folder, hash.slice(0, 2), `${hash.slice(2)}.webp`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}
