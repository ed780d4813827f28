import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { assetStore, listKeys } from './assets.ts'
import { listBackups } from './backup-folder.ts'
import { readEvidence, stateOf } from './evidence.ts'
import { prunable, type RetentionRule } from './retention.ts'

/** Removes what retention lets go, and then the copies of assets that no backup names any more. */
export async function pruneBackups(
  folder: string,
  rule: RetentionRule,
): Promise<{ pruned: string[]; kept: number; assets: number }> {
  const { backups, broken } = await listBackups(folder)
  const evidence = await readEvidence(folder)
  const judged = backups.map((backup) => ({ ...backup, verified: stateOf(backup, evidence) === 'verified' }))
  const pruned = prunable(judged, rule)
  for (const name of pruned) {
    // Under a draft's name first: half a backup is never named as one, and the next backup would clear it up.
    const draft = join(folder, `.${name}.part`)
    await rename(join(folder, name), draft)
    await rm(draft, { recursive: true })
  }
  const rest = backups.filter(({ name }) => !pruned.includes(name))
  // A manifest that cannot be read may name any of them.
  const assets = pruned.length > 0 && broken.length === 0 ? await dropUnnamed(folder, rest) : 0
  return { pruned, kept: rest.length, assets }
}

async function dropUnnamed(
  folder: string,
  backups: readonly { assets: readonly string[] }[],
): Promise<number> {
  const named = new Set(backups.flatMap(({ assets }) => assets))
  const unnamed = (await listKeys(assetStore(folder))).filter((key) => !named.has(key))
  for (const key of unnamed) await rm(join(assetStore(folder), key))
  return unnamed.length
}
