import { Problem } from '@parlance/service-kit'
import type { CaptionReader } from '../captions/caption-desk.ts'
import type { UploadFiles, VideoService, VideoStore } from './video-ports.ts'
import { overQuota, type Videos } from './video-uploads.ts'
import { diskReserve, mayPass, renditionShare, type VideoLimits } from './videos.ts'

/** Films that are fetched from an address, by a job, as if somebody had sent them. */
export interface VideoFetches {
  /**
   * Has a film fetched.
   *
   * @returns the id of the video that it becomes
   * @throws Problem as {@link Videos.begin} does, and `unimplemented` where no addresses are read
   */
  begin(tool: string, url: string, by: CaptionReader): Promise<string>
  /** Fetches it; where that fails for good the video says why. @throws what may go better at another try, unless it is the last */
  fetch(task: FetchTask, options: { readonly signal: AbortSignal; readonly lastTry: boolean }): Promise<void>
}

/** What a job is about. */
export interface FetchTask {
  readonly videoId: string
  readonly url: string
  /** Of the file, at most. */
  readonly mostBytes: number
  /** Of all films of who wants it, at most; absent: an editor, who has no such limit. */
  readonly mostTogether?: number
}

/** Files of the open web, through the guard of the scraper. @yields its length first, 0 where nobody knows, then what it holds */
export type Downloads = (
  url: string,
  mostBytes: number,
  signal: AbortSignal,
) => AsyncIterable<{ readonly bytes: number } | { readonly chunk: Uint8Array }>

/** What is on its way from an address, on this machine. */
export interface FetchedFiles {
  /** Writes a file, anew where there is a part of one. @returns its bytes */
  write(id: string, chunks: AsyncIterable<Uint8Array>): Promise<number>
  /** Makes it the upload of its video. */
  become(id: string): Promise<void>
  drop(id: string): Promise<void>
  /** Removes what killed backends left. */
  sweep(): Promise<void>
}

export interface FetchStore {
  /** Bytes of all videos of a person. */
  held(ownerId: string): Promise<number>
  /**
   * A video that is awaited has so many bytes. Where that is more than its owner may have together, nothing is written: of two at
   * once, one finds the other counted.
   *
   * @returns `gone` where it is not awaited; bytes of its owner's other videos where they leave too little
   */
  measured(
    id: string,
    bytes: number,
    mostTogether: number | undefined,
  ): Promise<'measured' | 'gone' | { readonly held: number }>
  enqueue(task: FetchTask): Promise<void>
}

interface Parts {
  readonly videos: Pick<Videos, 'begin' | 'settle'>
  readonly store: FetchStore & Pick<VideoStore, 'upload' | 'fail'>
  readonly files: FetchedFiles
  readonly free: UploadFiles['free']
  readonly service: Pick<VideoService, 'mostBytes'>
  readonly limits: VideoLimits
  /** Undefined: no addresses are read here. */
  readonly downloads: Downloads | undefined
  /** Milliseconds between two looks whether the video is still awaited. */
  readonly lookMs: number
}

export function createVideoFetches(parts: Parts): VideoFetches {
  const { videos, store, files, free, service, limits, downloads, lookMs } = parts

  /** @returns whether it is still awaited @throws Problem `precondition` */
  const count = async ({ videoId, mostTogether }: FetchTask, bytes: number): Promise<boolean> => {
    const counted = await store.measured(videoId, bytes, mostTogether)
    if (typeof counted === 'object') throw overQuota(mostTogether ?? 0, counted.held)
    return counted === 'measured'
  }
  const take = async (task: FetchTask, signal: AbortSignal) => {
    const { videoId, url, mostBytes } = task
    if (!downloads) throw new Problem('unavailable', 'No addresses are read here.')
    const { bytes, chunks } = await opened(downloads(url, mostBytes, signal))
    const room = (await free()) - diskReserve
    if (bytes * (1 + renditionShare) > room) throw noSpace()
    if (!(await count(task, bytes))) return
    const there = await files.write(videoId, chunks)
    // What has arrived is what counts; until it is the upload of its video nobody takes it for whole.
    if (!(await count(task, there))) return
    await files.become(videoId)
    await videos.settle(videoId)
  }

  return {
    begin: async (tool, url, by) => {
      if (!downloads) throw new Problem('unimplemented', 'Addresses are not read here: send the file.')
      const name = nameOf(url)
      // Its length is not known yet: what it may have at most is.
      const videoId = await videos.begin({ tool, name, bytes: 0 }, by)
      const editor = by.role === 'editor' || by.role === 'admin'
      const left = editor ? Number.POSITIVE_INFINITY : limits.bytesOfPerson - (await store.held(by.id))
      const mostBytes = Math.floor(Math.max(1, Math.min(limits.bytes, await service.mostBytes(), left)))
      await store.enqueue({
        videoId,
        url,
        mostBytes,
        ...(editor ? {} : { mostTogether: limits.bytesOfPerson }),
      })
      return videoId
    },

    fetch: async (task, { signal, lastTry }) => {
      const unwanted = new AbortController()
      const look = setInterval(() => {
        store.upload(task.videoId).then(
          (row) => row?.state !== 'uploading' && unwanted.abort(),
          () => {},
        )
      }, lookMs)
      try {
        const row = await store.upload(task.videoId)
        if (row?.state === 'uploading') await take(task, AbortSignal.any([signal, unwanted.signal]))
      } catch (error) {
        await files.drop(task.videoId)
        if (unwanted.signal.aborted) return
        // Whoever stops this backend says nothing of the film: it is fetched by another, or by the next.
        if (signal.aborted) throw error
        const known = error instanceof Problem ? error : undefined
        if (!lastTry && (!known || mayPass(known.code))) throw error
        await store.fail(task.videoId, {
          code: known?.reason ?? known?.code ?? 'internal',
          detail: known?.detail ?? 'The file could not be fetched.',
        })
      } finally {
        clearInterval(look)
        await files.drop(task.videoId)
      }
    },
  }
}

/** The length, and what follows it. */
async function opened(events: ReturnType<Downloads>) {
  const iterator = events[Symbol.asyncIterator]()
  const { value } = await iterator.next()
  if (!value || !('bytes' in value)) throw new Problem('internal', 'The scraper sent no file.')
  async function* chunks() {
    try {
      for (;;) {
        const next = await iterator.next()
        if (next.done) return
        if ('chunk' in next.value) yield next.value.chunk
      }
    } finally {
      // Whoever reads no further ends the call.
      await iterator.return?.()
    }
  }
  return { bytes: value.bytes, chunks: chunks() }
}

/** What a file is called by its address, for people. */
function nameOf(url: string): string {
  const last = URL.parse(url)?.pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last).slice(0, 200)
  } catch {
    return last.slice(0, 200)
  }
}

const noSpace = () =>
  new Problem('unavailable', 'The disk of this site has no room for the video and what is made of it.', {
    reason: 'no-space',
  })
