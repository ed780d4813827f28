import type { VideoEvent } from '@parlance/contracts'
import { encode } from '../encode/encode.ts'
import { mediaName } from '../encode/encode-arguments.ts'
import { VideoFailure } from '../failure.ts'
import { posterName, preview } from '../preview/preview.ts'
import { storyboardName } from '../preview/storyboard.ts'
import { perSecond } from '../probe/frame-rate.ts'
import { mostBits, mostBytes } from '../probe/ladder.ts'
import { probe, type VideoFacts } from '../probe/probe.ts'
import type { HeldSource } from '../source/source-store.ts'
import { withProgress } from './reports.ts'
import type { AskedJob } from './requests.ts'
import { sendFile } from './send-file.ts'
import type { Studio } from './studio.ts'

/** Does a job whose source is here. @yields progress, files, and the one result, which is last @throws VideoFailure */
export async function* runJob(
  studio: Studio,
  job: AskedJob,
  source: HeldSource,
  signal: AbortSignal,
): AsyncGenerator<VideoEvent> {
  const facts = await factsOf(studio, job.source.sha256, source.path, signal)
  if (job.work === 'probe') {
    yield { facts: describe(facts) }
    return
  }
  await using folder = await studio.folders.make()
  if (job.work === 'encode') yield* encodeRung(studio, job.rung, facts, source.path, folder.path, signal)
  else yield* drawPreview(studio, facts, source.path, folder.path, signal)
}

/** How many sources' facts are remembered. */
const mostRemembered = 200

async function factsOf(
  studio: Studio,
  sha256: string,
  path: string,
  signal: AbortSignal,
): Promise<VideoFacts> {
  const known = studio.facts.get(sha256)
  if (known) return known
  const facts = await probe(studio.programs.ffprobe, path, studio.limits, signal)
  studio.facts.set(sha256, facts)
  const [oldest] = studio.facts.keys()
  if (studio.facts.size > mostRemembered && oldest !== undefined) studio.facts.delete(oldest)
  return facts
}

async function* encodeRung(
  studio: Studio,
  name: string,
  facts: VideoFacts,
  source: string,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<VideoEvent> {
  const rung = facts.ladder.find((candidate) => candidate.name === name)
  if (!rung) throw new VideoFailure('unknown-rung', `The video has no rendition "${name.slice(0, 20)}".`)
  const { programs, limits, metrics } = studio
  const made = yield* progressOf((report) =>
    encode(programs.ffmpeg, source, folder, facts, rung, limits, signal, report),
  )
  metrics.encoded(made.seconds)
  yield* sendFile(made.path, mediaName, 'video/mp4')
  yield {
    rendition: {
      rung: rung.name,
      playlist: made.playlist,
      seconds: made.seconds,
      width: rung.width,
      height: rung.height,
      codecs: made.codecs,
      frameRate: perSecond(facts.rate),
      peakBitsPerSecond: made.peakBits,
      averageBitsPerSecond: made.averageBits,
      segments: made.segments,
      encodingSeconds: made.encodingSeconds,
    },
  }
}

async function* drawPreview(
  { programs, limits }: Studio,
  facts: VideoFacts,
  source: string,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<VideoEvent> {
  const { poster, storyboard, loudness } = yield* progressOf((report) =>
    preview(programs.ffmpeg, source, folder, facts, limits, signal, report),
  )
  yield* sendFile(poster.path, posterName, 'image/webp')
  if (storyboard) yield* sendFile(storyboard.path, storyboardName, 'image/webp')
  yield {
    preview: {
      posterWidth: poster.width,
      posterHeight: poster.height,
      storyboard: storyboard?.cues ?? '',
      loudness: loudness ?? null,
    },
  }
}

async function* progressOf<T>(
  work: (report: (fraction: number) => void) => Promise<T>,
): AsyncGenerator<VideoEvent, T> {
  const going = withProgress(work)
  for (;;) {
    const { value, done } = await going.next()
    if (done) return value
    yield { progress: { fraction: value } }
  }
}

function describe(facts: VideoFacts) {
  const sound = facts.audioStream !== undefined
  return {
    seconds: facts.seconds,
    claimedSeconds: facts.claimedSeconds,
    width: facts.width,
    height: facts.height,
    rotation: facts.rotation,
    frameRate: perSecond(facts.rate),
    variableFrameRate: facts.variable,
    interlaced: facts.interlaced,
    format: facts.format,
    videoCodec: facts.videoCodec,
    audioCodec: facts.audioCodec ?? '',
    bitDepth: facts.bitDepth,
    ladder: facts.ladder.map((rung) => ({
      name: rung.name,
      width: rung.width,
      height: rung.height,
      mostBitsPerSecond: mostBits(rung, sound),
    })),
    expectedBytes: facts.ladder.reduce((sum, rung) => sum + mostBytes(rung, sound, facts.seconds), 0),
  }
}
