import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { checkDatabase } from './check.ts'
import { ensureDatabase, waitForServer, withConnection, withDatabaseLock } from './connection.ts'
import { copiedWord, copyScript } from './copy-script.ts'
import { databaseName } from './database-address.ts'
import { databaseStatus } from './database-status.ts'
import { inviteByCommand } from './invite.ts'
import { assertMigratable, migrationProblem } from './migration-history.ts'
import {
  applyMigrations,
  nextMigration,
  prismaDir,
  readMigrations,
  resolveMigrations,
  withoutMigrations,
} from './migrations.ts'
import { adminEmail, resetAdminPassword, seedAdmin, seedCatalogue } from './seed.ts'
import { readSeed } from './seed-files.ts'
import { seedSize } from './seed-size.ts'
import { copyDatabase, prepareTemplate } from './template.ts'
import {
  catalogueExport,
  catalogueImport,
  personExport,
  tellProgress,
  wholeNumber,
} from './transfer/transfer-commands.ts'
import { replaceUninterrupted } from './uninterrupted.ts'

/** What a command prints; `ok: false` makes the exit code 1. */
export type Document = { readonly ok?: boolean } & Readonly<Record<string, unknown>>
/** @param site the site's address, '' where it is not known */
export type DatabaseCommand = (url: string, args: readonly string[], site: string) => Promise<Document>

/** The commands of database-main.ts by name. */
export const commands: Readonly<Record<string, DatabaseCommand>> = {
  /** `--wait=SECONDS`: so long for a server that is being started beside it; `--administrator`: and makes one. */
  migrate: async (url, args) => {
    const seconds = textAfter(args, '--wait=')
    if (seconds !== undefined) await waitForServer(url, wholeNumber(seconds, '--wait') * 1_000)
    return changing(url, async () => {
      const migrated = await migrate(url, args)
      if (!args.includes('--administrator')) return migrated
      const adminPassword = await withConnection(url, seedAdmin)
      return { ...migrated, adminEmail, ...(adminPassword ? { adminPassword } : {}) }
    })
  },
  /** `--size N`: and then listings that are made, until there are so many. */
  seed: (url, args) => withDatabaseLock(url, () => seed(url, args)),
  /** Migrate and seed in one process, as `dev:up` needs it. */
  setup: (url, args) =>
    changing(url, async () => ({ ...(await migrate(url, args)), ...(await seed(url, [])) })),
  /** The way on after a migration that failed. */
  resolve: (url) => changing(url, () => migrate(url, ['--resolve'])),
  status: async (url) => {
    const status = await databaseStatus(url, await readMigrations())
    const problem = migrationProblem(status.migrations)
    return { ok: problem === undefined, ...(problem ? { problem } : {}), ...status }
  },
  check: async (url) => ({ ...(await checkDatabase(url, await readMigrations())) }),
  reset,
  /** Another password for the administrator, at any time. */
  'admin-password': async (url) => ({
    adminEmail,
    adminPassword: await withConnection(url, resetAdminPassword),
  }),
  /** `EMAIL ROLE`: a link that makes an account. */
  'admin-invite': async (url, args, site) => ({
    ...(await withConnection(url, (client) => inviteByCommand(client, args, site))),
  }),
  'catalogue-import': async (url, args) => {
    const { withJobs } = await import('../stores/job-schema.ts')
    return withJobs(url, (jobs) => catalogueImport(url, jobs, args))
  },
  'catalogue-export': (url, args) => withConnection(url, (client) => catalogueExport(client, args)),
  'person-export': (url, args) => withConnection(url, (client) => personExport(client, args)),
  /** A script that copies what others may see. */
  'copy-script': async (url) => ({ copied: copiedWord, script: await withConnection(url, copyScript) }),
  /** `--size N`: with so many listings. */
  'prepare-template': async (url, args) => {
    const size = sizeIn(args)
    return { ...(await prepareTemplate(url, await readMigrations(), await readSeed(), size)), size }
  },
  diff,
}

/** What follows a flag such as `--wait=`. */
const textAfter = (args: readonly string[], flag: string): string | undefined =>
  args.find((arg) => arg.startsWith(flag))?.slice(flag.length)

/** Makes the database where it is missing, and then changes it, one at a time. */
async function changing(url: string, work: () => Promise<Document>): Promise<Document> {
  const created = await ensureDatabase(url)
  return { created, ...(await withDatabaseLock(url, work)) }
}

/**
 * Applies what is pending; `--resolve`: also what failed before, which left nothing behind; `--hold=name,name`: all but
 * these, which wait for the release after.
 */
async function migrate(url: string, args: readonly string[]): Promise<Document> {
  const held = textAfter(args, '--hold=')?.split(',') ?? []
  const migrations = withoutMigrations(await readMigrations(), held)
  const resolved = args.includes('--resolve') ? await resolveMigrations(url, migrations) : undefined
  const missing = await withConnection(url, (client) => assertMigratable(client))
  const pending = missing.filter((name) => migrations.names.includes(name))
  // The engine is a megabyte of WebAssembly, and most starts have nothing for it.
  const applied = pending.length === 0 ? [] : await applyMigrations(url, migrations)
  const { installJobs } = await import('../stores/job-schema.ts')
  await installJobs(url)
  return { applied, ...(held.length > 0 ? { held } : {}), ...(resolved ? { resolved } : {}) }
}

function sizeIn(args: readonly string[]): number {
  const { values } = parseArgs({ args: [...args], options: { size: { type: 'string', default: '0' } } })
  return wholeNumber(values.size, '--size')
}

async function seed(url: string, args: readonly string[]): Promise<Document> {
  const data = await readSeed()
  const size = sizeIn(args)
  return withConnection(url, async (client) => {
    const seeded = await seedCatalogue(client, data)
    const adminPassword = await seedAdmin(client)
    const made =
      size > seeded.tools ? await seedSize(client, data, size, (added) => tellProgress({ added })) : 0
    const summary = { ...seeded, tools: seeded.tools + made }
    return { ...summary, adminEmail, ...(adminPassword ? { adminPassword } : {}) }
  })
}

/** Replaces the database by the template, and makes a new administrator. */
async function reset(url: string): Promise<Document> {
  const started = performance.now()
  const { made, adminPassword } = await replaceUninterrupted(
    async () => prepareTemplate(url, await readMigrations(), await readSeed()),
    async ({ template, made }) => {
      await copyDatabase(url, template)
      return { made, adminPassword: await withConnection(url, seedAdmin) }
    },
  )
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
