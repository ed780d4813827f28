import type { Readable } from 'node:stream'
import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { By } from '../administration/changes.ts'
import type { CaptionReader } from '../captions/caption-desk.ts'
import { cuesOf, spokenLanguage } from './transcript-cues.ts'
import type { TranscriptEngine, TranscriptStore, TranscriptTask } from './transcript-ports.ts'
import type { RenditionRow, VideoRow, VideoStore } from './video-ports.ts'
import { mayPass } from './videos.ts'

/** Captions that a machine writes from what it hears. */
export interface Transcripts {
  /**
   * Has a film written down, by a job.
   *
   * @param language what is spoken; undefined: the engine finds out
   * @throws Problem `not-found`, `forbidden`; `unimplemented` where there is no engine; `precondition` where no rendition is there
   *   yet, nothing is to be heard, one is under way, or there are captions already
   */
  begin(videoId: string, language: Language | undefined, by: By & CaptionReader): Promise<void>
  /** Does it; where that fails for good the video says why. @throws what may go better at another try, unless it is the last */
  work(
    task: TranscriptTask,
    options: { readonly signal: AbortSignal; readonly lastTry: boolean },
  ): Promise<void>
}

/** How often an engine may say when to come again; whoever says it more often is asked at the usual times. */
const mostPostponed = 12
/** Milliseconds that an engine may have a job wait, at most: a limit by the day ends within one. */
const mostPostponedMs = 24 * 3_600_000

/** The rendition that an engine is sent: the smallest that is there. */
export function heardRendition({ renditions }: Pick<VideoRow, 'renditions'>): RenditionRow | undefined {
  return renditions.find(({ made }) => made !== null)
}

/** Whether there is sound in it, by its codecs. */
export const hasSound = ({ made }: RenditionRow): boolean =>
  made?.codecs.split(',').some((codec) => codec.trim().startsWith('mp4a')) ?? false

export function createTranscripts({
  videos,
  store,
  engine,
  read,
  report,
  lookMs,
}: {
  readonly videos: Pick<VideoStore, 'find'>
  readonly store: TranscriptStore
  /** Undefined: none is configured. */
  readonly engine: TranscriptEngine | undefined
  /** Reads a file of the assets; undefined where it is not there. */
  readonly read: (key: string) => Promise<Readable | undefined>
  readonly report: (error: unknown) => void
  /** Milliseconds between two looks whether it is still wanted. */
  readonly lookMs: number
}): Transcripts {
  const write = async ({ videoId, language }: TranscriptTask, signal: AbortSignal) => {
    const video = await videos.find(videoId, undefined)
    const rendition = video && heardRendition(video)
    if (!engine) throw none()
    if (!rendition?.made) throw notYet()
    const content = await read(rendition.made.mediaKey)
    if (!content) throw notYet()
    const film = { content, bytes: rendition.bytes ?? 0, seconds: video?.seconds ?? 0 }
    const heard = await engine.transcribe({ ...film, language: language ?? undefined }, signal)
    await store.keep(videoId, language ?? spokenLanguage(heard.language), cuesOf(heard.segments))
  }

  /** An engine that says when to come again is asked then, which is no failed try. */
  const postponed = async (task: TranscriptTask, problem: Problem | undefined): Promise<boolean> => {
    const wait = problem?.extra.retryAfterMs
    const times = (task.postponed ?? 0) + 1
    if (typeof wait !== 'number' || times > mostPostponed) return false
    const at = new Date(Date.now() + Math.min(wait, mostPostponedMs))
    await store.later({ ...task, postponed: times }, at)
    return true
  }

  return {
    begin: async (videoId, language, by) => {
      const video = await videos.find(videoId, by.id)
      const may = video?.own || by.role === 'editor' || by.role === 'admin'
      if (!video || !(may || video.listed)) throw new Problem('not-found', 'There is no such video.')
      if (!may) {
        const who = 'Only editors, and who brought the listing, have captions of its videos written.'
        throw new Problem('forbidden', who)
      }
      if (!engine) throw none()
      const rendition = heardRendition(video)
      if (!rendition) throw notYet()
      if (!hasSound(rendition)) {
        throw new Problem('precondition', 'The video has no sound: there is nothing to hear.', {
          reason: 'no-sound',
        })
      }
      const asked = await store.ask({ videoId, language: language ?? null }, by)
      if (asked === 'gone') throw new Problem('not-found', 'There is no such video.')
      if (asked === 'waits') {
        const detail = 'A machine writes down already what is said in the video.'
        throw new Problem('precondition', detail, { reason: 'transcript-under-way' })
      }
      if (asked === 'captions') {
        const detail =
          'The video has captions already, which no machine writes over: take its original, or those of the language, away first.'
        throw new Problem('precondition', detail, { reason: 'has-captions' })
      }
    },

    work: async (task, { signal, lastTry }) => {
      const unwanted = new AbortController()
      const look = setInterval(() => {
        store.wanted(task.videoId).then(
          (wanted) => wanted || unwanted.abort(),
          () => {},
        )
      }, lookMs)
      try {
        if (await store.wanted(task.videoId)) await write(task, AbortSignal.any([signal, unwanted.signal]))
      } catch (error) {
        if (unwanted.signal.aborted) return
        // Whoever stops this backend says nothing of the film: another one does it, or the next.
        if (signal.aborted) throw error
        const known = error instanceof Problem ? error : undefined
        if (!known) report(error)
        if (await postponed(task, known)) return
        if (!lastTry && (!known || mayPass(known.code))) throw error
        await store.fail(task.videoId, {
          code: known?.reason ?? known?.code ?? 'internal',
          detail: known?.detail ?? 'Something went wrong while the video was written down.',
        })
      } finally {
        clearInterval(look)
      }
    },
  }
}

const none = () =>
  new Problem('unimplemented', 'This site has no engine that writes down what is said in videos.', {
    reason: 'no-transcripts',
  })
const notYet = () =>
  new Problem('precondition', 'No rendition of the video is there yet: ask again when it plays.', {
    reason: 'not-playable',
  })
