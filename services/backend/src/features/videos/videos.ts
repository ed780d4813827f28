import type { Language } from '@parlance/contracts/languages'
import type { CaptionOrigin } from '../captions/captions.ts'

/**
 * What became of a video. `uploaded`: all of it is here, and what was announced arrived; `processing`: it was looked at, and renditions
 * are made; `ready`: nothing is left to do, and at least one rendition is there; `failed`: there is none, and none is being made.
 */
export type VideoState = 'uploading' | 'uploaded' | 'processing' | 'ready' | 'failed'

/** Why something failed, for people. */
export interface VideoProblem {
  /** `checksum`, `duplicate`, `cancelled`, `unavailable`, or a reason of the service (`videoReasons`). */
  readonly code: string
  readonly detail: string
}

/** Codes of what may go better another time: a film is not at fault. `cancelled` is a call that a peer ended, as one that stops does. */
const passingCodes = new Set(['unavailable', 'rate-limited', 'timeout', 'aborted', 'internal', 'cancelled'])
export const mayPass = (code: string): boolean => passingCodes.has(code)

/** How far a machine is that writes down what is said. */
export interface TranscriptState {
  readonly state: 'waiting' | 'failed'
  /** What is spoken; null: the engine finds out. */
  readonly language: Language | null
  readonly problem: VideoProblem | null
}

export type WorkState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

/** A rendition that is there, or is to be. */
export interface RenditionView {
  /** "360p": the shorter side; "source" of a source below the lowest. */
  readonly rung: string
  readonly state: WorkState
  /** 0 to 1. */
  readonly progress: number
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Null until it is there. */
  readonly bytes: number | null
  readonly problem: VideoProblem | null
}

/** A video as somebody sees it. */
export interface VideoView {
  readonly id: string
  /** Slug of its listing. */
  readonly tool: string
  /** Of the file, as its owner calls it. */
  readonly name: string
  readonly state: VideoState
  readonly problem: VideoProblem | null
  /** Of the file. */
  readonly bytes: number
  /** Hex SHA-256 of the file; null until all of it is here. */
  readonly sha256: string | null
  /** Of the frames that are there; null until it was looked at, as width and height, in pixels. */
  readonly durationSeconds: number | null
  readonly width: number | null
  readonly height: number | null
  /** At least one rendition is there. */
  readonly playable: boolean
  /** LUFS (EBU R 128); null without sound. */
  readonly loudness: number | null
  readonly createdAt: string
  /** Addresses; null where there is none yet. */
  readonly poster: string | null
  /** WebVTT, whose cues name parts of a picture. */
  readonly storyboard: string | null
  /** HLS, with the renditions that are there. */
  readonly playlist: string | null
  /** A rendition as a file. */
  readonly fallback: string | null
  /** The lowest first. Who may not change the video sees those that are there. */
  readonly renditions: RenditionView[]
  readonly captions: {
    readonly language: Language
    readonly origin: CaptionOrigin
    readonly url: string
  }[]
  /** That a machine writes down what is said; null where nobody asked, where it is done, and to who may not change the video. */
  readonly transcript: TranscriptState | null
  /** Whoever asks may change it. */
  readonly mayEdit: boolean
  /** Whoever asks may have it written down what is said, now. */
  readonly mayTranscribe: boolean
}

/** A file that somebody wants to send. */
export interface AnnouncedFile {
  /** Slug of the listing that it is for. */
  readonly tool: string
  readonly name: string
  readonly bytes: number
  /** Hex; what arrives has to have it. Absent: it is not looked at. */
  readonly sha256?: string
}

/** What may be sent. */
export interface VideoLimits {
  /** Of one file. */
  readonly bytes: number
  /** Of all files of one person, with what is made of them; editors and administrators have no such limit. */
  readonly bytesOfPerson: number
}

/** Videos of one listing. */
export const mostVideos = 10

/** Milliseconds that somebody has to send all of a file. */
export const uploadMs = 24 * 3_600_000

/** Bytes that are left free on the disk whatever is sent: logs, the database and the pictures want some. */
export const diskReserve = 512 * 1_024 * 1_024

/** The renditions of a video take about what its file takes, at most. */
export const renditionShare = 1
