import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FileStorage } from '../features/asset-storage-port.ts'
import type { UploadFiles } from '../features/videos/video-ports.ts'

/** Of what is no id of a video nothing is said, and nothing done. */
const idShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Files on their way, in a folder: each under the id of its video. It lies beside the pictures, so that a file is moved and not copied. */
export function openUploadFiles(folder: string, storage: FileStorage): UploadFiles {
  const fileOf = (id: string) => join(folder, id)
  return {
    free: async () => {
      await mkdir(folder, { recursive: true })
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },

    list: async () => {
      const there = await readdir(folder).catch((error) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      const names = there.filter((name) => idShape.test(name))
      const sizes = await Promise.all(
        names.map(async (name) => {
          // It may have been moved since.
          const found = await stat(fileOf(name)).catch(() => undefined)
          return found ? ([[name, found.size]] as const) : []
        }),
      )
      return new Map(sizes.flat())
    },

    sha256: async (id) => {
      const hash = createHash('sha256')
      await pipeline(createReadStream(fileOf(id), { highWaterMark: 1_048_576 }), hash)
      return hash.digest('hex')
    },

    keep: async (id, { sha256, bytes }) => {
      const key = `${sha256.slice(0, 2)}/${sha256.slice(2)}.source`
      await storage.keepFile(fileOf(id), key, bytes)
      return key
    },

    drop: (id) => rm(fileOf(id), { force: true }),
  }
}
