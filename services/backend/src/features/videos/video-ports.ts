import type { Language } from '@parlance/contracts/languages'
import type { By } from '../administration/changes.ts'
import type { CaptionOrigin } from '../captions/captions.ts'
import type { AnnouncedFile, RenditionView, VideoProblem, VideoState } from './videos.ts'

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
  /** @returns whether there was one */
  remove(id: string, by: By): Promise<boolean>
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
}
