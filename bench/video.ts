/**
 * Encoding a video by the service beside bare ffmpeg, in one run: the time of the whole ladder by the service, with sending
 * the source, looking at it, checking and fetching, beside the same commands without any of that; and how long the lowest
 * rendition takes, from its job on, until it can be played beside what its encoding alone took. One command with all renditions as outputs, which decodes once
 * and keeps nobody informed, is shown beside.
 *
 * Then the site itself: sending a large file by tus beside a bare server that writes it to the disk, and the memory of the backend
 * while it is sent; and a film from its last byte to all its renditions, through backend, jobs and service, beside the bare commands.
 *
 * `--megabytes N` is the size of that file (512), `--seconds N` is the length of the clip (20), `--rounds N` how often each is done (3), in turns.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { parseArgs, promisify } from 'node:util'
import { encodeArguments } from '../services/video/src/encode/encode-arguments.ts'
import { probe, type VideoFacts } from '../services/video/src/probe/probe.ts'
import { Clips, found, picture, quickly, tone } from '../services/video/test/support/clips.ts'
import { limits, TestService } from '../services/video/test/support/service.ts'
import { type Figure, median, report, timed } from './support/figures.ts'
import { startBareUpload, startVideoSite, writeNoise } from './support/video-site.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    megabytes: { type: 'string', default: '512' },
  },
})
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
if (!found.found) throw new Error(found.why)
const { ffmpeg, ffprobe } = found
const execute = promisify(execFile)

/** Share of bare ffmpeg's speed that the service keeps at least; and the lowest rendition's limit. */
const leastSpeed = 0.85
const mostWait = 1.3

const clips = new Clips()
// A telephone's film: 720p, moving, with grain, so that there is something to encode.
const source = await clips.draw(
  'source.mp4',
  ...picture('1280x720', 30, seconds),
  ...tone(seconds),
  '-vf',
  'noise=alls=12:allf=t',
  ...quickly,
)
const facts = await probe(ffprobe, source, { ...limits, seconds: 3_600 }, new AbortController().signal)

/** The arguments of each rendition, as the service has them, into a folder of its own. */
function commands({ ladder }: VideoFacts): string[][] {
  return ladder.map((rung) => {
    const folder = clips.path(`bare-${rung.name}`)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    return encodeArguments(facts, rung, { source, folder, pixels: limits.pixels, threads: limits.threads })
  })
}

async function oneCommand(): Promise<void> {
  const all = commands(facts)
  const input = (all[0]?.indexOf('-i') ?? 0) + 2
  const args = [...(all[0]?.slice(0, input) ?? []), ...all.flatMap((each) => each.slice(input))]
  await execute(ffmpeg, args, { maxBuffer: 64e6 })
}

const times = {
  service: [] as number[],
  bare: [] as number[],
  one: [] as number[],
  look: [] as number[],
  first: [] as number[],
}
let largest = 0
for (let round = 0; round < rounds; round++) {
  // A new one each time: it has to be sent the source, and looks at it first, as a caller has it do.
  const service = await TestService.start({ sourceBytes: 4e9, scratchBytes: 8e9, seconds: 3_600 })
  const look = await timed(() => service.run(source, { probe: {} }))
  const sums = { service: look, bare: 0 }
  const bare = commands(facts)
  // Rendition by rendition in turns, so that what else the machine does falls on both.
  for (const [index, { name }] of facts.ladder.entries()) {
    sums.bare += await timed(() => execute(ffmpeg, bare[index] ?? [], { maxBuffer: 64e6 }))
    let own = 0
    const whole = await timed(async () => {
      const { result, files } = await service.run(source, { encode: { rung: name } })
      largest = Math.max(largest, files.get('media.mp4')?.length ?? 0)
      own = (result.rendition?.encodingSeconds ?? 0) * 1_000
    })
    sums.service += whole
    if (index === 0) times.first.push(whole / own)
  }
  await service.stop()
  times.look.push(look)
  times.service.push(sums.service)
  times.bare.push(sums.bare)
  times.one.push(await timed(oneCommand))
}

