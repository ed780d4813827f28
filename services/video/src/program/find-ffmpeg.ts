import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** ffmpeg and ffprobe of this machine, or why there are none and what to do. */
export type Ffmpeg =
  | { readonly found: true; readonly ffmpeg: string; readonly ffprobe: string; readonly version: string }
  | { readonly found: false; readonly why: string }

const execute = promisify(execFile)
const remedy = 'Install it (Debian: apt-get install ffmpeg) or set FFMPEG_PATH, then restart.'

/**
 * Looks for ffmpeg, and asks both programs and the encoders for their word.
 *
 * @param named a path from the environment; undefined: PATH is searched
 */
export async function findFfmpeg(named: string | undefined, path: string | undefined): Promise<Ffmpeg> {
  const ffmpeg = named ?? onPath('ffmpeg', path)
  if (ffmpeg === undefined) return { found: false, why: `There is no ffmpeg on this machine. ${remedy}` }
  const ffprobe = join(dirname(ffmpeg), 'ffprobe')
  try {
    const [{ stdout: words }, { stdout: encoders }] = await Promise.all([
      execute(ffmpeg, ['-hide_banner', '-version'], { timeout: 20_000 }),
      execute(ffmpeg, ['-hide_banner', '-encoders'], { timeout: 20_000 }),
      execute(ffprobe, ['-hide_banner', '-version'], { timeout: 20_000 }),
    ])
    const missing = ['libx264', 'aac', 'libwebp'].filter((name) => !encoders.includes(` ${name} `))
    if (missing.length > 0) {
      return { found: false, why: `${ffmpeg} cannot encode ${missing.join(', ')}. ${remedy}` }
    }
    return { found: true, ffmpeg, ffprobe, version: /^ffmpeg version (\S+)/.exec(words)?.[1] ?? 'unknown' }
  } catch (error) {
    const { message } = error as Error
    return {
      found: false,
      why: `${ffmpeg} or its ffprobe does not run: ${message.split('\n')[0]}. ${remedy}`,
    }
  }
}

/** The file that a command stands for; undefined where there is none. */
export function onPath(name: string, path: string | undefined): string | undefined {
  return (path ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
