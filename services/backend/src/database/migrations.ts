import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { MigrationList, SchemaFilter } from '@prisma/schema-engine-wasm'
import type { Engine } from './schema-engine.ts'

const filters: SchemaFilter = { externalTables: [], externalEnums: [] }

/** Where schema, migrations and seed are: beside src in a checkout, beside the bundle in an image. */
export const prismaDir = fileURLToPath(new URL('../../prisma/', import.meta.url))

/** Opens the engine; it is loaded by what needs it alone, because it is large. */
export async function openEngine(url: string, source: MigrationSource): Promise<Engine> {
  const engine = await import('./schema-engine.ts')
  return engine.openEngine(url, source.datamodel)
}

/** The migrations on disk and the schema they lead to. */
export interface MigrationSource {
  readonly datamodel: string
  readonly list: MigrationList
  /** In the order they are applied. */
  readonly names: readonly string[]
}

/** Reads the migrations in Prisma's layout, `migrations/<time>_<name>/migration.sql`. */
export async function readMigrations(dir = prismaDir): Promise<MigrationSource> {
  const baseDir = `${dir}migrations`
  const names = await migrationNames(baseDir)
  const migrationDirectories = await Promise.all(
    names.map(async (path) => {
      const sql = await readFile(`${baseDir}/${path}/migration.sql`, 'utf8')
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } as const } }
    }),
  )
  const lockfile = await readFile(`${baseDir}/migration_lock.toml`, 'utf8')
  return {
    datamodel: await readFile(`${dir}schema.prisma`, 'utf8'),
    list: {
      baseDir,
      lockfile: { path: 'migration_lock.toml', content: lockfile },
      shadowDbInitScript: '',
      migrationDirectories,
    },
    names,
  }
}

/** The same without some. @param left names; one that is not there is nothing to leave out */
export function withoutMigrations(source: MigrationSource, left: readonly string[]): MigrationSource {
  const { list, names } = source
  return {
    ...source,
    names: names.filter((name) => !left.includes(name)),
    list: {
      ...list,
      migrationDirectories: list.migrationDirectories.filter(({ path }) => !left.includes(path)),
    },
  }
}

/**
 * Applies what is not applied yet, in order, each as a whole.
 *
 * @returns the names of what was applied.
 * @throws Error saying which migration failed and why.
 */
export async function applyMigrations(url: string, source: MigrationSource): Promise<string[]> {
  await using engine = await openEngine(url, source)
  const { appliedMigrationNames } = await engineCall(() =>
    engine.run.applyMigrations({ migrationsList: source.list, filters }),
  ).catch(async (error) => {
    const fault = engine.fault()
    if (fault === undefined) throw error
    await engine.noteFault()
    const { failed } = await migrationStatus(engine, source)
    throw new Error(
      `The migration ${failed.join(', ')} failed (${fault}): see to its cause, then run db:migrate --resolve.`,
      { cause: error },
    )
  })
  return appliedMigrationNames
}

/**
 * Says of the migrations that failed that they left nothing behind, as they do: each is applied as a whole. They are
 * pending then.
 *
 * @returns their names.
 */
export async function resolveMigrations(url: string, source: MigrationSource): Promise<string[]> {
  await using engine = await openEngine(url, source)
  const { failed } = await migrationStatus(engine, source)
  for (const migrationName of failed) {
    await engineCall(() => engine.run.markMigrationRolledBack({ migrationName }))
  }
  return [...failed]
}

/** Names of the migrations on disk, in order. */
export async function migrationNames(baseDir: string): Promise<string[]> {
  const entries = await readdir(baseDir, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** What of the migrations a database has. */
export interface MigrationStatus {
  readonly applied: readonly string[]
  readonly pending: readonly string[]
  readonly failed: readonly string[]
  /** Applied, but the file has been changed since. */
  readonly edited: readonly string[]
  /** Applied, but not among the files. */
  readonly unknown: readonly string[]
}

/** Compares the history table of a database with the files. */
export async function migrationStatus(engine: Engine, source: MigrationSource): Promise<MigrationStatus> {
  const found = await engineCall(() =>
    engine.run.diagnoseMigrationHistory({
      migrationsList: source.list,
      optInToShadowDatabase: false,
      filters,
    }),
  )
  const behind = found.history && 'unappliedMigrationNames' in found.history ? found.history : undefined
  const ahead = found.history && 'unpersistedMigrationNames' in found.history ? found.history : undefined
  const pending = found.hasMigrationsTable ? (behind?.unappliedMigrationNames ?? []) : source.names
  const failed = found.failedMigrationNames
  return {
    applied: source.names.filter((name) => !pending.includes(name) && !failed.includes(name)),
    pending: pending.filter((name) => !failed.includes(name)),
    failed,
    edited: found.editedMigrationNames,
    unknown: ahead?.unpersistedMigrationNames ?? [],
  }
}

/** The SQL that would make a database what the schema says; "" where there is no drift. */
export async function findDrift(engine: Engine, source: MigrationSource): Promise<string> {
  const schema = { files: [{ path: 'schema.prisma', content: source.datamodel }] }
  const { stdout } = await engineCall(() =>
    engine.run.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: prismaDir },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters,
    } as Parameters<Engine['run']['diff']>[0]),
  )
  return meaningful(stdout)
}

/** The SQL of the next migration: from what the migrations on disk make to what the schema says; "" = up to date. */
export async function nextMigration(url: string, source: MigrationSource): Promise<string> {
  await using engine = await openEngine(url, source)
  const { stdout } = await engineCall(() =>
    engine.run.diff({
      from: source.names.length === 0 ? { tag: 'empty' } : { tag: 'migrations', ...source.list },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: source.datamodel }] },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters,
    } as Parameters<Engine['run']['diff']>[0]),
  )
  return meaningful(stdout)
}

function meaningful(script: string | null): string {
  const text = script?.trim() ?? ''
  return text === '-- This is an empty migration.' ? '' : text
}

/** The engine rejects with strings and odd objects; people get an Error with its words. */
async function engineCall<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { message } = error as { message?: unknown }
    throw new Error(typeof message === 'string' ? message : String(error), { cause: error })
  }
}
