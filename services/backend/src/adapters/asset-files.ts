import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Problem } from '@parlance/service-kit'
import type { AssetStorage } from '../features/asset-storage-port.ts'

const extensions: Readonly<Record<string, string>> = {
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** The shape of a key: two letters of the hash as a folder, the rest as the file. */
export const assetKey = /^[0-9a-f]{2}\/[0-9a-f]{62}\.(webp|avif|png|jpg)$/

/** Images as files named by the SHA-256 of what they hold. A file appears whole or not at all. */
export function createAssetFiles(dir: string): AssetStorage {
  return {
    put: async (content, mediaType) => {
      const extension = extensions[mediaType]
      if (!extension) throw new Problem('internal', `Images of the type ${mediaType} are not kept.`)
      const hash = createHash('sha256').update(content).digest('hex')
      const key = `${hash.slice(0, 2)}/${hash.slice(2)}.${extension}`
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
