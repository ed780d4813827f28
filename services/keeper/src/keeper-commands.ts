import { parseArgs } from 'node:util'
import { cleanAssets } from './assets/clean-assets.ts'
import { siteAssets } from './assets/site-assets.ts'
import { restoreAssets } from './backups/assets.ts'
import { findBackup, listBackups, type Manifest } from './backups/backup-folder.ts'
import { createBackup } from './backups/create-backup.ts'
import { readEvidence, stateOf } from './backups/evidence.ts'
import { pruneBackups } from './backups/prune-backups.ts'
import { checkRestorable, prepareRestore, swapDatabases } from './backups/restore-backup.ts'
import { checkTable, restoreTable } from './backups/restore-table.ts'
import { verifyBackup } from './backups/verify-backup.ts'
import { type KeeperConfig, retentionRule } from './config.ts'
import { withKeeperLock } from './connection.ts'
import { type AgeKey, openAgeKey, sealedEnding } from './offsite/age-key.ts'
import { copiesOf, tryCopy } from './offsite/copies.ts'
import { runDrill } from './offsite/drill.ts'
import { readDrills } from './offsite/drills.ts'
import { fetchCopy } from './offsite/fetch-copy.ts'
import { namedPlace, runOffsite } from './offsite/offsite-task.ts'
import type { Place } from './offsite/place.ts'
import { verifyCopy } from './offsite/verify-copy.ts'
import { takeBase } from './point-in-time/base-backup.ts'
import { restorable, rewind } from './point-in-time/rewind.ts'
import { importPortable, nameInPortable } from './portable/read-portable.ts'
import { writePortable } from './portable/write-portable.ts'

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

  async verify(config, args) {
    const { wanted, from } = parseWanted(args)
    const { DATABASE_URL: url, BACKUP_DIR: folder } = config
    const verification = await withKeeperLock(url, async (server) =>
      from === undefined
        ? verifyBackup({ url, folder, server }, await findBackup(folder, wanted))
        : verifyCopy(config, server, await namedPlace(config, from), wanted),
    )
    return { ok: verification.outcome === 'verified', ...verification }
  },

  /** Copies elsewhere, and proves the copy; `--turn`: an older one too. Where no place is configured it does nothing. */
  async offsite(config, args) {
    const { BACKUP_OFFSITE: address, DATABASE_URL: url } = config
    if (address === undefined) return { configured: false }
    const turn = args.includes('--turn')
    const round = await withKeeperLock(url, (server) => runOffsite(config, server, address, turn))
    return { configured: true, ...round }
  },

  /** `--from=PLACE`: the disaster, from the copy alone. */
  async drill(config, args) {
    const { from = 'offsite' } = parseWanted(args)
    const place = await namedPlace(config, from)
    return { ...(await withKeeperLock(config.DATABASE_URL, (server) => runDrill(config, server, place))) }
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
        site: siteAssets(config),
        backups: config.BACKUP_DIR,
        graceMs: days * 86_400_000,
        check: values.check,
      })),
    }))
  },

  async list(config, args) {
    const { from } = parseWanted(args)
    const { BACKUP_DIR } = config
    if (from !== undefined) return listCopies(config, await namedPlace(config, from))
    const { backups, broken } = await listBackups(BACKUP_DIR)
    const evidence = await readEvidence(BACKUP_DIR)
    const moments = await restorable(BACKUP_DIR)
    return {
      folder: BACKUP_DIR,
      ...(moments ? { moments } : {}),
      broken,
      backups: backups.map((backup) => describe(backup, stateOf(backup, evidence))),
    }
  },

  evidence: async ({ BACKUP_DIR }) => ({
    verifications: await readEvidence(BACKUP_DIR),
    drills: await readDrills(BACKUP_DIR),
  }),

  /** Writes everything of the site into one file; encrypted where its name ends with `.age`. `--readable`: by everybody. */
  async export(config, args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { readable: { type: 'boolean', default: false } },
    })
    const [file = ''] = positionals
    const key = await keyOf(config, file)
    const { name, tables, assets, fileBytes } = await withKeeperLock(config.DATABASE_URL, () =>
      writePortable(config, file, { key, mode: values.readable ? 0o644 : 0o600 }),
    )
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return { file, name, tables: tables.length, rows, assets: assets.length, bytes: fileBytes }
  },

  /** Copies the server's files, as the stream of its log continues them. */
  base: async (config) => ({ ...(await takeBase(config)) }),

  /** `MOMENT [--end]`: makes a backup of how the data was then, or as far as the log goes; it is named by the moment. */
  async rewind(config, args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { end: { type: 'boolean', default: false } },
    })
    const moment = new Date(positionals[0] ?? '')
    if (Number.isNaN(moment.getTime())) throw new Error(`${positionals[0]} is no moment`)
    return withKeeperLock(config.DATABASE_URL, async () => {
      const { name, tables } = await rewind(config, values.end ? undefined : moment, moment)
      return { name, rows: tables.reduce((sum, table) => sum + table.rows, 0) }
    })
  },

  /** `--from=PLACE`, `--file=FILE`: brings it from there first. `--table=NAME`: that one table of it is wanted. */
  async check(config, args) {
    const { wanted, from, file, table } = parseWanted(args)
    const { BACKUP_DIR: folder, DATABASE_URL: url } = config
    let manifest: Manifest
    if (file !== undefined) {
      const key = await keyOf(config, file)
      manifest = await withKeeperLock(url, () => importPortable(folder, file, key))
    } else if (from === undefined) manifest = await findBackup(folder, wanted)
    else {
      const place = await namedPlace(config, from)
      manifest = await withKeeperLock(url, () => fetchCopy(folder, place, wanted))
    }
    await checkRestorable(config, manifest)
    if (table !== undefined) await checkTable(url, manifest, table)
    return { name: manifest.name }
  },

  async prepare(config, args) {
    const { wanted, from, file, table } = parseWanted(args)
    return withKeeperLock(config.DATABASE_URL, async (server) => {
      const { BACKUP_DIR: folder } = config
      const name = file === undefined ? wanted : await nameInPortable(file, await keyOf(config, file))
      const manifest =
        from === undefined
          ? await findBackup(folder, name)
          : await fetchCopy(folder, await namedPlace(config, from), name)
      await checkRestorable(config, manifest)
      const assets = table === undefined
      return { ...(await prepareRestore(config, server, manifest, { assets })), name: manifest.name }
    })
  },

  /** `--table=NAME`, out of what is prepared; `--exact`: what came since goes. */
  async 'take-table'({ DATABASE_URL: url }, args) {
    const { table = '', exact } = parseWanted(args)
    return { ...(await withKeeperLock(url, (server) => restoreTable(server, url, table, exact))) }
  },

  /** Puts files back that are missing or altered; `--from=PLACE`: brings the copies from there first. */
  async 'put-assets'(config, args) {
    const { wanted, from } = parseWanted(args)
    const { BACKUP_DIR: folder, DATABASE_URL: url } = config
    return withKeeperLock(url, async () => {
      const manifest =
        from === undefined
          ? await findBackup(folder, wanted)
          : await fetchCopy(folder, await namedPlace(config, from), wanted)
      const put = await restoreAssets(folder, siteAssets(config), manifest.assets)
      return { ok: put.lacking.length === 0, name: manifest.name, assets: manifest.assets.length, ...put }
    })
  },

  swap: ({ DATABASE_URL }) => withKeeperLock(DATABASE_URL, () => swapDatabases(DATABASE_URL)),
}

