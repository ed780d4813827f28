import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AssetStorage } from '../features/asset-storage-port.ts'
import { keyOf } from './asset-keys.ts'

/** Images as files named by the SHA-256 of what they hold. A file appears whole or not at all. */
export function createAssetFiles(dir: string): AssetStorage {
  return {
    put: async (content, mediaType) => {
      const key = keyOf(content, mediaType)
      const file = join(dir, key)
      // One that is there gets a new date: who removes old files that nothing names yet leaves it.
      const now = new Date()
      const there = await utimes(file, now, now).then(
        () => true,
        () => false,
      )
      if (there) return key
      await mkdir(dirname(file), { recursive: true })
      const draft = `${file}.${randomUUID()}.part`
      try {
        await writeFile(draft, content)
        await rename(draft, file)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
      return key
    },
  }
}
