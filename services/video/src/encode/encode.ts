import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readFragmentedFile } from '../boxes/read-file.ts'
import type { Limits } from '../config.ts'
import { VideoFailure } from '../failure.ts'
import { mostBytes, type Rung } from '../probe/ladder.ts'
import type { VideoFacts } from '../probe/probe.ts'
import { type Ended, runProgram } from '../program/run-program.ts'
import { freeBytes, noSpace } from '../source/disk.ts'
import { type CheckedRendition, checkRendition } from './check-rendition.ts'
import { encodeArguments, mediaName, playlistName } from './encode-arguments.ts'
import { parsePlaylist } from './playlist.ts'

/** A rendition on the disk, checked. */
export interface EncodedRendition extends CheckedRendition {
  readonly path: string
  readonly playlist: string
  /** By the clock. */
  readonly encodingSeconds: number
}

/** So much slower than it plays a video may be encoded before that is taken for hanging; and a while for short ones. */
const slowest = 60
const shortestMs = 120_000

/**
 * Encodes one rendition into a folder and checks it.
 *
 * @param onProgress from 0 to 1
 * @throws VideoFailure damaged, no-space, timed-out, check-failed; the signal's reason
 */
export async function encode(
  ffmpeg: string,
  source: string,
  folder: string,
  facts: VideoFacts,
  rung: Rung,
  limits: Limits,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<EncodedRendition> {
  const started = performance.now()
  const ended = await runProgram(
    ffmpeg,
    encodeArguments(facts, rung, { source, folder, pixels: limits.pixels, threads: limits.threads }),
    {
      memoryBytes: limits.memoryBytes,
      fileBytes: mostBytes(rung, facts.audioStream !== undefined, facts.seconds),
      totalMs: shortestMs + facts.seconds * 1_000 * slowest,
      silentMs: shortestMs,
    },
    signal,
    (line) => {
      const at = /^out_time_us=(\d+)$/.exec(line)?.[1]
      if (at !== undefined) onProgress(Math.min(1, Number(at) / 1e6 / facts.seconds))
    },
  )
  refuseFailed(ended)
  const encodingSeconds = (performance.now() - started) / 1_000
  const path = join(folder, mediaName)
  try {
    const playlist = await readFile(join(folder, playlistName), 'utf8')
    const checked = checkRendition(await readFragmentedFile(path), parsePlaylist(playlist), facts, rung)
    return { ...checked, path, playlist, encodingSeconds }
  } catch (error) {
    // ffmpeg's writer of HLS ends well on a disk that is full: what it wrote says nothing of that, the disk does.
    if ((await freeBytes(folder)) < fullBytes) throw noSpace(error)
    // Frames that could not be decoded are missing at the end: that is so every time.
    if (ended.words !== '') throw damaged(error)
    if (error instanceof VideoFailure) throw error
    throw new VideoFailure(
      'check-failed',
      `A rendition cannot be read back: ${(error as Error).message}.`,
      error,
    )
  }
}

/** A disk with less free than this is taken for full, in bytes. */
const fullBytes = 1_048_576

const damaged = (cause: unknown) =>
  new VideoFailure('damaged', 'The video is damaged: not all of its frames can be read.', cause)

/** @throws VideoFailure where a program did not end well */
export function refuseFailed({ code, signal, words, over }: Ended): void {
  if (over === 'file') {
    throw new VideoFailure('check-failed', 'A rendition grew beyond what its length and quality allow.')
  }
  if (over) throw new VideoFailure('timed-out', 'The work on the video took too long and was ended.')
  if (code === 0) return
  if (/No space left on device/.test(words)) {
    throw noSpace()
  }
  const last = words.split('\n').at(-1) ?? ''
  if (/Cannot allocate memory|Picture size .* exceeds|exceeds specified max pixel count/.test(words)) {
    throw new VideoFailure('too-many-pixels', 'The video takes more memory than there is for one.')
  }
  if (
    /not on whitelist|Decoder .* not found|Unknown decoder|Decoding requested, but no decoder/i.test(words)
  ) {
    throw new VideoFailure(
      'unknown-codec',
      'The video is encoded in a way that is not known here. Export it as H.264.',
    )
  }
  if (code !== null) throw damaged(new Error(last))
  throw new VideoFailure(
    'internal',
    'The work on the video was ended from outside.',
    new Error(`${signal} ${last}`),
  )
}
