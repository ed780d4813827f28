import type { VideoJob, VideoRequest__Output } from '@parlance/contracts'
import type { Limits } from '../config.ts'
import { VideoFailure } from '../failure.ts'
import type { Work } from '../metrics.ts'
import type { SourceName } from '../source/source-store.ts'

/** A job as it was asked. */
export type AskedJob = { readonly source: SourceName } & (
  | { readonly work: Exclude<Work, 'encode'> }
  | { readonly work: 'encode'; readonly rung: string }
)

/**
 * Reads what the first message asks.
 *
 * @throws VideoFailure bad-request, too-many-bytes
 */
export function parseJob(job: VideoJob | null | undefined, limits: Limits): AskedJob {
  if (!job?.source || !job.work)
    throw new VideoFailure('bad-request', 'The first message must be a whole job.')
  const { sha256, bytes } = job.source
  if (!/^[0-9a-f]{64}$/.test(sha256) || !Number.isSafeInteger(bytes) || bytes < 1) {
    throw new VideoFailure('bad-request', 'The source must be named by its SHA-256 and its bytes.')
  }
  if (bytes > limits.sourceBytes) {
    const mib = Math.floor(limits.sourceBytes / 1_048_576)
    throw new VideoFailure('too-many-bytes', `The video is larger than ${mib} MiB, which is the most.`)
  }
  const source = { sha256, bytes }
  return job.work === 'encode'
    ? { source, work: 'encode', rung: job.encode?.rung ?? '' }
    : { source, work: job.work }
}

/** How long a sender may say nothing while its source is waited for, in milliseconds. */
const silentMs = 60_000

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const refuse = () =>
    late.reject(
      new VideoFailure('source-incomplete', `No more of the source came for ${ms / 1_000} s. Send the rest.`),
    )
  const timer = setTimeout(refuse, ms)
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** The messages of a call, one after the other. */
export class Messages {
  readonly #iterator: AsyncIterator<VideoRequest__Output>

  constructor(requests: AsyncIterable<VideoRequest__Output>) {
    this.#iterator = requests[Symbol.asyncIterator]()
  }

  /** The job that the call begins with; undefined: it said something else, or nothing. */
  async job(): Promise<VideoJob | undefined> {
    const { value, done } = await this.#iterator.next()
    return done ? undefined : (value.job ?? undefined)
  }

  /** The chunks of the source that follow. @throws VideoFailure bad-request */
  async *chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      const { value, done } = await within(silentMs, this.#iterator.next())
      if (done) return
      if (!value.chunk)
        throw new VideoFailure('bad-request', 'After the job only chunks of its source are taken.')
      yield value.chunk
    }
  }
}
