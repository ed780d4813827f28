import { mkdir, writeFile } from 'node:fs/promises'
import { databaseName } from './address.ts'
import { ensureDatabase, withConnection } from './connection.ts'
import { applyMigrations, nextMigration, prismaDir, readMigrations } from './migrations.ts'
import { adminEmail, resetAdminPassword, seedAdmin, seedCatalogue } from './seed.ts'
import { readSeed } from './seed-files.ts'
import { databaseStatus } from './status.ts'
import { copyDatabase, prepareTemplate } from './template.ts'
import { verifyDatabase } from './verify.ts'

/** What a command prints; `ok: false` makes the exit code 1. */
export type Document = { readonly ok?: boolean } & Readonly<Record<string, unknown>>
export type DatabaseCommand = (url: string, args: readonly string[]) => Promise<Document>

/** The commands of database-main.ts by name. */
export const commands: Readonly<Record<string, DatabaseCommand>> = {
  migrate,
  seed,
  /** Migrate and seed in one process, as `dev:up` needs it. */
  setup: async (url) => ({ ...(await migrate(url)), ...(await seed(url)) }),
  status: async (url) => ({ ...(await databaseStatus(url, await readMigrations())) }),
  verify: async (url) => ({ ...(await verifyDatabase(url, await readMigrations())) }),
  reset,
  /** Another password for the administrator, at any time. */
  'admin-password': async (url) => ({
    adminEmail,
    adminPassword: await withConnection(url, resetAdminPassword),
  }),
  'prepare-template': async (url) => ({
    ...(await prepareTemplate(url, await readMigrations(), await readSeed())),
  }),
  diff,
}

/** Makes the database where it is missing, and applies what is pending. */
async function migrate(url: string): Promise<Document> {
  const created = await ensureDatabase(url)
  const applied = await applyMigrations(url, await readMigrations())
  const { installJobs } = await import('../stores/job-schema.ts')
  await installJobs(url)
  return { created, applied }
}

async function seed(url: string): Promise<Document> {
  const data = await readSeed()
  return withConnection(url, async (client) => {
    const summary = await seedCatalogue(client, data)
    const adminPassword = await seedAdmin(client)
    return { ...summary, adminEmail, ...(adminPassword ? { adminPassword } : {}) }
  })
}

/** Replaces the database by the template, and makes a new administrator. */
async function reset(url: string): Promise<Document> {
  const started = performance.now()
  const { template, made } = await prepareTemplate(url, await readMigrations(), await readSeed())
  await copyDatabase(url, template)
  const adminPassword = await withConnection(url, seedAdmin)
  return {
    database: databaseName(url),
    template: made ? 'made' : 'fresh',
    ms: Math.round(performance.now() - started),
    adminEmail,
    adminPassword,
  }
}

/** Prints the SQL of the next migration; with `--name words`, writes it as one. */
async function diff(url: string, args: readonly string[]): Promise<Document> {
  const sql = await nextMigration(url, await readMigrations())
  const name = args[0] === '--name' ? args[1] : undefined
  if (name === undefined || sql === '') return { sql }
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error('--name takes small letters, digits and underscores')
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const file = `${prismaDir}migrations/${time}_${name}/migration.sql`
  await mkdir(new URL('.', `file://${file}`), { recursive: true })
  await writeFile(file, `${sql}\n`)
  return { sql, file }
}
