import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Client } from 'pg'
import { hashOf } from '../backups/assets.ts'
import { archiveOf } from '../backups/backup-folder.ts'
import type { Verification } from '../backups/evidence.ts'
import { verifyBackup } from '../backups/verify-backup.ts'
import type { KeeperConfig } from '../config.ts'
import { archiveKey, assetKey, findCopy, receive } from './copies.ts'
import type { Place } from './place.ts'

/** Verifies a copy from what lies at the place alone: every file is read there. @param wanted a name, or `latest` */
export async function verifyCopy(
  { DATABASE_URL: url, BACKUP_DIR: folder }: KeeperConfig,
  server: Client,
  place: Place,
  wanted: string,
): Promise<Verification> {
  const manifest = await findCopy(place, wanted)
  const scratch = join(folder, '.copy.part')
  const damaged: string[] = []
  const read = async (key: string, sha256: string, into?: string): Promise<string | undefined> => {
    const found = await receive(place, key, into).catch((error: Error) => error)
    if (found === sha256) return undefined
    damaged.push(key)
    return found instanceof Error ? found.message : `${key} at ${place.name} is not what it was`
  }
  await rm(scratch, { recursive: true, force: true })
  try {
    return await verifyBackup({ url, folder, server }, manifest, {
      place: place.name,
      damaged,
      async fetch() {
        const file = archiveOf(scratch, manifest.name)
        await mkdir(dirname(file), { recursive: true, mode: 0o700 })
        const wrong = await read(archiveKey(manifest.name), manifest.sha256, file)
        if (wrong !== undefined) throw new Error(wrong)
        return scratch
      },
      async checkAssets(keys) {
        const wrong: string[] = []
        for (const key of keys) {
          const said = await read(assetKey(key), hashOf(key))
          if (said !== undefined) wrong.push(said)
        }
        return wrong
      },
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
