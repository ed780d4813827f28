import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { assetStore, hashOf, listKeys } from '../backups/assets.ts'
import { addBackup, archiveOf, checksum, type Manifest, removeDrafts } from '../backups/backup-folder.ts'
import { archiveKey, assetKey, findCopy, receiveWhole } from './copies.ts'
import type { Place } from './place.ts'

/**
 * Brings a backup back from a place, with its assets, into the folder where backups are made; what is here already, and is
 * what it should be, is not fetched again.
 *
 * @param wanted a name, or `latest`
 * @throws Error naming the file that is not what it was
 */
export async function fetchCopy(folder: string, place: Place, wanted: string): Promise<Manifest> {
  const manifest = await findCopy(place, wanted)
  await removeDrafts(folder)
  const here = await checksum(archiveOf(folder, manifest.name)).catch(() => undefined)
  if (here?.sha256 !== manifest.sha256) {
    await addBackup(folder, manifest.name, async (draft) => {
      await receiveWhole(place, archiveKey(manifest.name), manifest.sha256, join(draft, 'database.tar.zst'))
      return manifest
    })
  }
  const store = assetStore(folder)
  const there = new Set(await listKeys(store))
  for (const key of manifest.assets) {
    if (there.has(key) && (await checksum(join(store, key))).sha256 === hashOf(key)) continue
    const draft = join(store, `${key}.${process.pid}.part`)
    await mkdir(dirname(draft), { recursive: true, mode: 0o700 })
    try {
      await receiveWhole(place, assetKey(key), hashOf(key), draft)
      await rename(draft, join(store, key))
    } finally {
      await rm(draft, { force: true })
    }
  }
  return manifest
}
