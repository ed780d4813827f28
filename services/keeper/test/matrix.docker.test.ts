import { createHash, randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startEmbeddedPostgres } from '@parlance/testing'
import { startContainer } from '@parlance/testing/containers'
import { containersMissing } from '@parlance/testing/test-server'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'

const hosts = ['embedded', 'Docker', 'another host'] as const
type Host = (typeof hosts)[number]
const servers = new Map<Host, Awaited<ReturnType<typeof startContainer>>>()
const missing = await containersMissing()
let folder: string
const asset = (content: string) => {
  const hash = createHash('sha256').update(content).digest('hex')
  return join('site', hash.slice(0, 2), `${hash.slice(2)}.webp`)
}

async function sql(text: string, at: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: at })
  await client.connect()
  try {
    const result = await client.query(text)
    return (Array.isArray(result) ? result.at(-1) : result).rows
  } finally {
    await client.end()
  }
}

const at = (host: Host, name: string) =>
  Object.assign(new URL(servers.get(host)?.url ?? ''), { pathname: `/${name}` }).href

const keeper = async (host: Host, name: string, home: string, command: string, ...words: string[]) => {
  const env = {
    DATABASE_URL: at(host, name),
    ASSETS_DIR: join(home, 'site'),
    BACKUP_DIR: join(home, 'backups'),
    MIGRATIONS_DIR: folder,
  }
  return (await commands[command]?.(readKeeperConfig(env), words)) ?? {}
}

/** Letters whose order and case depend on the server's locale, in rows and in an index. */
const content = `
  CREATE TABLE word (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text NOT NULL, at timestamptz, v tsvector);
  CREATE INDEX word_lower ON word (lower(text));
  INSERT INTO word (text, at, v) SELECT t || n, timestamptz '2026-03-29 02:30+02' + n * interval '1 hour', to_tsvector('simple', t)
    FROM unnest(ARRAY['Äpfel', 'zebra', 'élan', 'Straße', '漢字', E'tab\\\\']) t, generate_series(1, 200) n`

describe.skipIf(missing !== '')(
  `three hosts, each with what each wrote${missing && ` (skipped: ${missing})`}`,
  () => {
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'parlance matrix '))
      const [one, two, three] = await Promise.all([
        startEmbeddedPostgres(),
        startContainer('postgres'),
        startEmbeddedPostgres(),
      ])
      servers.set('embedded', one).set('Docker', two).set('another host', three)
      for (const host of hosts) {
        const home = join(folder, host)
        await sql('CREATE DATABASE site', at(host, 'postgres'))
        await sql(content, at(host, 'site'))
        mkdirSync(dirname(join(home, asset(host))), { recursive: true })
        writeFileSync(join(home, asset(host)), host)
        await keeper(host, 'site', home, 'create')
        expect(await keeper(host, 'site', home, 'verify')).toMatchObject({ outcome: 'verified' })
      }
    })
    afterAll(async () => {
      for (const server of servers.values()) await server.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    describe.each(hosts)('what %s wrote', (from) => {
      test.each(hosts)('comes back on %s, from the folder alone', async (to) => {
        const name = `site_${randomUUID().slice(0, 8)}`
        const home = join(folder, name)
        // The folder is carried over by any tool.
        cpSync(join(folder, from, 'backups'), join(home, 'carried'), { recursive: true })
        await sql(`CREATE DATABASE ${name}`, at(to, 'postgres'))
        const carried = `--from=${join(home, 'carried')}`
        expect(await keeper(to, name, home, 'verify', carried)).toMatchObject({
          outcome: 'verified',
          compared: { tables: 1, rows: 1_200, assets: 1 },
        })
        await keeper(to, name, home, 'prepare', carried)
        await keeper(to, name, home, 'swap')
        expect(
          await sql(
            `SELECT count(*)::int AS n FROM word WHERE v @@ 'straße' AND lower(text) LIKE 'stra%'`,
            at(to, name),
          ),
        ).toEqual([{ n: 200 }])
        expect(readFileSync(join(home, asset(from)), 'utf8')).toBe(from)
      })
    })
  },
)
