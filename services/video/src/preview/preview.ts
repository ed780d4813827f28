import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Limits } from '../config.ts'
import { refuseFailed } from '../encode/encode.ts'
import { VideoFailure } from '../failure.ts'
import type { VideoFacts } from '../probe/probe.ts'
import { fileArgument, guards } from '../program/input-arguments.ts'
import { runProgram } from '../program/run-program.ts'
import { type Loudness, parseLoudness } from './loudness.ts'
import { planStoryboard, storyboardCues, storyboardName } from './storyboard.ts'
import { webpSize } from './webp-size.ts'

/** Pictures of a video on the disk, and what its sound is like. */
export interface Previewed {
  readonly poster: { readonly path: string; readonly width: number; readonly height: number }
  /** undefined: the video is too short. */
  readonly storyboard: { readonly path: string; readonly cues: string } | undefined
  /** undefined: there is no sound. */
  readonly loudness: Loudness | undefined
}

export const posterName = 'poster.webp'
const posterSide = 1_280
const mostPictureBytes = 8 * 1_048_576
/** A quarter of an hour, and a second for each second of the video: it runs beside renditions, which go first. */
const mostMs = (seconds: number) => 900_000 + seconds * 1_000
/** ffmpeg says where it is every half second. */
const silentMs = 120_000

/**
 * Draws poster and storyboard into a folder and measures loudness. Renditions that are encoded at the same time go first.
 *
 * @param onProgress from 0 to 1
 * @throws VideoFailure
 */
export async function preview(
  ffmpeg: string,
  source: string,
  folder: string,
  facts: VideoFacts,
  limits: Limits,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Previewed> {
  const run = async (before: readonly string[], after: readonly string[]) => {
    const ended = await runProgram(
      ffmpeg,
      [
        '-hide_banner',
        '-nostdin',
        '-nostats',
        '-progress',
        'pipe:1',
        '-y',
        ...before,
        ...guards(limits.pixels),
        '-i',
        fileArgument(source),
        ...after,
      ],
      {
        memoryBytes: limits.memoryBytes,
        fileBytes: mostPictureBytes,
        totalMs: mostMs(facts.seconds),
        silentMs,
        background: true,
      },
      signal,
    )
    refuseFailed(ended)
    return ended.words
  }
  const map = ['-map', `0:${facts.videoStream}`]
  const webp = ['-frames:v', '1', '-c:v', 'libwebp', '-quality', '80', '-f', 'webp']

  const scale = Math.min(1, posterSide / Math.max(facts.width, facts.height))
  const poster = {
    path: join(folder, posterName),
    width: Math.max(1, Math.round(facts.width * scale)),
    height: Math.max(1, Math.round(facts.height * scale)),
  }
  const deinterlace = facts.interlaced ? 'bwdif=mode=send_frame:deint=interlaced,' : ''
  const size = `scale=${poster.width}:${poster.height},setsar=1`
  // A little after the beginning, which is often black; the most usual of the frames there.
  const seek = facts.pictureSeconds > 2 ? ['-ss', (facts.pictureSeconds / 10).toFixed(3)] : []
  const draw = (from: readonly string[]) =>
    run(
      ['-v', 'error', ...from],
      [...map, '-vf', `${deinterlace}thumbnail=24,${size}`, ...webp, fileArgument(poster.path)],
    )
  await draw(seek)
  // Where nothing can be decoded from there on, there is something at the beginning.
  if (!(await exists(poster.path))) await draw([])
  await checkPicture(poster.path, poster.width, poster.height)
  onProgress(0.3)

  const board = planStoryboard(facts.seconds, facts.width, facts.height)
  const sheet = join(folder, storyboardName)
  if (board) {
    const filter = `fps=fps=1/${board.every}:start_time=0:round=up,scale=${board.width}:${board.height},setsar=1,tile=${board.columns}x${board.rows}`
    // Of a long video the key frames are enough, and all of them are decoded in no time.
    const keysOnly = board.every > 10 ? ['-skip_frame', 'nokey'] : []
    await run(['-v', 'error', ...keysOnly], [...map, '-vf', filter, ...webp, fileArgument(sheet)])
    await checkPicture(sheet, board.columns * board.width, board.rows * board.height)
  }
  onProgress(0.7)

  const loudness =
    facts.audioStream === undefined
      ? undefined
      : parseLoudness(
          await run(
            ['-v', 'info'],
            [
              '-map',
              `0:${facts.audioStream}`,
              '-af',
              'ebur128=peak=true:framelog=verbose',
              '-f',
              'null',
              '-',
            ],
          ),
        )
  onProgress(1)
  return {
    poster,
    storyboard: board && { path: sheet, cues: storyboardCues(board, facts.seconds) },
    loudness,
  }
}

async function exists(path: string): Promise<boolean> {
  return (await headOf(path).catch(() => Buffer.alloc(0))).length > 0
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(32), 0, 32, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function checkPicture(path: string, width: number, height: number): Promise<void> {
  try {
    const size = webpSize(await headOf(path))
    if (size.width === width && size.height === height) return
    throw new Error(`it has ${size.width} × ${size.height} pixels and not ${width} × ${height}`)
  } catch (error) {
    throw new VideoFailure(
      'check-failed',
      `A picture did not come out as it should: ${(error as Error).message}.`,
      error,
    )
  }
}
