import type { Readable } from 'node:stream'
import type {
  VideoFacts as Facts,
  VideoPreview as Preview,
  VideoRendition as Rendition,
} from '@parlance/contracts'
import type { Language } from '@parlance/contracts/languages'
import type { By } from '../administration/changes.ts'
import type { FileStorage } from '../asset-storage-port.ts'
import type { CaptionOrigin } from '../captions/captions.ts'
import type { AnnouncedFile, RenditionView, TranscriptState, VideoProblem, VideoState } from './videos.ts'

/** A rendition, and the file that it is once it is there. */
export interface RenditionRow extends RenditionView {
  readonly made: null | {
    readonly mediaKey: string
    readonly width: number
    readonly height: number
    readonly codecs: string
    readonly frameRate: number
    readonly peakBitsPerSecond: number
    readonly averageBitsPerSecond: number
  }
}

/** A video with all that belongs to it, for somebody. */
export interface VideoRow {
  readonly id: string
  readonly tool: string
  readonly name: string
  readonly state: VideoState
  readonly problem: VideoProblem | null
  readonly bytes: number
  readonly sha256: string | null
  readonly seconds: number | null
  readonly width: number | null
  readonly height: number | null
  readonly loudness: number | null
  readonly posterKey: string | null
  readonly storyboardKey: string | null
  readonly transcript: TranscriptState | null
  readonly createdAt: string
  /** The lowest first. */
  readonly renditions: readonly RenditionRow[]
  readonly captions: readonly { readonly language: Language; readonly origin: CaptionOrigin }[]
  /** Its listing is public. */
  readonly listed: boolean
  /** Whoever asks brought the listing. */
  readonly own: boolean
}

/** A video as an upload needs it. */
export interface UploadRow {
  readonly id: string
  readonly ownerId: string | null
  readonly state: VideoState
  readonly problem: VideoProblem | null
  readonly bytes: number
  /** What the file has to have; null: nobody said. */
  readonly announcedSha256: string | null
  readonly createdAt: Date
}

/** Where somebody stands to a listing, or to the listing of a video. */
export interface Standing {
  readonly toolId: string
  /** Their submission made it. */
  readonly own: boolean
  /** It is public. */
  readonly listed: boolean
}

/** A rendition as it is played. */
export interface PlayedRendition {
  readonly mediaKey: string
  readonly bytes: number
  /** HLS, in which the file stands as media.mp4. */
  readonly playlist: string
  /** Its listing is public. */
  readonly listed: boolean
}

/** The table of videos. */
export interface VideoStore {
  listing(slug: string, userId: string | undefined): Promise<Standing | undefined>
  standing(videoId: string, userId: string): Promise<Standing | undefined>
  /** The newest first. */
  list(toolId: string, userId: string | undefined): Promise<VideoRow[]>
  find(id: string, userId: string | undefined): Promise<VideoRow | undefined>
  /** What a player reads of a rendition that is there. */
  rendition(id: string, rung: string): Promise<PlayedRendition | undefined>
  /** WebVTT in which the picture stands as storyboard.webp; undefined: there is none. */
  storyboard(id: string): Promise<string | undefined>
  upload(id: string): Promise<UploadRow | undefined>
  /** Bytes that were announced by uploads under way. */
  announced(): Promise<number>
  /**
   * Writes an upload down, where its listing has room for one more and its owner for so many bytes: one at a time for each of both.
   *
   * @param mostBytes of the owner; undefined = no limit
   */
  begin(
    id: string,
    toolId: string,
    file: AnnouncedFile,
    ownerId: string,
    most: { readonly videos: number; readonly bytes: number | undefined },
  ): Promise<'begun' | 'too-many' | { readonly held: number }>
  /**
   * All of a file is kept under a key of the assets.
   *
   * @returns `gone` where it is not awaited any more; `duplicate` where the listing has the same already
   */
  kept(
    id: string,
    file: { readonly key: string; readonly sha256: string },
  ): Promise<'kept' | 'gone' | 'duplicate'>
  /** Ends an upload that is still awaited. */
  fail(id: string, problem: VideoProblem): Promise<void>
  /** Forgets an upload that is still awaited: nobody hears of it again. */
  forget(id: string): Promise<void>
  /** Forgets those that are awaited since before a time. */
  forgetBefore(time: Date): Promise<void>
  /** @returns keys of its files; undefined: there was none */
  remove(id: string, by: By): Promise<string[] | undefined>
}

/** Files that are on their way, on this machine. */
export interface UploadFiles {
  /** Bytes that the disk of uploads has room for. */
  free(): Promise<number>
  /** What is there of each, by the id of its video. */
  list(): Promise<ReadonlyMap<string, number>>
  /** Hex. @throws Error where it is not here */
  sha256(id: string): Promise<string>
  /** Has a file in the assets too, whole or not at all; done again, nothing changes. @returns its key there */
  keep(id: string, file: { readonly sha256: string; readonly bytes: number }): Promise<string>
  drop(id: string): Promise<void>
}

