import { join } from 'node:path'
import { writeArchive } from '../archive/write-archive.ts'
import type { KeeperConfig } from '../config.ts'
import { databaseName, withConnection } from '../connection.ts'
import { storeAssets } from './assets.ts'
import { addBackup, type Manifest, nameAt, removeDrafts } from './backup-folder.ts'

/** Backs up database and assets. Rows come first: a file that they name is there before they are. */
export async function createBackup(config: KeeperConfig, reason: string): Promise<Manifest> {
  const { DATABASE_URL, BACKUP_DIR, ASSETS_DIR, APP_VERSION } = config
  const began = performance.now()
  await removeDrafts(BACKUP_DIR)
  const name = nameAt(new Date())
  return addBackup(BACKUP_DIR, name, async (draft) => {
    const database = databaseName(DATABASE_URL)
    const { head, bytes, sha256 } = await withConnection(DATABASE_URL, (client) =>
      writeArchive(client, join(draft, 'database.tar.zst'), { database, version: APP_VERSION }),
    )
    const { assets, assetBytes } = await storeAssets(ASSETS_DIR, BACKUP_DIR)
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
      assets,
      assetBytes,
    }
  })
}
