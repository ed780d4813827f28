import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { assetStore } from '../backups/assets.ts'
import { archiveOf, checksum, listBackups, type Manifest, manifestText } from '../backups/backup-folder.ts'
import { lastOf, readEvidence, stateOf } from '../backups/evidence.ts'
import { archiveKey, assetKey, copiesOf, manifestKey, tryCopy } from './copies.ts'
import type { Place } from './place.ts'

/** What copying came to. */
export interface Copied {
  /** Backups that were not there, or not whole, and are now. */
  readonly copied: readonly string[]
  readonly files: number
  readonly bytes: number
  /** What is there in name alone, in sentences: a file of it is gone, and not here either. */
  readonly problems: readonly string[]
}

/**
 * Brings every verified backup to the place. What is there with the right size stays as it is, whichever backup brought it; what is
 * gone there, or was found damaged when the copy was verified, is put there again where it still is here.
 */
export async function copyBackups(folder: string, place: Place): Promise<Copied> {
  const there = new Map(await place.list())
  const evidence = await readEvidence(folder)
  const { backups } = await listBackups(folder)
  const problems: string[] = []
  const texts = new Map<string, string>()
  const wanted = new Map<string, Manifest>()
  for (const name of copiesOf(there)) {
    const copy = await tryCopy(place, name)
    if (copy instanceof Error) problems.push(copy.message)
    else {
      texts.set(name, copy.text)
      wanted.set(name, copy.manifest)
    }
  }
  const proven = backups.filter((backup) => stateOf(backup, evidence) === 'verified')
  for (const backup of proven) wanted.set(backup.name, backup)
  for (const manifest of wanted.values())
    for (const key of lastOf(manifest, evidence, place.name)?.damaged ?? []) there.delete(key)
  let [files, bytes] = [0, 0]
  const put = async (key: string, source: () => Readable, size: number) => {
    await place.put(key, source(), size)
    there.set(key, place.storedSize(size))
    files++
    bytes += size
  }
  /** @returns whether it is there now */
  const putFile = async (key: string, file: string): Promise<boolean> => {
    const here = await stat(file).catch(() => undefined)
    if (there.has(key) && (!here || there.get(key) === place.storedSize(here.size))) return true
    if (!here) return false
    await put(key, () => createReadStream(file), here.size)
    return true
  }
  const copied: string[] = []
  for (const [name, manifest] of wanted) {
    const before = files
    const lacking: string[] = []
    for (const key of manifest.assets)
      if (!(await putFile(assetKey(key), join(assetStore(folder), key)))) lacking.push(assetKey(key))
    const archive = archiveOf(folder, name)
    // One that has decayed here since it was verified is not carried on.
    if (there.get(archiveKey(name)) !== place.storedSize(manifest.bytes)) {
      const here = await checksum(archive).catch(() => undefined)
      if (here?.sha256 === manifest.sha256) await putFile(archiveKey(name), archive)
      else lacking.push(archiveKey(name))
    }
    if (lacking.length > 0) {
      problems.push(
        `${name} at ${place.name} lacks ${lacking.slice(0, 5).join(', ')}, which is not here either`,
      )
      continue
    }
    const text = manifestText(manifest)
    if (texts.get(name) !== text)
      await put(
        manifestKey(name),
        () => Readable.from(Buffer.from(text), { objectMode: false }),
        Buffer.byteLength(text),
      )
    if (files > before) copied.push(name)
  }
  // A manifest that could not be read and was put there anew is no trouble any more.
  const mended = (sentence: string) => copied.some((name) => sentence.startsWith(`the manifest of ${name} `))
  return { copied, files, bytes, problems: problems.filter((sentence) => !mended(sentence)) }
}
