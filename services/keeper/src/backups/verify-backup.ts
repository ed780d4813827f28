import { type Client, escapeIdentifier } from 'pg'
import { beginMoment, type Contents, differences, readContents } from '../archive/contents.ts'
import { loadArchive } from '../archive/read-archive.ts'
import { databaseName, withConnection, withDatabase, withHelp } from '../connection.ts'
import { checkAssets } from './assets.ts'
import { archiveOf, checksum, type Manifest } from './backup-folder.ts'
import { keepEvidence, type Verification } from './evidence.ts'
import { withRoomNeeded, withRoomWatched } from './full-disk.ts'

interface Place {
  readonly url: string
  readonly folder: string
  readonly server: Client
}

/** Where what is verified comes from, if not from the folder of the backups. */
export interface Source {
  /** As evidence names it. */
  readonly place: string
  /** Its files that were found not to be what they were; fills while it is read. */
  readonly damaged: readonly string[]
  /** Fetches the archive. @returns the folder in which it lies as in the folder of the backups */
  fetch(): Promise<string>
  /** Reads every asset. @returns what is wrong, a sentence each */
  checkAssets(keys: readonly string[]): Promise<string[]>
}

/** Restores a backup into a database of its own, compares all of it, drops it, and keeps what was found. */
export async function verifyBackup(place: Place, manifest: Manifest, source?: Source): Promise<Verification> {
  const began = performance.now()
  const { folder, url, server } = place
  const problems: string[] = []
  let compared = { tables: 0, rows: 0, assets: 0 }
  /** Rows of what people wrote: a history of migrations alone is nothing to keep. */
  let written = 0
  const prefix = `${databaseName(url)}_scratch_`
  await dropScratches(server, prefix)
  const scratch = `${prefix}${Date.now()}`
  try {
    const { assets } = manifest
    problems.push(...(source ? await source.checkAssets(assets) : await checkAssets(folder, assets)))
    const from = source ? await source.fetch() : folder
    const { found, wrong } = await restoreInto({ ...place, folder: from, name: scratch }, manifest)
    problems.push(...wrong)
    const rows = found.tables.reduce((sum, table) => sum + table.rows, 0)
    const history = found.tables.find(({ name }) => name === 'public._prisma_migrations')?.rows ?? 0
    written = rows - history
    compared = { tables: found.tables.length, rows, assets: assets.length }
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  } finally {
    await dropOurs(server, scratch)
  }
  const nothing = written === 0
  if (problems.length === 0 && nothing)
    problems.push('there was nothing to compare: the backup holds no rows')
  return keepEvidence(folder, {
    backup: manifest.name,
    sha256: manifest.sha256,
    outcome: problems.length === 0 ? 'verified' : nothing && compared.tables > 0 ? 'unverified' : 'failed',
    at: new Date().toISOString(),
    seconds: Number(((performance.now() - began) / 1000).toFixed(3)),
    compared,
    problems,
    ...(source ? { place: source.place } : {}),
    ...(source && source.damaged.length > 0 ? { damaged: source.damaged } : {}),
  })
}

/**
 * Restores into a new database and compares it with what archive and manifest say. Where that cannot be done to the end, the
 * database is dropped again.
 *
 * @returns what differs
 * @throws Error saying what to free, where the disk of the server is full
 */
export async function restoreInto(
  place: Place & { name: string },
  manifest: Manifest,
): Promise<{ found: Contents; wrong: string[] }> {
  try {
    return await loadInto(place, manifest)
  } catch (error) {
    await dropOurs(place.server, place.name)
    throw await withRoomNeeded(error, place.url)
  }
}

async function loadInto(
  { url, folder, server, name }: Place & { name: string },
  manifest: Manifest,
): Promise<{ found: Contents; wrong: string[] }> {
  const file = archiveOf(folder, manifest.name)
  const { sha256, bytes } = await checksum(file)
  if (sha256 !== manifest.sha256 || bytes !== manifest.bytes) {
    throw new Error(
      `the file has ${bytes} bytes with another checksum than the ${manifest.bytes} that were written`,
    )
  }
  await server.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`)
  const address = withDatabase(url, name)
  return withConnection(address, (client) =>
    withHelp(address, (others) =>
      withRoomWatched(url, [client, ...others], async () => {
        const { contents } = await loadArchive(client, others, file)
        await beginMoment(client)
        const found = await readContents(client, { others, promised: contents.tables })
        await client.query('ROLLBACK')
        const claims = { ...contents, tables: manifest.tables, migrations: manifest.migrations }
        const wrong = new Set([...differences(contents, found), ...differences(claims, found)])
        return { found, wrong: [...wrong] }
      }),
    ),
  )
}

/** Drops a database that only this program gives its name, whoever is connected. */
export async function dropOurs(server: Client, name: string): Promise<void> {
  await server.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`)
}

/** Drops what verifications that were killed have left: names that end with the moment they began, and no others. */
async function dropScratches(server: Client, prefix: string): Promise<void> {
  const { rows } = await server.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database
      WHERE starts_with(datname, $1) AND substr(datname, length($1) + 1) ~ '^[0-9]+$'`,
    [prefix],
  )
  for (const { name } of rows) await dropOurs(server, name)
}
