import { parseArgs } from 'node:util'
import { cleanAssets } from './assets/clean-assets.ts'
import { findBackup, listBackups } from './backups/backup-folder.ts'
import { createBackup } from './backups/create-backup.ts'
import { readEvidence, stateOf } from './backups/evidence.ts'
import { pruneBackups } from './backups/prune-backups.ts'
import { checkRestorable, prepareRestore, swapDatabases } from './backups/restore-backup.ts'
import { verifyBackup } from './backups/verify-backup.ts'
import { type KeeperConfig, retentionRule } from './config.ts'
import { withKeeperLock } from './connection.ts'

type Document = Record<string, unknown>
type KeeperCommand = (config: KeeperConfig, args: readonly string[]) => Promise<Document>

/** What the program can be asked for, by name. Each gives a document; `ok: false` in it is an answer and no success. */
export const commands: Readonly<Record<string, KeeperCommand>> = {
  async create(config, [reason = 'asked for']) {
    const {
      tables,
      assets,
      migrations: _,
      ...manifest
    } = await withKeeperLock(config.DATABASE_URL, () => createBackup(config, reason))
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return { ...manifest, tables: tables.length, rows, assets: assets.length }
  },

  async verify(config, [wanted = 'latest']) {
    const { DATABASE_URL: url, BACKUP_DIR: folder } = config
    const verification = await withKeeperLock(url, async (server) =>
      verifyBackup({ url, folder, server }, await findBackup(folder, wanted)),
    )
    return { ok: verification.outcome === 'verified', ...verification }
  },

  prune: (config) =>
    withKeeperLock(config.DATABASE_URL, () => pruneBackups(config.BACKUP_DIR, retentionRule(config))),

  /** `--grace=DAYS`; `--check`: looks, and changes nothing. */
  async 'clean-assets'(config, args) {
    const { values } = parseArgs({
      args: [...args],
      options: { grace: { type: 'string', default: '7' }, check: { type: 'boolean', default: false } },
    })
    const days = Number(values.grace)
    if (!Number.isInteger(days) || days < 1)
      throw new Error(`--grace takes days, 1 or more, not ${values.grace}`)
    return withKeeperLock(config.DATABASE_URL, async () => ({
      ...(await cleanAssets({
        url: config.DATABASE_URL,
        folder: config.ASSETS_DIR,
        backups: config.BACKUP_DIR,
        graceMs: days * 86_400_000,
        check: values.check,
      })),
    }))
  },

  async list({ BACKUP_DIR }) {
    const { backups, broken } = await listBackups(BACKUP_DIR)
    const evidence = await readEvidence(BACKUP_DIR)
    return {
      folder: BACKUP_DIR,
      broken,
      backups: backups.map((backup) => ({
        name: backup.name,
        createdAt: backup.createdAt,
        state: stateOf(backup, evidence),
        version: backup.version,
        head: backup.head,
        tables: backup.tables.length,
        rows: backup.tables.reduce((sum, table) => sum + table.rows, 0),
        bytes: backup.bytes,
        assets: backup.assets.length,
        assetBytes: backup.assetBytes,
        reason: backup.reason,
      })),
    }
  },

  evidence: async ({ BACKUP_DIR }) => ({ verifications: await readEvidence(BACKUP_DIR) }),

  async check(config, [wanted = 'latest']) {
    const manifest = await findBackup(config.BACKUP_DIR, wanted)
    await checkRestorable(config, manifest)
    return { name: manifest.name }
  },

  async prepare(config, [wanted = '']) {
    return withKeeperLock(config.DATABASE_URL, async (server) => {
      const manifest = await findBackup(config.BACKUP_DIR, wanted)
      await checkRestorable(config, manifest)
      return { ...(await prepareRestore(config, server, manifest)), name: manifest.name }
    })
  },

  swap: ({ DATABASE_URL }) => withKeeperLock(DATABASE_URL, () => swapDatabases(DATABASE_URL)),
}
