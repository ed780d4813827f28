import { siteAssets } from '../assets/site-assets.ts'
import { assetStore, listKeys, storeAssets } from '../backups/assets.ts'
import { addBackup, listBackups, type Manifest, nameAt, removeDrafts } from '../backups/backup-folder.ts'
import { archiveInto } from '../backups/create-backup.ts'
import type { KeeperConfig } from '../config.ts'
import { databaseName, withServer } from '../connection.ts'
import { markMoment, systemOf } from './moments.ts'
import { postgresTools } from './postgres-tools.ts'
import { type Target, withRecovered } from './recover.ts'
import { type Base, lastWritten, listBases, listStreams, type Stream } from './stream-folder.ts'

/**
 * Makes a backup of how the data was at a moment: from the base backup before it and the log that followed. It is named by
 * the moment, and is then a backup like any other.
 *
 * @param target undefined: as far as the log goes
 * @param name by which the backup is called
 * @throws Error where no base backup is old enough, or the log does not reach the moment
 */
export async function rewind(config: KeeperConfig, target: Target, name: Date): Promise<Manifest> {
  const { BACKUP_DIR, DATABASE_URL, POSTGRES_TOOLS } = config
  const tools = await postgresTools(POSTGRES_TOOLS, DATABASE_URL)
  const streams = await listStreams(BACKUP_DIR)
  if (streams.length === 0)
    throw new Error('no stream of the write-ahead log was kept: BACKUP_WAL=true makes the keeper keep one')
  const system = await withServer(DATABASE_URL, systemOf)
  // What was written a moment ago is on its way.
  if (streams[0]?.system === system) await markMoment(DATABASE_URL)
  // This server is at the end of its own log: who wants to go there means the one that is gone.
  const gone = streams.filter((stream) => stream.system !== system)
  const { stream, base } = await startOf(target === undefined && gone.length > 0 ? gone : streams, target)
  await removeDrafts(BACKUP_DIR)
  return withRecovered({ folder: BACKUP_DIR, tools, stream, base, target }, (addressOf) =>
    addBackup(BACKUP_DIR, nameAt(name), async (draft, own) => {
      const moment = (target ?? name).toISOString()
      const manifest = await archiveInto(
        { ...config, DATABASE_URL: addressOf(databaseName(DATABASE_URL)) },
        { draft, name: own, reason: target ? `as of ${moment}` : 'as far as the log goes', rows: 'binary' },
        async () => {
          const stored = await storeAssets(siteAssets(config), BACKUP_DIR)
          return { ...stored, assets: await withThoseOf(BACKUP_DIR, stored.assets, moment) }
        },
      )
      // The data is of then: retention and `latest` must not take it for today's.
      return { ...manifest, createdAt: moment }
    }),
  )
}

/** The base backup from which the way to a moment is shortest. */
async function startOf(streams: readonly Stream[], target: Target): Promise<{ stream: Stream; base: Base }> {
  let oldest: string | undefined
  for (const stream of streams) {
    const bases = await listBases(stream)
    const base = bases.findLast(({ endedAt }) => target === undefined || new Date(endedAt) <= target)
    if (base) return { stream, base }
    oldest = bases[0]?.endedAt ?? oldest
  }
  throw new Error(
    oldest === undefined
      ? 'there is no base backup yet: the keeper makes the first one when its stream begins'
      : `the oldest moment that can be restored is ${oldest}`,
  )
}

/** Images of the site, and of the newest backup before the moment those that are still kept: what was removed since comes back. */
async function withThoseOf(folder: string, assets: readonly string[], moment: string): Promise<string[]> {
  const { backups } = await listBackups(folder)
  const before = backups.find(({ createdAt }) => createdAt <= moment)
  const kept = new Set(await listKeys(assetStore(folder)))
  return [...new Set([...assets, ...(before?.assets ?? []).filter((key) => kept.has(key))])].sort()
}

/** Which moments can be restored, for who asks: from the oldest base backup to what was last written. */
export async function restorable(folder: string): Promise<{ from: string; until: string } | undefined> {
  const streams = await listStreams(folder)
  const bases = (await Promise.all(streams.map(listBases))).flat()
  const [newest] = streams
  const from = bases.map(({ endedAt }) => endedAt).sort()[0]
  return newest && from !== undefined ? { from, until: (await lastWritten(newest)).toISOString() } : undefined
}
