import type { VideoEvent, VideoRequest__Output, VideoServiceHandlers } from '@parlance/contracts'
import { type CallContext, duplex, type Logger, Problem, type PromiseHandlers } from '@parlance/service-kit'
import type { Limits } from '../config.ts'
import { VideoFailure } from '../failure.ts'
import { noSpace } from '../source/disk.ts'
import { type AskedJob, Messages, parseJob } from './requests.ts'
import { runJob } from './run-job.ts'
import type { OpenedStudio, Studio } from './studio.ts'

/** The RPCs of parlance.video.v1.VideoService. */
export function videoHandlers(
  studio: OpenedStudio,
  limits: Limits,
  concurrency: number,
  logger: Logger,
): PromiseHandlers<VideoServiceHandlers> {
  return {
    Run: duplex(async function* (requests, context) {
      if ('why' in studio) throw new VideoFailure('no-ffmpeg', `Videos cannot be taken here. ${studio.why}`)
      yield* run(studio, requests, context, logger)
    }),
    async Capabilities() {
      const open = 'why' in studio ? undefined : studio
      return {
        available: open !== undefined,
        detail: 'why' in studio ? studio.why : `ffmpeg ${studio.version}`,
        running: open ? open.encoding.running + open.looking.running : 0,
        limit: concurrency,
        mostSourceBytes: limits.sourceBytes,
        mostSeconds: limits.seconds,
        mostPixels: limits.pixels,
      }
    },
  }
}

async function* run(
  studio: Studio,
  requests: AsyncIterable<VideoRequest__Output>,
  context: CallContext,
  logger: Logger,
): AsyncGenerator<VideoEvent> {
  const messages = new Messages(requests)
  const job = parseJob(await messages.job(), studio.limits)
  const started = performance.now()
  let outcome = 'cancelled'
  try {
    yield* withSource(studio, job, messages, context.signal)
    outcome = 'ok'
  } catch (error) {
    const failure = failureOf(error, context)
    outcome = failure.reason ?? failure.code
    if (outcome === 'internal' || outcome === 'check-failed')
      logger.error({ err: error, job }, 'a job failed')
    throw failure
  } finally {
    const seconds = (performance.now() - started) / 1_000
    studio.metrics.ended(job.work, outcome, seconds)
    logger.info({ ...job, source: job.source.sha256, outcome, ms: Math.round(seconds * 1_000) }, 'job ended')
  }
}

async function* withSource(
  studio: Studio,
  job: AskedJob,
  messages: Messages,
  signal: AbortSignal,
): AsyncGenerator<VideoEvent> {
  const lane = job.work === 'encode' ? studio.encoding : studio.looking
  const giveBack = await lane.take(signal)
  try {
    // The source is asked for from within, and the caller is told from here.
    const wanted = Promise.withResolvers<number | undefined>()
    const holding = studio.sources.hold(
      job.source,
      (offset) => {
        wanted.resolve(offset)
        return messages.chunks()
      },
      signal,
    )
    holding.then(
      () => wanted.resolve(undefined),
      () => wanted.resolve(undefined),
    )
    const offset = await wanted.promise
    if (offset !== undefined) yield { sourceWanted: { offset } }
    const source = await holding
    try {
      yield* runJob(studio, job, source, signal)
    } finally {
      source.release()
    }
  } finally {
    giveBack()
  }
}

/** Whatever went wrong, as a problem with a reason; what is ours alone says nothing of its inside. */
function failureOf(error: unknown, { signal }: CallContext): Problem {
  if (signal.aborted && signal.reason instanceof Problem) return signal.reason
  if (error instanceof Problem) return error
  if ((error as NodeJS.ErrnoException)?.code === 'ENOSPC') {
    return noSpace(error)
  }
  return new VideoFailure('internal', 'Something went wrong while the video was worked on.', error)
}