/** The service that makes renditions. */
export interface VideoService {
  /** Bytes of a source that it takes. @throws Problem `unimplemented` with a sentence where it takes none, `unavailable` */
  mostBytes(): Promise<number>
  /**
   * Has a piece of work done: `probe`, `preview`, or a rendition by the name of its rung.
   *
   * @returns what was made; each file has the hash that the service said
   * @throws Problem of the service; `timeout` after two minutes of silence; `unavailable` (no-space) where the disk here is full
   */
  run(
    source: { readonly sha256: string; readonly bytes: number },
    work: string,
    options: RunOptions,
  ): Promise<VideoResult>
}

/** A file that the service made, where it lies until it is kept. */
export interface MadeFile {
  /** As the service calls it: media.mp4, poster.webp, storyboard.webp. */
  readonly name: string
  readonly bytes: number
  readonly path: string
  /** Of the assets, by its SHA-256, which was compared. */
  readonly key: string
}

/** What came of a piece of work. */
export interface VideoResult {
  readonly facts?: Facts
  readonly rendition?: Rendition
  readonly preview?: Preview
  /** By their names. */
  readonly files: ReadonlyMap<string, MadeFile>
}

export interface RunOptions {
  /** Where files go. */
  readonly folder: string
  /** Reads the source from a byte on. */
  readonly read: (offset: number) => Promise<Readable>
  readonly signal: AbortSignal
  /** Called with every word of the service. @param fraction 0 to 1 of the work, where it tells */
  readonly onEvent: (fraction: number | undefined) => void
}

/** How a try at a piece of work ended: `again` = it is tried once more, `refused` = for what the video is. */
export type WorkOutcome = 'done' | 'failed' | 'refused' | 'again'

/** Work that somebody has begun. */
export interface ClaimedWork {
  readonly source: { readonly sha256: string; readonly bytes: number }
  readonly sourceKey: string
  /** With this one. */
  readonly attempts: number
  readonly since: Date
  /** What is made has so many at most. */
  readonly expectedBytes: number
  /** The claim of who worked on it before, and was killed; null: nobody. */
  readonly abandoned: string | null
}

/** Who works on what. */
export interface WorkAt {
  readonly videoId: string
  readonly work: string
  readonly claim: string
}

/** What is to be done for videos, and what came of it. */
export interface VideoWorkStore {
  /** @returns undefined where it is not to be done: it is done, cancelled, or gone, or somebody works on it */
  begin(videoId: string, work: string, claim: string): Promise<ClaimedWork | undefined>
  /** Says that it goes on. @returns false where it is not to be done any more, or by somebody else */
  beat(videoId: string, work: string, claim: string, progress: number): Promise<boolean>
  /** Another try comes. @param counted this one was a try */
  postpone(at: WorkAt, options: { readonly counted: boolean }): Promise<void>
  fail(at: WorkAt, problem: VideoProblem): Promise<void>
  /** Writes files down before they are among the assets. */
  announce(files: readonly MadeFile[]): Promise<void>
  /** The same for these three: what was made belongs to the video. @returns false where it is not wanted any more */
  looked(at: WorkAt, facts: Facts): Promise<boolean>
  encoded(at: WorkAt, rendition: Rendition, media: MadeFile): Promise<boolean>
  drawn(
    at: WorkAt,
    preview: Preview,
    poster: MadeFile | undefined,
    storyboard: MadeFile | undefined,
  ): Promise<boolean>
  /** Removes files that nothing names, with what is known of them. */
  dropUnused(keys: readonly string[], storage: Pick<FileStorage, 'remove'>): Promise<void>
  /** Files of videos that nothing names since an hour. */
  unused(): Promise<string[]>
  /** Has done what is to be done and waits in no queue. @returns how many pieces of work */
  requeue(): Promise<number>
  /** Those who work on something now, by their claims. */
  claims(): Promise<ReadonlySet<string>>
  /** Bytes that are kept. */
  stored(): Promise<{ readonly source: number; readonly rendition: number }>
  /** Erases the videos of listings that were deleted a week ago. @returns their files */
  eraseDeleted(): Promise<string[]>
}

/** Folders for files that are being received, on this machine. */
export interface WorkFolders {
  /** @returns its path */
  make(claim: string): Promise<string>
  drop(claim: string): Promise<void>
  /** Bytes that their disk has room for. */
  free(): Promise<number>
  /** Removes those of nobody who works. */
  sweep(alive: ReadonlySet<string>): Promise<void>
}
