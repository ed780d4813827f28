/** What became of a video. `uploaded`: all of it is here, and what was announced arrived. */
export type VideoState = 'uploading' | 'uploaded' | 'failed'

/** Why a video failed, for people. */
export interface VideoProblem {
  readonly code: 'checksum' | 'duplicate'
  readonly detail: string
}

/** A video as those see it who may change it. */
export interface VideoView {
  readonly id: string
  /** Of the file, as its owner calls it. */
  readonly name: string
  readonly state: VideoState
  readonly problem: VideoProblem | null
  /** Of the file. */
  readonly bytes: number
  /** Hex SHA-256 of the file; null until all of it is here. */
  readonly sha256: string | null
  readonly createdAt: string
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
  /** Of all files of one person; editors and administrators have no such limit. */
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
