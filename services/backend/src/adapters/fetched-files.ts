import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from '@parlance/service-kit'
import type { FetchedFiles } from '../features/videos/video-fetches.ts'

/** Milliseconds after which one that nobody wrote to is nobody's: its backend was killed. */
const leftMs = 3_600_000

/** Files that are being fetched, in the folder of uploads, where none is taken for one until it is whole. */
export function openFetchedFiles(folder: string): FetchedFiles {
  const draftOf = (id: string) => join(folder, `${id}.fetch`)
  return {
    write: async (id, chunks) => {
      await mkdir(folder, { recursive: true })
      const file = createWriteStream(draftOf(id))
      try {
        await pipeline(Readable.from(chunks, { objectMode: false }), file)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        const detail = 'The disk of this site is full: the video does not fit.'
        throw new Problem('unavailable', detail, { reason: 'no-space', cause: error })
      }
      return file.bytesWritten
    },
    become: (id) => rename(draftOf(id), join(folder, id)),
    drop: (id) => rm(draftOf(id), { force: true }),
    sweep: async () => {
      const there = await readdir(folder).catch(() => [])
      for (const name of there.filter((one) => one.endsWith('.fetch'))) {
        const found = await stat(join(folder, name)).catch(() => undefined)
        if (found && Date.now() - found.mtimeMs > leftMs) await rm(join(folder, name), { force: true })
      }
    },
  }
}
