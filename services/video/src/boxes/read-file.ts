import { type FileHandle, open } from 'node:fs/promises'
import { readHead } from './boxes.ts'
import { type Run, readRuns } from './fragments.ts'
import { readTracks, type Track } from './tracks.ts'

/** A fragmented file, by its boxes. */
export interface FragmentedFile {
  readonly bytes: number
  /** Bytes before the first fragment: what a player needs before any of them. */
  readonly head: number
  readonly tracks: readonly Track[]
  readonly fragments: readonly Fragment[]
}

/** A `moof` and its `mdat`, with the boxes that stand before them and belong to them (`styp`, `sidx`, `prft`, `emsg`). */
export interface Fragment {
  readonly start: number
  readonly end: number
  readonly runs: readonly Run[]
}

const beforeFragment = new Set(['styp', 'sidx', 'prft', 'emsg'])
/** The largest head or fragment head that is read: a `moof` takes some 16 bytes a sample. */
const mostBytes = 16 * 1_048_576

/**
 * Reads the boxes of a fragmented MP4; of the media themselves nothing is read.
 *
 * @throws Error where a box is not whole or not where the standard has it
 */
export async function readFragmentedFile(path: string): Promise<FragmentedFile> {
  const file = await open(path)
  try {
    const bytes = (await file.stat()).size
    let tracks: readonly Track[] | undefined
    let head = 0
    let begun: { start: number; runs?: readonly Run[] } | undefined
    const fragments: Fragment[] = []
    for (let at = 0; at < bytes; ) {
      const { type, size } = await readHeadAt(file, at, bytes)
      if (beforeFragment.has(type)) begun ??= { start: at }
      else if (type === 'moov') tracks = readTracks(await read(file, at, size))
      else if (type === 'moof') {
        if (!tracks) throw new Error('a fragment stands before the moov')
        if (begun?.runs) throw new Error(`the fragment before ${at} has no mdat`)
        begun = { start: begun?.start ?? at, runs: readRuns(await read(file, at, size), tracks) }
      } else if (type === 'mdat') {
        if (!begun?.runs) throw new Error(`the mdat at ${at} has no moof`)
        fragments.push({ start: begun.start, end: at + size, runs: begun.runs })
        begun = undefined
      }
      at += size
      if (fragments.length === 0 && !begun) head = at
    }
    if (!tracks) throw new Error('there is no moov')
    if (begun) throw new Error('the last fragment has no mdat')
    return { bytes, head, tracks, fragments }
  } finally {
    await file.close()
  }
}

async function readHeadAt(file: FileHandle, at: number, bytes: number) {
  const head = readHead(await read(file, at, Math.min(16, bytes - at)), 0)
  if (head.size < head.head || at + head.size > bytes) {
    throw new Error(`box ${head.type} at ${at} reaches beyond the file`)
  }
  return head
}

async function read(file: FileHandle, at: number, size: number): Promise<Buffer> {
  if (size > mostBytes) throw new Error(`a box at ${at} is larger than ${mostBytes} bytes`)
  const buffer = Buffer.alloc(size)
  const { bytesRead } = await file.read(buffer, 0, size, at)
  return buffer.subarray(0, bytesRead)
}
