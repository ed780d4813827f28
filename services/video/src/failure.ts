import { type VideoReason, videoReasons } from '@parlance/contracts'
import { Problem } from '@parlance/service-kit'

/** A job that cannot go on: why, in the words of the contract, and in a sentence for the person who uploaded the video. */
export class VideoFailure extends Problem {
  override readonly reason: VideoReason

  constructor(reason: VideoReason, detail: string, cause?: unknown) {
    super(videoReasons[reason], detail, { reason, cause })
    this.name = 'VideoFailure'
    this.reason = reason
  }
}
