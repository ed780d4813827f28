import { statfs } from 'node:fs/promises'
import { VideoFailure } from '../failure.ts'

/** What anybody may still write where a folder is, in bytes. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** The disk or the scratch folder is full: another time there may be room. */
export const noSpace = (cause?: unknown): VideoFailure =>
  new VideoFailure('no-space', 'There is no room for this video just now. Try again later.', cause)
