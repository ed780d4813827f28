import type { Pool } from 'pg'
import { filesOf, readSeedVideos, type SeedFile } from '../database/seed-video-files.ts'
import type { FileStorage } from '../features/asset-storage-port.ts'

/**
 * Puts the files of the sample videos among the assets, where the database has these videos: who seeds it has no hand on
 * the place of the assets. Each call looks whether one has come since.
 */
export function createSampleFiles(pool: Pick<Pool, 'query'>, storage: FileStorage): () => Promise<void> {
  let left: Promise<Map<string, SeedFile>> | undefined
  return async () => {
    left ??= readSeedVideos().then(
      (videos) => new Map(videos.flatMap(filesOf).map((file) => [file.key, file])),
    )
    const files = await left
    if (files.size === 0) return
    const { rows } = await pool.query<{ key: string }>('SELECT key FROM "Asset" WHERE key = ANY($1)', [
      [...files.keys()],
    ])
    for (const { key } of rows) {
      const { path, bytes } = files.get(key) as SeedFile
      await storage.keepFile(path, key, bytes)
      files.delete(key)
    }
  }
}
