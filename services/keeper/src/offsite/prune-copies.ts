import { keyShape } from '../backups/assets.ts'
import { listBackups, type Manifest } from '../backups/backup-folder.ts'
import { lastOf, readEvidence, stateOf } from '../backups/evidence.ts'
import { prunable, type RetentionRule } from '../backups/retention.ts'
import { archiveKey, assetKey, copiesOf, manifestKey, readCopy } from './copies.ts'
import type { Place } from './place.ts'

/**
 * Removes copies by the same rule as backups, judged by the verifications of the copies. Only what was verified from here goes, as
 * another installation's are not known here, and only once its backup has gone too: the next copying would bring it again.
 * Files that no copy names go with them.
 */
export async function pruneCopies(folder: string, place: Place, rule: RetentionRule): Promise<string[]> {
  const there = await place.list()
  const manifests: Manifest[] = []
  for (const name of copiesOf(there)) manifests.push((await readCopy(place, name)).manifest)
  const evidence = await readEvidence(folder)
  const own = manifests.filter((manifest) => lastOf(manifest, evidence, place.name))
  const here = new Set((await listBackups(folder)).backups.map(({ name }) => name))
  const pruned = prunable(
    own.map((one) => ({ ...one, verified: stateOf(one, evidence, place.name) === 'verified' })),
    rule,
  ).filter((name) => !here.has(name))
  for (const name of pruned) {
    // Without its manifest it is no copy any more, wherever this is cut short.
    await place.remove(manifestKey(name))
    await place.remove(archiveKey(name))
  }
  if (pruned.length === 0) return pruned
  const named = new Set(
    manifests.flatMap(({ name, assets }) => (pruned.includes(name) ? [] : assets.map(assetKey))),
  )
  for (const key of there.keys())
    if (key.startsWith('assets/') && keyShape.test(key.slice(7)) && !named.has(key)) await place.remove(key)
  return pruned
}
