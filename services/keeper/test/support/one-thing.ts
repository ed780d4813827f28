/**
 * One thing of the keeper, done when the parent says so: `one-thing.ts NAME URL FOLDER`. It loads no more than that needs, for
 * it is started and killed many times.
 */
import { join } from 'node:path'
import { siteAssets } from '../../src/assets/site-assets.ts'
import { restoreAssets } from '../../src/backups/assets.ts'
import { findBackup } from '../../src/backups/backup-folder.ts'
import { createBackup } from '../../src/backups/create-backup.ts'
import { pruneBackups } from '../../src/backups/prune-backups.ts'
import { prepareRestore, swapDatabases } from '../../src/backups/restore-backup.ts'
import { restoreTable } from '../../src/backups/restore-table.ts'
import { verifyBackup } from '../../src/backups/verify-backup.ts'
import { withKeeperLock } from '../../src/connection.ts'

const [, , name = '', url = '', home = ''] = process.argv
const folder = join(home, 'backups')
const config = {
  DATABASE_URL: url,
  ASSETS_DIR: join(home, 'site'),
  BACKUP_DIR: folder,
  MIGRATIONS_DIR: home,
  APP_VERSION: 'unknown',
} as Parameters<typeof createBackup>[0]

const things: Readonly<Record<string, () => Promise<unknown>>> = {
  create: () => withKeeperLock(url, () => createBackup(config, 'to be killed')),
  verify: () =>
    withKeeperLock(url, async (server) =>
      verifyBackup({ url, folder, server }, await findBackup(folder, 'latest')),
    ),
  prune: () =>
    withKeeperLock(url, () => pruneBackups(folder, { days: 7, weeks: 5, months: 12, zone: 'UTC' })),
  prepare: () =>
    withKeeperLock(url, async (server) => prepareRestore(config, server, await findBackup(folder, 'latest'))),
  'take-table': () => withKeeperLock(url, (server) => restoreTable(server, url, 'message', false)),
  'put-assets': () =>
    withKeeperLock(url, async () =>
      restoreAssets(folder, siteAssets(config), (await findBackup(folder, 'latest')).assets),
    ),
  swap: () => withKeeperLock(url, () => swapDatabases(url)),
}

process.once('message', async () => {
  await things[name]?.()
  process.send?.('done')
  process.disconnect()
})
process.send?.('ready')
