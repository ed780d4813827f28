import { randomUUID } from 'node:crypto'
import { constants, copyFile, link, mkdir, open, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AssetStorage, FileStorage } from '../features/asset-storage-port.ts'
import { keyOf } from './asset-keys.ts'

/** Bytes that are read at once: films are read from end to end. */
const readBytes = 262_144

/** Two names for one file where the disk can, else a copy; `target` appears whole. */
async function linkOrCopy(file: string, target: string): Promise<void> {
  try {
    await link(file, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error
    // A copy that shares its blocks where the disk can do that.
    await copyFile(file, target, constants.COPYFILE_FICLONE)
  }
}

/** Images as files named by the SHA-256 of what they hold. A file appears whole or not at all. */
export function createAssetFiles(dir: string): AssetStorage & FileStorage {
  const keep = async (key: string, write: (draft: string) => Promise<void>) => {
    const file = join(dir, key)
    // One that is there gets a new date: who removes old files that nothing names yet leaves it.
    const now = new Date()
    const there = await utimes(file, now, now).then(
      () => true,
      () => false,
    )
    if (there) return
    await mkdir(dirname(file), { recursive: true })
    const draft = `${file}.${randomUUID()}.part`
    try {
      await write(draft)
      await rename(draft, file)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }
  return {
    put: async (content, mediaType) => {
      const key = keyOf(content, mediaType)
      await keep(key, (draft) => writeFile(draft, content))
      return key
    },
    keepFile: (file, key) => keep(key, (draft) => linkOrCopy(file, draft)),
    read: async (key, part) => {
      const file = await open(join(dir, key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return file?.createReadStream({ ...part, highWaterMark: readBytes })
    },
    remove: (key) => rm(join(dir, key), { force: true }),
  }
}
