import type { Language } from '@parlance/contracts/languages'

/** A caption as it is kept: when it is shown, and what it says, without markup. */
export interface Cue {
  /** Milliseconds from the beginning of the video. */
  readonly startMs: number
  /** Milliseconds; after the start. */
  readonly endMs: number
  /** One or more lines, parted by \n. */
  readonly text: string
}

export type CaptionFormat = 'vtt' | 'srt'

/** Something about a file of captions that its sender may want to know, at a line of it (from 1). */
export interface CaptionNote {
  readonly line: number
  readonly message: string
}

/** A file of captions that was read. */
export interface ReadCaptions {
  readonly format: CaptionFormat
  /** As `TextDecoder` names it. */
  readonly encoding: string
  /** In the order they begin. */
  readonly cues: readonly Cue[]
  /** What was mended or left out; at most {@link captionLimits.faults}. */
  readonly notes: CaptionNote[]
}

/** Where captions of a language come from: `original` is what the others are translated from, `uploaded` a file of its own. */
export type CaptionOrigin = 'original' | 'machine' | 'uploaded'

/** A caption of a language, with who put it so. */
export interface CaptionLine extends Cue {
  /** From 0, in the order they begin. */
  readonly place: number
  readonly source: 'human' | 'machine'
  /** The line of the original that it translates; null where it translates none. */
  readonly sourceText: string | null
  /** 0 to 1; null where nothing was translated. */
  readonly confidence: number | null
}

/** The captions of one language. */
export interface CaptionTrack {
  readonly language: Language
  readonly origin: CaptionOrigin
  /** Raised by every change: an edit names the one that it was made of. */
  readonly revision: number
  readonly lines: CaptionLine[]
}

/** The same without what it says. */
export interface CaptionSummary {
  readonly language: Language
  readonly origin: CaptionOrigin
  readonly revision: number
  readonly lines: number
  /** Lines that people wrote or corrected. */
  readonly human: number
  /** The original has changed since, and its translation is on its way. */
  readonly stale: boolean
}

/** What a file of captions may be at most. */
export const captionLimits = {
  bytes: 1_024 * 1_024,
  cues: 5_000,
  /** Characters of one caption. */
  characters: 500,
  /** Milliseconds into a video. */
  endMs: 24 * 3_600_000,
  /** Faults or notes that are told of at once. */
  faults: 20,
} as const
