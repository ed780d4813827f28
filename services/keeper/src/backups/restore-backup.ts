import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type Client, escapeIdentifier } from 'pg'
import { siteAssets } from '../assets/site-assets.ts'
import type { KeeperConfig } from '../config.ts'
import { databaseName, withConnection, withDatabase, withServer } from '../connection.ts'
import { restoreAssets } from './assets.ts'
import { archiveOf, checksum, type Manifest, nameAt } from './backup-folder.ts'
import { dropOurs, restoreInto } from './verify-backup.ts'

/** Refuses what cannot be restored here, before anything is done. @throws Error saying why, and what can */
export async function checkRestorable(config: KeeperConfig, manifest: Manifest): Promise<void> {
  const known = await readdir(config.MIGRATIONS_DIR)
  const unknown = manifest.migrations.find((migration) => !known.includes(migration))
  if (unknown) {
    throw new Error(
      `${manifest.name} is of version ${manifest.version}, which is newer: it has the migration ${unknown}, which ` +
        `this version does not know. Restore it with version ${manifest.version}.`,
    )
  }
  const { sha256 } = await checksum(archiveOf(config.BACKUP_DIR, manifest.name))
  if (sha256 !== manifest.sha256) throw new Error(`${manifest.name} is damaged: its checksum is another one`)
}

/** The database that a restore prepares beside the one that serves. */
export const preparedName = (url: string) => `${databaseName(url)}_restored`

/**
 * Restores beside what serves, compares everything, and puts missing assets back.
 *
 * @param assets false leaves the site's files alone
 * @returns the new database's name
 */
export async function prepareRestore(
  config: KeeperConfig,
  server: Client,
  manifest: Manifest,
  { assets = true }: { assets?: boolean } = {},
): Promise<{ prepared: string; tables: number; assets: number; lacking: readonly string[] }> {
  const { DATABASE_URL: url, BACKUP_DIR: folder } = config
  const prepared = preparedName(url)
  await dropOurs(server, prepared)
  const { found, wrong } = await restoreInto({ url, folder, server, name: prepared }, manifest)
  if (wrong.length > 0) {
    await dropOurs(server, prepared)
    throw new Error(`${manifest.name} did not come back as it was: ${wrong.slice(0, 5).join('; ')}`)
  }
  const { missing, altered, lacking } = await restoreAssets(
    folder,
    siteAssets(config),
    assets ? manifest.assets : [],
  )
  return { prepared, tables: found.tables.length, assets: missing + altered, lacking }
}

/** Seconds that requests may have to wait for the swap. */
const swapPatience = 30

/**
 * Puts the prepared database in the place of the one that serves. Both names change in one transaction, so that a crash
 * leaves the old data or the new; who connects meanwhile waits for its end.
 *
 * @returns under which name the old data is kept
 */
export async function swapDatabases(url: string): Promise<{ kept: string; database: string }> {
  const name = databaseName(url)
  const kept = `${name}_before_${nameAt(new Date()).slice('parlance-'.length).toLowerCase()}`
  await withServer(url, (server) =>
    withServer(url, async (guard) => {
      const { rowCount } = await server.query('SELECT FROM pg_database WHERE datname = $1', [
        preparedName(url),
      ])
      if (rowCount === 0)
        throw new Error('nothing is prepared to take the place of the data: it is as it was')
      // Without statistics the first requests would be answered by plans that know nothing of the data.
      await withConnection(withDatabase(url, preparedName(url)), (client) => client.query('ANALYZE'))
      await server.query(`SET lock_timeout = '${swapPatience}s'`)
      await server.query('BEGIN')
      let over = false
      const renamed = (async () => {
        await server.query(`ALTER DATABASE ${escapeIdentifier(name)} RENAME TO ${escapeIdentifier(kept)}`)
        await server.query(
          `ALTER DATABASE ${escapeIdentifier(preparedName(url))} RENAME TO ${escapeIdentifier(name)}`,
        )
        await server.query('COMMIT')
      })().finally(() => {
        over = true
      })
      // The rename holds new connections back and waits up to five seconds for the present ones, which are ended here.
      const ended = (async () => {
        while (!over) {
          await guard.query(
            'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY($1)',
            [[name, preparedName(url)]],
          )
          await pause(100)
        }
      })()
      await Promise.all([renamed, ended])
    }),
  )
  return { kept, database: name }
}
