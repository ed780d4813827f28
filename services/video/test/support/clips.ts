import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFfmpeg } from '../../src/program/find-ffmpeg.ts'

const execute = promisify(execFile)

/** ffmpeg as the service finds it. */
export const found = await findFfmpeg(process.env.FFMPEG_PATH, process.env.PATH)

/** Why tests that need ffmpeg cannot run; '' = they can. */
export const missing = found.found ? '' : found.why

/** A folder of the test, and clips that ffmpeg draws into it. */
export class Clips {
  readonly folder = mkdtempSync(join(tmpdir(), 'parlance-clips-'))

  path(name: string): string {
    return join(this.folder, name)
  }

  /** Draws a file. @param args of ffmpeg, without the output's name @returns its path */
  async draw(name: string, ...args: readonly string[]): Promise<string> {
    const ffmpeg = found.found ? found.ffmpeg : 'ffmpeg'
    await execute(ffmpeg, ['-v', 'error', '-y', '-nostdin', ...args, this.path(name)], { timeout: 60_000 })
    return this.path(name)
  }
}

/** Moving pictures with numbers in them. @param rate frames a second */
export const picture = (size: string, rate: number | string, seconds: number) => [
  '-f',
  'lavfi',
  '-t',
  String(seconds),
  '-i',
  `testsrc2=size=${size}:rate=${rate}`,
]

/** A tone. */
export const tone = (seconds: number) => [
  '-f',
  'lavfi',
  '-t',
  String(seconds),
  '-i',
  'sine=frequency=997:sample_rate=48000',
]

export const quickly = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
