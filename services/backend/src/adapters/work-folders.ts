import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkFolders } from '../features/videos/video-ports.ts'

/** Milliseconds that a folder may be older than what the database says of it. */
const graceMs = 60_000

/** Folders for what is being received, one for each try at a piece of work. They lie beside the assets, so that a file is not copied. */
export function openWorkFolders(folder: string): WorkFolders {
  const pathOf = (claim: string) => join(folder, claim)
  return {
    make: async (claim) => {
      await mkdir(pathOf(claim), { recursive: true })
      return pathOf(claim)
    },
    drop: (claim) => rm(pathOf(claim), { recursive: true, force: true }),
    free: async () => {
      await mkdir(folder, { recursive: true })
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
    sweep: async (alive) => {
      const there = await readdir(folder).catch((error) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      for (const name of there) {
        const found = await stat(pathOf(name)).catch(() => undefined)
        if (!found || alive.has(name) || Date.now() - found.mtimeMs < graceMs) continue
        await rm(pathOf(name), { recursive: true, force: true })
      }
    },
  }
}
