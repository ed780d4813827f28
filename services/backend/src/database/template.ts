import { createHash } from 'node:crypto'
import { escapeIdentifier, escapeLiteral } from 'pg'
import { queues } from '../stores/queues.ts'
import { createDatabase, withConnection, withServer } from './connection.ts'
import { databaseName, withDatabase } from './database-address.ts'
import { applyMigrations, type MigrationSource } from './migrations.ts'
import { seedCatalogue } from './seed.ts'
import type { SeedData } from './seed-files.ts'

/** Raised when what a template holds changes by code and not by files. */
const templateFormat = 2

/** Serialises the makers of templates on a server; any constant. */
const templateLock = 7_021_544

/**
 * Makes sure that the template database of a database, `<name>_template`, holds the migrations and the sample
 * catalogue as they are on disk (it remembers their hash), so that a reset copies files instead of replaying.
 *
 * @param size and then listings that are made, until there are so many
 * @returns its name, and whether it had to be made.
 */
export async function prepareTemplate(
  url: string,
  migrations: MigrationSource,
  seed: SeedData,
  size = 0,
): Promise<{ template: string; made: boolean }> {
  const template = `${databaseName(url)}_template`
  const hash = contentHash(migrations, seed, size)
  const made = await withServer(url, async (server) => {
    await server.query('SELECT pg_advisory_lock($1)', [templateLock])
    const { rows } = await server.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
      [template],
    )
    if (rows[0]?.comment === hash) return false
    const draft = `${template}_draft`
    await server.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(draft)} WITH (FORCE)`)
    await createDatabase(server, draft)
    await fill(withDatabase(url, draft), migrations, seed, size)
    await server.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(template)} WITH (FORCE)`)
    await server.query(`ALTER DATABASE ${escapeIdentifier(draft)} RENAME TO ${escapeIdentifier(template)}`)
    await server.query(`COMMENT ON DATABASE ${escapeIdentifier(template)} IS ${escapeLiteral(hash)}`)
    return true
  })
  return { template, made }
}

async function fill(url: string, migrations: MigrationSource, seed: SeedData, size: number): Promise<void> {
  await applyMigrations(url, migrations)
  const { installJobs } = await import('../stores/job-schema.ts')
  await installJobs(url)
  await withConnection(url, async (client) => {
    const { tools } = await seedCatalogue(client, seed)
    if (size > tools) {
      const { seedSize } = await import('./seed-size.ts')
      await seedSize(client, seed, size)
    }
    await client.query('VACUUM ANALYZE')
  })
}

/** Replaces a database by a copy of another of the same server; whoever is connected is disconnected. */
export async function copyDatabase(url: string, template: string): Promise<void> {
  const name = escapeIdentifier(databaseName(url))
  await withServer(url, async (server) => {
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${escapeIdentifier(template)}`)
  })
}

function contentHash(migrations: MigrationSource, seed: SeedData, size: number): string {
  const hash = createHash('sha256').update(JSON.stringify([templateFormat, seed.text, size, queues]))
  for (const { path, migrationFile } of migrations.list.migrationDirectories) {
    hash.update(`\n${path}\n${migrationFile.content.value}`)
  }
  return `parlance ${hash.digest('hex')}`
}
