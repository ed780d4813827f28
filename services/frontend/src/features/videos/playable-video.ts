import type { Video } from '../../api/rest-types.ts'

/** A video as a player needs it; every address as a browser asks for it. */
export interface PlayableVideo {
  readonly id: string
  readonly name: string
  /** Pixels; a usual size where the video's own is not known. */
  readonly width: number
  readonly height: number
  /** Seconds. */
  readonly duration: number | null
  readonly poster: string | null
  /** WebVTT that names the small pictures of the seek bar. */
  readonly storyboard: string | null
  /** HLS of all renditions. */
  readonly playlist: string
  /** An MP4 of one rendition. */
  readonly fallback: string | null
  readonly captions: readonly { readonly language: string; readonly url: string }[]
}

/** What a player needs of a video; undefined while nothing of it can be played. @param apiUrl '' = same origin */
export function playableVideo(video: Video, apiUrl: string): PlayableVideo | undefined {
  if (!video.playable || !video.playlist) return undefined
  const at = (url: string) => (/^https?:/.test(url) ? url : `${apiUrl}${url}`)
  const maybe = (url: string | null) => url && at(url)
  return {
    id: video.id,
    name: video.name,
    width: video.width ?? 1_280,
    height: video.height ?? 720,
    duration: video.durationSeconds,
    poster: maybe(video.poster),
    storyboard: maybe(video.storyboard),
    playlist: at(video.playlist),
    fallback: maybe(video.fallback),
    captions: video.captions.map(({ language, url }) => ({ language, url: at(url) })),
  }
}
