import type { Client } from 'pg'
import { listBackups } from '../backups/backup-folder.ts'
import { lastOf, readEvidence, type Verification } from '../backups/evidence.ts'
import { type KeeperConfig, retentionRule } from '../config.ts'
import { copiesOf, readCopy } from './copies.ts'
import { type Copied, copyBackups } from './copy-backups.ts'
import { openPlace } from './open-place.ts'
import type { Place } from './place.ts'
import { pruneCopies } from './prune-copies.ts'
import { verifyCopy } from './verify-copy.ts'

/** The place that somebody names, or that is configured. @throws Error where none is */
export async function namedPlace(config: KeeperConfig, from: string): Promise<Place> {
  const address = from === 'offsite' ? config.BACKUP_OFFSITE : from
  if (address === undefined)
    throw new Error('BACKUP_OFFSITE is not set: set it, or name the place with --from')
  return openPlace(config, address)
}

/** What a round at the place of the copies came to. */
export interface OffsiteRound extends Copied {
  readonly ok: boolean
  readonly place: string
  /** Of the newest copy, and by turns of an older one. */
  readonly verifications: readonly Verification[]
  readonly pruned: readonly string[]
}

/**
 * Copies what is verified, verifies the newest copy by itself, and removes copies that newer verified ones cover.
 *
 * @param turn looks as well at the older copy that was looked at longest ago
 */
export async function runOffsite(
  config: KeeperConfig,
  server: Client,
  address: string,
  turn: boolean,
): Promise<OffsiteRound> {
  const { BACKUP_DIR: folder } = config
  const place = await openPlace(config, address)
  const copied = await copyBackups(folder, place)
  const verifications = [await verifyCopy(config, server, place, 'latest')]
  const older = turn ? await longestUnseen(folder, place) : undefined
  if (older !== undefined) verifications.push(await verifyCopy(config, server, place, older))
  const proven = verifications.every(({ outcome }) => outcome === 'verified')
  const pruned = proven ? await pruneCopies(folder, place, retentionRule(config)) : []
  return {
    ok: proven && copied.problems.length === 0,
    place: place.name,
    ...copied,
    verifications,
    pruned,
  }
}

async function longestUnseen(folder: string, place: Place): Promise<string | undefined> {
  const evidence = await readEvidence(folder)
  const seen: { name: string; at: string }[] = []
  for (const name of copiesOf(await place.list()).slice(1)) {
    const manifest = (await readCopy(place, name)).manifest
    seen.push({ name, at: lastOf(manifest, evidence, place.name)?.at ?? '' })
  }
  return seen.sort((a, b) => a.at.localeCompare(b.at) || a.name.localeCompare(b.name))[0]?.name
}

/** When the newest backup was made whose copy elsewhere is verified, in milliseconds since 1970; undefined: there is none. */
export async function newestCopied(folder: string): Promise<number | undefined> {
  const evidence = await readEvidence(folder)
  const { backups } = await listBackups(folder)
  const newest = backups.find(({ name, sha256 }) => {
    const last = evidence.findLast((one) => one.backup === name && one.sha256 === sha256 && one.place)
    return last?.outcome === 'verified'
  })
  return newest && Date.parse(newest.createdAt)
}