/** What opens and closes a file of this name. @throws Error where it needs a key, and none is set */
async function keyOf({ BACKUP_KEY }: KeeperConfig, file: string): Promise<AgeKey | undefined> {
  if (!file.endsWith(sealedEnding)) return undefined
  if (BACKUP_KEY === undefined)
    throw new Error(
      `${file} is to be encrypted by its name: set BACKUP_KEY to the key, or name it without ${sealedEnding}`,
    )
  return openAgeKey(BACKUP_KEY)
}

interface Wanted {
  readonly wanted: string
  readonly from: string | undefined
  readonly file: string | undefined
  readonly table: string | undefined
  readonly exact: boolean
}

/** `[NAME] [--from=PLACE | --file=FILE] [--table=NAME [--exact]]`; `offsite` as a place is the one that is configured. */
function parseWanted(args: readonly string[]): Wanted {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      file: { type: 'string' },
      table: { type: 'string' },
      exact: { type: 'boolean', default: false },
    },
  })
  const { from, file, table, exact } = values
  return { wanted: positionals[0] ?? 'latest', from, file, table, exact }
}

async function listCopies({ BACKUP_DIR }: KeeperConfig, place: Place): Promise<Document> {
  const evidence = await readEvidence(BACKUP_DIR)
  const backups: Document[] = []
  const broken: string[] = []
  for (const name of copiesOf(await place.list())) {
    const copy = await tryCopy(place, name)
    if (!(copy instanceof Error))
      backups.push(describe(copy.manifest, stateOf(copy.manifest, evidence, place.name)))
    else broken.push(name)
  }
  return { folder: place.name, broken, backups }
}

const describe = (backup: Manifest, state: string): Document => ({
  name: backup.name,
  createdAt: backup.createdAt,
  state,
  version: backup.version,
  head: backup.head,
  tables: backup.tables.length,
  rows: backup.tables.reduce((sum, table) => sum + table.rows, 0),
  bytes: backup.bytes,
  assets: backup.assets.length,
  assetBytes: backup.assetBytes,
  reason: backup.reason,
})
