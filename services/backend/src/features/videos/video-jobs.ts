import { Problem } from '@parlance/service-kit'
import type { FileStorage } from '../asset-storage-port.ts'
import { newId } from '../identifiers.ts'
import type {
  ClaimedWork,
  MadeFile,
  VideoResult,
  VideoService,
  VideoWorkStore,
  WorkFolders,
  WorkOutcome,
} from './video-ports.ts'
import { diskReserve, mayPass, type VideoProblem } from './videos.ts'

/** Times that a piece of work is begun; where nothing of it began, the service was away or busy, it was not. */
const mostAttempts = 8
/** Milliseconds after which work that never got that far is given up. */
const mostWaitMs = 24 * 3_600_000
/** Milliseconds between two looks at whether the work is still wanted. */
const beatMs = 2_000

export interface VideoJobParts {
  readonly works: VideoWorkStore
  readonly service: Pick<VideoService, 'run'>
  readonly storage: FileStorage
  readonly folders: WorkFolders
  /** @param minutes of film that were encoded */
  readonly measure: (work: string, outcome: WorkOutcome, minutes: number) => void
  readonly report: (error: unknown, work: { readonly videoId: string; readonly work: string }) => void
  readonly now: () => number
}

/**
 * Does one piece of work for a video: `probe`, `preview`, or a rendition by the name of its rung. May be called any number of times for
 * the same one, also after a crash in its middle. Work that nobody wants any more, because it was cancelled or the video is gone, ends
 * within seconds, and leaves no file.
 *
 * @throws Problem that another try may cure
 */
export async function doVideoWork(
  parts: VideoJobParts,
  videoId: string,
  work: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const { works, folders, measure, now } = parts
  const claim = newId()
  const claimed = await works.begin(videoId, work, claim)
  if (!claimed) return
  const unwanted = new AbortController()
  let progress = 0
  let begun = false
  const beat = async () => {
    if (!(await works.beat(videoId, work, claim, progress))) unwanted.abort()
  }
  // A database that is away for a moment takes nothing from the work.
  const timer = setInterval(() => void beat().catch(() => {}), beatMs)
  try {
    if (claimed.attempts > mostAttempts)
      throw new Problem('precondition', tooOften, { reason: 'interrupted' })
    if (claimed.abandoned !== null) await folders.drop(claimed.abandoned)
    const folder = await folders.make(claim)
    await assertRoom(folders, claimed)
    const result = await parts.service.run(claimed.source, work, {
      folder,
      read: (offset) => sourceOf(parts.storage, claimed.sourceKey, offset),
      signal: AbortSignal.any([signal, unwanted.signal]),
      onEvent: (fraction) => {
        begun = true
        progress = fraction ?? progress
      },
    })
    const done = await keep(parts, { videoId, work, claim }, result)
    if (done) measure(work, 'done', (result.rendition?.seconds ?? 0) / 60)
  } catch (error) {
    if (unwanted.signal.aborted) return
    const again = { videoId, work, claim }
    if (signal.aborted) {
      await works.postpone(again, { counted: false })
      throw error
    }
    const problem =
      error instanceof Problem ? error : new Problem('internal', 'Something went wrong.', { cause: error })
    // What is not told by the service, and no fault of the video, is for the log.
    if (problem.code === 'internal') parts.report(error, { videoId, work })
    const old = now() - claimed.since.getTime() > mostWaitMs
    const counted =
      begun ||
      !['unavailable', 'rate-limited', 'timeout'].includes(problem.code) ||
      problem.reason === 'no-space'
    if (!mayPass(problem.code) || old || (counted && claimed.attempts >= mostAttempts)) {
      await works.fail(again, describe(problem))
      measure(work, mayPass(problem.code) ? 'failed' : 'refused', 0)
      return
    }
    await works.postpone(again, { counted })
    measure(work, 'again', 0)
    throw problem
  } finally {
    clearInterval(timer)
    await folders.drop(claim)
  }
}

const tooOften =
  'It was interrupted again and again. Somebody who runs the site should look at the service of videos.'

const describe = ({ reason, code, detail }: Problem): VideoProblem => ({ code: reason ?? code, detail })

/** @throws Problem `not-found` where the file is not here any more */
async function sourceOf(storage: FileStorage, key: string, offset: number) {
  const content = await storage.read(key, { start: offset })
  if (content) return content
  throw new Problem('not-found', 'The file of the video is not there any more: send it again.', {
    reason: 'source-gone',
  })
}

/** What is made arrives on the disk before it is among the assets. @throws Problem `unavailable` */
async function assertRoom(folders: WorkFolders, { expectedBytes }: ClaimedWork): Promise<void> {
  if ((await folders.free()) - diskReserve >= expectedBytes) return
  throw new Problem('unavailable', 'The disk of this site has no room for what is made of the video.', {
    reason: 'no-space',
  })
}

/**
 * Keeps what was made: files first, under keys that are written down before, and then that they belong to the video.
 *
 * @returns false where nobody wants it any more
 */
async function keep(
  { works, storage }: VideoJobParts,
  at: { readonly videoId: string; readonly work: string; readonly claim: string },
  result: VideoResult,
): Promise<boolean> {
  const files = [...result.files.values()]
  const images: Readonly<Record<string, MadeFile | undefined>> = Object.fromEntries(result.files)
  await works.announce(files)
  for (const { path, key, bytes } of files) await storage.keepFile(path, key, bytes)
  const { facts, rendition, preview } = result
  let done = false
  if (facts) done = await works.looked(at, facts)
  else if (rendition) {
    const media = images['media.mp4']
    if (!media)
      throw new Problem('internal', 'A rendition came without its file.', { reason: 'check-failed' })
    done = await works.encoded(at, rendition, media)
  } else if (preview) done = await works.drawn(at, preview, images['poster.webp'], images['storyboard.webp'])
  if (!done)
    await works.dropUnused(
      files.map(({ key }) => key),
      storage,
    )
  return done
}
