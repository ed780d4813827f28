import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why no clip can be made here, for the title of what is skipped; undefined = it can. */
export const noFfmpeg: string | undefined = (() => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'no ffmpeg here: `manage setup --all` brings it'
  }
})()

/** Makes a clip: a counting test picture and a tone. @returns its path */
export function makeClip(seconds: number): string {
  const path = join(mkdtempSync(join(tmpdir(), 'parlance-clip-')), 'garden tour.mp4')
  const size = `size=640x360:rate=25:duration=${seconds}`
  const inputs = [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=${size}`,
    '-f',
    'lavfi',
    '-i',
    `sine=330:duration=${seconds}`,
  ]
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
  execFileSync('ffmpeg', ['-v', 'error', ...inputs, ...codecs, path])
  return path
}
