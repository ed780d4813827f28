/**
 * Draws the two clips of the sample catalogue: frames that ffmpeg draws and tones that it sounds, nothing taken from
 * elsewhere. `node scripts/make-sample-clips.ts FOLDER` writes `waves.mp4` and `shapes.mp4` there, each below 300 kB.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A clip: what is drawn and what is heard, as ffmpeg's filters say it. */
interface Clip {
  readonly name: string
  readonly picture: string
  readonly sound: string
}

/** Seconds of each. */
const seconds = 8
const mostBytes = 300_000

const clips: readonly Clip[] = [
  {
    name: 'waves.mp4',
    // A field of colours that turns slowly.
    picture:
      'gradients=size=640x360:rate=25:nb_colors=4:c0=0x1b2a49:c1=0x3f7cac:c2=0x95d7ae:c3=0xf4f1bb:speed=0.02:seed=7',
    // A chord that swells.
    sound:
      "aevalsrc=exprs='0.12*(sin(2*PI*220*t)+sin(2*PI*277.18*t)+sin(2*PI*329.63*t))*(0.6+0.4*sin(PI*t/4))':sample_rate=48000",
  },
  {
    name: 'shapes.mp4',
    // Cells that live and die by Conway's rule, large enough to be seen.
    picture:
      'life=size=32x18:rate=6:mold=12:seed=11:ratio=0.35:life_color=0xf4a259:death_color=0x5b8e7d:mold_color=0x1d2f35,scale=640:360:flags=neighbor',
    // A scale, a tone each second.
    sound:
      "aevalsrc=exprs='0.2*sin(2*PI*261.63*pow(2,mod(floor(t)*2,12)/12)*t)*exp(-2*mod(t,1))':sample_rate=48000",
  },
]

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('Name the folder: node scripts/make-sample-clips.ts FOLDER\n')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
for (const { name, picture, sound } of clips) {
  const path = join(folder, name)
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound]
  const encoding = [
    '-c:v',
    'libx264',
    '-preset',
    'slow',
    '-crf',
    '32',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-b:a',
    '48k',
    '-ac',
    '1',
  ]
  // The same bytes from the same ffmpeg: no dates, no names of programs, one thread.
  const bare = [
    '-threads',
    '1',
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-flags:v',
    '+bitexact',
    '-flags:a',
    '+bitexact',
  ]
  const args = [
    '-v',
    'error',
    '-y',
    '-nostdin',
    ...inputs,
    '-t',
    String(seconds),
    ...encoding,
    ...bare,
    '-movflags',
    '+faststart',
    path,
  ]
  execFileSync('ffmpeg', args, { stdio: 'inherit', timeout: 300_000 })
  const { size } = statSync(path)
  process.stdout.write(`${path}: ${(size / 1_000).toFixed(0)} kB\n`)
  if (size > mostBytes) {
    process.stderr.write(`${name} is larger than ${mostBytes / 1_000} kB\n`)
    process.exitCode = 1
  }
}
