/**
 * Draws the two clips of the sample catalogue, and has the video service make of them what it makes of any other: frames that
 * ffmpeg draws and tones that it sounds, nothing taken from elsewhere. `node scripts/make-sample-clips.ts` writes
 * `services/backend/prisma/seed/videos/NAME/`: source, renditions, poster, storyboard, and `made.json` with what is known of
 * them. What people wrote there, `video.json` and the captions, stays as it is.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VideoEvent } from '../packages/contracts/src/index.ts'
import { createMetrics } from '../packages/service-kit/src/index.ts'
import { limitsOf, readConfig } from '../services/video/src/config.ts'
import { findFfmpeg } from '../services/video/src/program/find-ffmpeg.ts'
import type { AskedJob } from '../services/video/src/service/requests.ts'
import { runJob } from '../services/video/src/service/run-job.ts'
import { openStudio } from '../services/video/src/service/studio.ts'

/** A clip: what is drawn and what is heard, as ffmpeg's filters say it. */
interface Clip {
  readonly name: string
  readonly picture: string
  readonly sound: string
}

/** Seconds of each. */
const seconds = 11
/** Of all files of both together: they are part of the backend's image. */
const mostBytes = 900_000

const clips: readonly Clip[] = [
  {
    name: 'waves',
    // A field of colours that turns slowly.
    picture:
      'gradients=size=640x360:rate=12:nb_colors=4:c0=0x1b2a49:c1=0x3f7cac:c2=0x95d7ae:c3=0xf4f1bb:speed=0.02:seed=7',
    // A chord that swells.
    sound:
      "aevalsrc=exprs='0.12*(sin(2*PI*220*t)+sin(2*PI*277.18*t)+sin(2*PI*329.63*t))*(0.6+0.4*sin(PI*t/4))':sample_rate=48000",
  },
  {
    name: 'shapes',
    // Cells that live and die by Conway's rule, large enough to be seen, two generations a second.
    picture:
      'life=size=16x9:rate=2:mold=8:seed=11:ratio=0.35:life_color=0xf4a259:death_color=0x5b8e7d:mold_color=0x1d2f35,scale=640:360:flags=neighbor,fps=12',
    // A scale, a tone each second.
    sound:
      "aevalsrc=exprs='0.2*sin(2*PI*261.63*pow(2,mod(floor(t)*2,12)/12)*t)*exp(-2*mod(t,1))':sample_rate=48000",
  },
]

const root = join(import.meta.dirname, '..', 'services', 'backend', 'prisma', 'seed', 'videos')

function draw({ picture, sound }: Clip, path: string): void {
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound]
  const encoding = '-c:v libx264 -preset slow -crf 32 -pix_fmt yuv420p -c:a aac -b:a 48k -ac 1'.split(' ')
  // The same bytes from the same ffmpeg: no dates, no names of programs, one thread.
  const bare =
    '-threads 1 -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -movflags +faststart'.split(
      ' ',
    )
  const args = ['-v', 'error', '-y', '-nostdin', ...inputs, '-t', String(seconds), ...encoding, ...bare, path]
  execFileSync('ffmpeg', args, { stdio: 'inherit', timeout: 300_000 })
}

const env = readConfig({ NODE_ENV: 'development', HOST: '127.0.0.1', PORT: '1' })
const found = await findFfmpeg(undefined, process.env.PATH)
const scratch = mkdtempSync(join(tmpdir(), 'parlance-clips-'))
const metrics = createMetrics({ service: 'video', version: '0.0.0' })
const studio = await openStudio(found, scratch, { ...limitsOf(env), threads: 1 }, 1, metrics)
if ('why' in studio) {
  process.stderr.write(`${studio.why}\n`)
  process.exit(1)
}

/** Has a job done, and its files put into a folder. @returns the result */
async function done(
  path: string,
  folder: string,
  work: { work: 'probe' } | { work: 'encode'; rung: string } | { work: 'preview' },
): Promise<VideoEvent> {
  const content = readFileSync(path)
  const source = { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length }
  const held = { path, release: () => {} }
  let file = ''
  let last: VideoEvent = {}
  for await (const event of runJob(
    studio as Exclude<typeof studio, { why: string }>,
    { source, ...work } as AskedJob,
    held,
    AbortSignal.timeout(600_000),
  )) {
    if (event.file) {
      const prefix = work.work === 'encode' ? work.rung : ''
      file = join(folder, prefix === '' ? (event.file.name ?? '') : `${prefix}.mp4`)
      writeFileSync(file, '')
    } else if (event.chunk) writeFileSync(file, event.chunk, { flag: 'a' })
    else last = event
  }
  return last
}

for (const clip of clips) {
  const folder = join(root, clip.name)
  mkdirSync(folder, { recursive: true })
  // Never written in place: a backend on this machine may hold the same file by another name.
  for (const file of readdirSync(folder)) if (file !== 'video.json') rmSync(join(folder, file))
  const source = join(folder, 'source.mp4')
  draw(clip, source)
  const { facts } = await done(source, folder, { work: 'probe' })
  const renditions = []
  for (const { name = '' } of facts?.ladder ?? []) {
    const { rendition } = await done(source, folder, { work: 'encode', rung: name })
    // How long it took says something of this machine alone.
    renditions.push({ ...rendition, encodingSeconds: 0 })
  }
  const { preview } = await done(source, folder, { work: 'preview' })
  const { seconds: length, width, height } = facts ?? {}
  const made = { seconds: length, width, height, renditions, ...preview }
  writeFileSync(join(folder, 'made.json'), `${JSON.stringify(made, null, 2)}\n`)
}
rmSync(scratch, { recursive: true, force: true })

const sizes = clips.flatMap(({ name }) =>
  readdirSync(join(root, name)).map(
    (file) => [join(name, file), statSync(join(root, name, file)).size] as const,
  ),
)
for (const [file, bytes] of sizes) process.stdout.write(`${file}: ${(bytes / 1_000).toFixed(1)} kB\n`)
const sum = sizes.reduce((all, [, bytes]) => all + bytes, 0)
process.stdout.write(`all: ${(sum / 1_000).toFixed(1)} kB\n`)
if (sum > mostBytes) {
  process.stderr.write(`They are larger than ${mostBytes / 1_000} kB.\n`)
  process.exitCode = 1
}