/** Share of a bare stream's speed that an upload keeps at least; and what the backend's memory may grow by, in megabytes. */
const leastUpload = 0.6
const mostGrowth = 64
const site = await startVideoSite()
const bareUpload = await startBareUpload()
const large = clips.path('large')
await writeNoise(large, Number(values.megabytes) * 1e6)
const uploads = { ours: [] as number[], bare: [] as number[], growth: [] as number[] }
for (let round = 0; round <= rounds; round++) {
  const before = await site.memory()
  let peak = before
  const watch = setInterval(async () => {
    peak = Math.max(peak, await site.memory())
  }, 50)
  const ours = await timed(() => site.upload(large))
  clearInterval(watch)
  const bare = await timed(() => bareUpload.upload(large))
  // The first of each warms both up.
  if (round === 0) continue
  uploads.ours.push(ours)
  uploads.bare.push(bare)
  uploads.growth.push((peak - before) / 1e6)
}
await bareUpload.stop()
const whole = { renditions: [] as number[], ready: [] as number[], bare: [] as number[] }
for (let round = 0; round < rounds; round++) {
  let bare = 0
  for (const args of commands(facts)) bare += await timed(() => execute(ffmpeg, args, { maxBuffer: 64e6 }))
  const { renditionsMs, readyMs } = await site.made(await site.upload(source))
  whole.bare.push(bare)
  whole.renditions.push(renditionsMs)
  whole.ready.push(readyMs)
}
await site.stop()
rmSync(clips.folder, { recursive: true, force: true })

const [service, bare, one] = [median(times.service), median(times.bare), median(times.one)]
const rungs = facts.ladder.map(({ name }) => name).join(', ')
const figures: Figure[] = [
  {
    name: 'ladder by the service',
    value: service / bare,
    unit: '×',
    limit: 1 / leastSpeed,
    beside: `${(service / 1_000).toFixed(1)} s; bare ffmpeg, a command a rendition, ${(bare / 1_000).toFixed(1)} s (${((100 * bare) / service).toFixed(0)} % of its speed)`,
  },
  {
    name: 'lowest rendition until it plays',
    value: median(times.first),
    unit: '×',
    limit: mostWait,
    beside: `its own encoding; from its job on: starting, checking, fetching. Looking at the video before: ${(median(times.look) / 1_000).toFixed(1)} s`,
  },
  {
    name: 'one command, all renditions',
    value: service / one,
    unit: '×',
    beside: `${(one / 1_000).toFixed(1)} s: it decodes once, and nothing can be played before all is done`,
  },
  {
    name: 'upload',
    value: median(uploads.ours) / median(uploads.bare),
    unit: '×',
    limit: 1 / leastUpload,
    beside: `${values.megabytes} MB by tus in ${(median(uploads.ours) / 1_000).toFixed(2)} s; a bare stream to the disk ${(median(uploads.bare) / 1_000).toFixed(2)} s`,
  },
  {
    name: "backend's memory while it is sent",
    value: Math.max(...uploads.growth),
    unit: 'MB',
    limit: mostGrowth,
    beside: 'more than before, at most',
  },
  {
    name: 'from the last byte to all renditions',
    value: median(whole.renditions) / median(whole.bare),
    unit: '×',
    limit: 1 / leastSpeed,
    beside: `${(median(whole.renditions) / 1_000).toFixed(1)} s through backend, jobs and service, with pictures ${(median(whole.ready) / 1_000).toFixed(1)} s; bare ffmpeg ${(median(whole.bare) / 1_000).toFixed(1)} s`,
  },
]
report(
  `${rungs} of ${seconds} s at 720p, ${rounds} rounds; largest file ${(largest / 1e6).toFixed(1)} MB`,
  figures,
)
