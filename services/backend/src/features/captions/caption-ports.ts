import type { Language } from '@parlance/contracts/languages'
import type { By } from '../administration/changes.ts'
import type { MemoryEntry } from '../translation-memory/translation-memory.ts'
import type { CaptionLine, CaptionOrigin, CaptionSummary, CaptionTrack, Cue } from './captions.ts'

/** The video that captions belong to. */
export interface CaptionedVideo {
  /** Anybody may see the listing. */
  readonly listed: boolean
  /** Who asks has brought the listing. */
  readonly own: boolean
}

/** What the translation of a video's captions starts from. */
export interface CaptionsToTranslate {
  readonly original: CaptionTrack
  readonly others: readonly (CaptionTrack & { readonly madeFrom: number })[]
}

/** A caption as a machine's run leaves it. */
export type TranslatedLine = Omit<CaptionLine, 'place'>

/** A language that a machine made. */
export interface MadeTranslation {
  readonly original: Pick<CaptionTrack, 'language' | 'revision'>
  /** Of the track that the lines replace; 0 = there was none. */
  readonly revision: number
  readonly lines: readonly TranslatedLine[]
}

/** An edit of a track that exists. */
export interface CaptionEdit {
  /** Of the track that it was made of. */
  readonly revision: number
  readonly lines: readonly { readonly place: number; readonly text: string }[]
}

/** What an edit came to. `conflict`: somebody was quicker; this is what there is now. */
export type EditResult =
  | { readonly saved: CaptionTrack }
  | { readonly conflict: CaptionTrack }
  | 'no-such-line'
  | undefined

/** The tables of captions. What changes an original enqueues its translation in the same transaction. */
export interface CaptionStore {
  /** @param userId who asks; undefined where there is no such video */
  video(videoId: string, userId: string | undefined): Promise<CaptionedVideo | undefined>
  /** In the order of their languages. */
  list(videoId: string): Promise<CaptionSummary[]>
  find(videoId: string, language: Language): Promise<CaptionTrack | undefined>
  /** Puts a file in the place of what the language has; the first of a video is the original. Undefined where the video is gone. */
  replace(
    videoId: string,
    language: Language,
    cues: readonly Cue[],
    by: By,
  ): Promise<{ origin: CaptionOrigin; revision: number } | undefined>
  /**
   * Writes lines as people's. Of a translation, what they correct is remembered where `remembered` says so.
   *
   * @param remembered entries of the memory for lines as they are then, with the language of the original
   */
  edit(
    videoId: string,
    language: Language,
    edit: CaptionEdit,
    by: By,
    remembered: (source: string, lines: readonly CaptionLine[]) => readonly MemoryEntry[],
  ): Promise<EditResult>
  /** Takes a language away; with an original what was made of it. @returns whether there was one */
  remove(videoId: string, language: Language, by: By): Promise<boolean>
  /** Undefined where there is nothing to translate. */
  toTranslate(videoId: string): Promise<CaptionsToTranslate | undefined>
  /** Writes a machine's lines, unless original or track are other ones by now. @returns whether they were written */
  putTranslation(videoId: string, language: Language, made: MadeTranslation): Promise<boolean>
}
