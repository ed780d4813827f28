import { describe, expect, test } from 'vitest'
import type { UploadFiles, VideoStore } from '../../../src/features/videos/video-ports.ts'
import { createVideos } from '../../../src/features/videos/video-uploads.ts'

const megabyte = 1_048_576
const by = { id: 'someone', role: 'editor' } as const

/** What comes of a file, on a disk of which so much is free while so much is announced and so much of that has come. */
async function taken(
  bytes: number,
  disk: { free: number; announced?: number; come?: number },
): Promise<string> {
  const never = () => Promise.reject(new Error('not asked for'))
  const files: UploadFiles = {
    free: async () => disk.free * megabyte,
    list: async () => new Map([['one', (disk.come ?? 0) * megabyte]]),
    sha256: never,
    keep: never,
    drop: never,
  }
  const store = {
    listing: async () => ({ toolId: 'tool', own: true, listed: true }),
    announced: async () => (disk.announced ?? 0) * megabyte,
    begin: async () => 'begun',
  } as Partial<VideoStore> as VideoStore
  const videos = createVideos({
    store,
    files,
    service: { mostBytes: async () => Number.POSITIVE_INFINITY },
    erase: async () => {},
    limits: { bytes: 10_000 * megabyte, bytesOfPerson: 0 },
    now: () => 0,
  })
  const begun = videos.begin({ tool: 'tool', name: '', bytes: bytes * megabyte }, by)
  return begun.then(
    () => 'taken',
    ({ code, reason }) => `${code}: ${reason}`,
  )
}

describe('a disk has to hold the file, what is made of it (as much again), and 512 MB more', () => {
  test.each([
    [100, { free: 712 }, 'taken'],
    [100, { free: 711 }, 'unavailable: no-space'],
    // What others announced and has not come yet needs its place too.
    [100, { free: 812, announced: 100 }, 'taken'],
    [100, { free: 811, announced: 100 }, 'unavailable: no-space'],
    [100, { free: 751, announced: 100, come: 61 }, 'taken'],
    [100, { free: 750, announced: 100, come: 61 }, 'unavailable: no-space'],
    // Files of no upload are no room.
    [100, { free: 711, announced: 0, come: 500 }, 'unavailable: no-space'],
  ])('%i MB, %j: %s', async (bytes, disk, expected) => {
    expect(await taken(bytes, disk)).toBe(expected)
  })
})
