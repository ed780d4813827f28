import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RenditionRow, VideoRow } from './video-ports.ts'

/** What videos and their parts are below. */
export const videosPath = '/api/v1/videos'

/** Milliseconds in which an address of a file stays the same, so that caches keep what is behind it; it is good for one to two of them. */
const windowMs = 12 * 3_600_000

/** Whom a signed address is for: everybody as long as the listing is public, or who may see it though it is not. */
export type Audience = 'public' | 'private'

/** Addresses of the files of renditions: each is signed once, whatever ranges of it are read. */
export interface MediaAddresses {
  /** @returns path and query */
  sign(videoId: string, rung: string, mediaKey: string, audience: Audience): string
  /** @returns whom the address is for, and milliseconds that it is good for; undefined where it is not, or no longer */
  read(
    signed: { readonly expires: number; readonly signature: string },
    videoId: string,
    rung: string,
    mediaKey: string,
  ): { readonly audience: Audience; readonly goodForMs: number } | undefined
}

/** @param secret of the site; what is signed here is signed with a key that is made of it for this alone */
export function createMediaAddresses(secret: string, now: () => number): MediaAddresses {
  const key = createHmac('sha256', secret).update('parlance video media 1').digest()
  const signatureOf = (...parts: readonly (string | number)[]) =>
    createHmac('sha256', key).update(parts.join('\n')).digest()
  return {
    sign: (videoId, rung, mediaKey, audience) => {
      // Seconds since the epoch.
      const expires = ((Math.floor(now() / windowMs) + 2) * windowMs) / 1_000
      const signature = signatureOf(videoId, rung, mediaKey, audience, expires).toString('base64url')
      return `${videosPath}/${videoId}/${rung}.mp4?expires=${expires}&signature=${signature}`
    },
    read: ({ expires, signature }, videoId, rung, mediaKey) => {
      const goodForMs = expires * 1_000 - now()
      if (!(goodForMs > 0 && goodForMs <= 2 * windowMs)) return undefined
      const given = Buffer.from(signature, 'base64url')
      const audience = (['public', 'private'] as const).find((each) => {
        const own = signatureOf(videoId, rung, mediaKey, each, expires)
        return given.length === own.length && timingSafeEqual(given, own)
      })
      return audience && { audience, goodForMs }
    },
  }
}

/** The HLS playlist that names the renditions that are there, the lowest first. */
export function masterPlaylist(renditions: readonly RenditionRow[]): string {
  const streams = renditions.flatMap(({ rung, made }) =>
    made
      ? [
          `#EXT-X-STREAM-INF:BANDWIDTH=${made.peakBitsPerSecond},AVERAGE-BANDWIDTH=${made.averageBitsPerSecond},` +
            `CODECS="${made.codecs}",RESOLUTION=${made.width}x${made.height},FRAME-RATE=${made.frameRate.toFixed(3)}`,
          `${rung}.m3u8`,
        ]
      : [],
  )
  return ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...streams, ''].join('\n')
}

/** A playlist of the service, or WebVTT, in which a file has its address. @param name as the service calls the file */
export const withAddress = (text: string, name: string, address: string): string =>
  text.replaceAll(name, () => address)

/** The rendition that is given as a file: the largest that a slow line takes. */
export function fallbackOf({ renditions }: Pick<VideoRow, 'renditions'>): RenditionRow | undefined {
  const there = renditions.filter(({ made }) => made !== null)
  return there.filter(({ height, width }) => Math.min(height, width) <= 480).at(-1) ?? there[0]
}
