import { createHash } from 'node:crypto'
import type { VideoEvent, VideoFacts, VideoJob, VideoRequest__Output } from '@parlance/contracts'
import { type CallContext, Problem } from '@parlance/service-kit'

/** What a service is at while it works, in order; between two of them it can be held up. */
export const stages = ['asked', 'source', 'progress', 'file', 'chunk', 'result'] as const
export type Stage = (typeof stages)[number]

/** Rungs that it makes of whatever it is sent. */
export const rungs = ['240p', '360p', '480p'] as const
const sizes = {
  '240p': { width: 426, height: 240 },
  '360p': { width: 640, height: 360 },
  '480p': { width: 854, height: 480 },
} as const

/** What a file of a work holds: the same for the same source. */
export const contentOf = (sha256: string, name: string): Buffer =>
  Buffer.alloc(300_000, createHash('sha512').update(`${sha256} ${name}`).digest())

const workOf = (job: VideoJob) => job.encode?.rung ?? job.work ?? ''
const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

/**
 * A service of video that makes nothing of a film but what a test knows, by the real protocol: it keeps sources, tells how it goes
 * on, and can be held up, killed and made to refuse at each stage of each piece of work.
 */
export class ScriptedVideoService {
  /** What was asked, in order. */
  readonly asked: string[] = []
  /** Calls that were given up by whoever asked. */
  readonly givenUp: string[] = []
  /** Bytes of sources that came. */
  received = 0
  /** Called at each stage: what it throws ends the call. */
  at: (work: string, stage: Stage, signal: AbortSignal) => Promise<void> | void = () => {}
  readonly #held = new Map<string, number>()

  readonly run = async function* (
    this: ScriptedVideoService,
    requests: AsyncIterable<VideoRequest__Output>,
    { signal }: CallContext,
  ): AsyncGenerator<VideoEvent> {
    const messages = requests[Symbol.asyncIterator]()
    const job = (await messages.next()).value?.job as VideoJob
    const work = workOf(job)
    const { sha256 = '', bytes = 0 } = job.source ?? {}
    this.asked.push(work)
    try {
      await this.at(work, 'asked', signal)
      if (!this.#held.has(sha256)) {
        yield { sourceWanted: { offset: 0 } }
        const hash = createHash('sha256')
        let there = 0
        for (;;) {
          const { value, done } = await messages.next()
          if (done) break
          if (there === 0) await this.at(work, 'source', signal)
          hash.update(value.chunk as Buffer)
          there += (value.chunk as Buffer).length
          this.received += (value.chunk as Buffer).length
        }
        if (there !== bytes || hash.digest('hex') !== sha256)
          throw new Problem('aborted', 'Not the source.', { reason: 'wrong-source' })
        this.#held.set(sha256, bytes)
      } else await this.at(work, 'source', signal)
      yield { progress: { fraction: 0.5 } }
      await this.at(work, 'progress', signal)
      const names =
        work === 'probe' ? [] : work === 'preview' ? ['poster.webp', 'storyboard.webp'] : ['media.mp4']
      for (const name of names) {
        const content = contentOf(sha256, work === 'preview' ? name : work)
        await this.at(work, 'file', signal)
        yield { file: { name, mediaType: '', bytes: content.length, sha256: hashOf(content) } }
        yield { chunk: content.subarray(0, 200_000) }
        await this.at(work, 'chunk', signal)
        yield { chunk: content.subarray(200_000) }
      }
      await this.at(work, 'result', signal)
      yield resultOf(work)
    } finally {
      if (signal.aborted) this.givenUp.push(work)
    }
  }.bind(this)
}

const facts: Partial<VideoFacts> = {
  seconds: 12,
  width: 854,
  height: 480,
  frameRate: 25,
  expectedBytes: 3_000_000,
  ladder: rungs.map((name) => ({ name, ...sizes[name], mostBitsPerSecond: 500_000 })),
}

function resultOf(work: string): VideoEvent {
  if (work === 'probe') return { facts }
  if (work === 'preview') {
    const storyboard = 'WEBVTT\n\n00:00.000 --> 00:12.000\nstoryboard.webp#xywh=0,0,160,90\n'
    return { preview: { posterWidth: 854, posterHeight: 480, storyboard, loudness: { integrated: -23 } } }
  }
  return {
    rendition: {
      rung: work,
      playlist:
        '#EXTM3U\n#EXT-X-MAP:URI="media.mp4",BYTERANGE="800@0"\n#EXTINF:4,\n#EXT-X-BYTERANGE:1000@800\nmedia.mp4\n#EXT-X-ENDLIST\n',
      seconds: 12,
      ...sizes[work as keyof typeof sizes],
      codecs: 'avc1.4d401f,mp4a.40.2',
      frameRate: 25,
      peakBitsPerSecond: 400_000,
      averageBitsPerSecond: 300_000,
      segments: 3,
      encodingSeconds: 2,
    },
  }
}
