import { join } from 'node:path'
import { writeArchive } from '../archive/write-archive.ts'
import { siteAssets } from '../assets/site-assets.ts'
import type { KeeperConfig } from '../config.ts'
import { databaseName, withConnection } from '../connection.ts'
import { storeAssets } from './assets.ts'
import { addBackup, type Manifest, nameAt, removeDrafts } from './backup-folder.ts'

/** Backs up database and assets. Rows come first: a file that they name is there before they are. */
export async function createBackup(config: KeeperConfig, reason: string): Promise<Manifest> {
  const { BACKUP_DIR } = config
  await removeDrafts(BACKUP_DIR)
  return addBackup(BACKUP_DIR, nameAt(new Date()), (draft, name) =>
    archiveInto(config, { draft, name, reason, rows: 'binary' }, () =>
      storeAssets(siteAssets(config), BACKUP_DIR),
    ),
  )
}

/**
 * Writes the archive of a backup into a folder, and its manifest as a value.
 *
 * @param rows as of `writeArchive`
 * @param assets takes care of the files, and tells their keys
 */
export async function archiveInto(
  { DATABASE_URL, APP_VERSION }: KeeperConfig,
  { draft, name, reason, rows }: { draft: string; name: string; reason: string; rows: 'text' | 'binary' },
  assets: () => Promise<{ assets: string[]; assetBytes: number }>,
): Promise<Manifest> {
  const began = performance.now()
  const database = databaseName(DATABASE_URL)
  const { head, bytes, sha256 } = await withConnection(DATABASE_URL, (client) =>
    writeArchive(client, join(draft, 'database.tar.zst'), { database, version: APP_VERSION, rows }),
  )
  const { assets: keys, assetBytes } = await assets()
  const { migrations, tables } = head.contents
  return {
    name,
    database,
    version: APP_VERSION,
    createdAt: head.createdAt,
    reason,
    format: 'portable',
    head: migrations.at(-1) ?? 'none',
    migrations,
    tables,
    bytes,
    sha256,
    seconds: Number(((performance.now() - began) / 1000).toFixed(3)),
    assets: keys,
    assetBytes,
  }
}
