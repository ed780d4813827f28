import type { Readable } from 'node:stream'
import type { Language } from '@parlance/contracts/languages'
import type { By } from '../administration/changes.ts'
import type { Cue } from '../captions/captions.ts'
import type { VideoProblem } from './videos.ts'

/** A film that an engine is sent: one MP4 with sound. */
export interface SpokenFilm {
  readonly content: Readable
  /** Of all of the content. */
  readonly bytes: number
  /** How long it plays: an engine has longer for a longer film. */
  readonly seconds: number
  /** What is spoken; undefined: the engine finds out. */
  readonly language: Language | undefined
}

/** What an engine heard. */
export interface HeardFilm {
  /** As the engine calls it: "english", "en"; undefined where it says none. */
  readonly language: string | undefined
  /** Seconds from the beginning of the film. */
  readonly segments: readonly { readonly start: number; readonly end: number; readonly text: string }[]
}

/** An engine that writes down what is said. */
export interface TranscriptEngine {
  /**
   * @throws Problem `unavailable`, `timeout`, `rate-limited`: another try may go better, after `retryAfterMs` where the engine says when;
   *   `precondition`, `too-large`: none will
   */
  transcribe(film: SpokenFilm, signal: AbortSignal): Promise<HeardFilm>
}

/** What a job is about. */
export interface TranscriptTask {
  readonly videoId: string
  /** Null: the engine finds out. */
  readonly language: Language | null
  /** How often the engine has said when to come again. */
  readonly postponed?: number
}

/** The tables of videos and captions, as transcripts change them. */
export interface TranscriptStore {
  /**
   * Writes the wish down and enqueues its job, in one transaction.
   *
   * @returns `waits` where there is one under way, `captions` where the video has an original, or captions in the language;
   *   `gone` where there is no such video
   */
  ask(task: TranscriptTask, by: By): Promise<'asked' | 'waits' | 'captions' | 'gone'>
  /** Enqueues the job of a wish once more, to begin at a time. */
  later(task: TranscriptTask, at: Date): Promise<void>
  /** Whether a job is still wanted. */
  wanted(videoId: string): Promise<boolean>
  /**
   * Puts what a machine heard as the original, of which the other languages are translated, in one transaction.
   *
   * @returns false where people were quicker: nothing is written
   */
  keep(videoId: string, language: Language, cues: readonly Cue[]): Promise<boolean>
  /** Of one that is not wanted any more nothing is said. */
  fail(videoId: string, problem: VideoProblem): Promise<void>
  /** Those that wait while no job of theirs is left have failed. */
  failLost(): Promise<void>
}
