import type { Readable } from 'node:stream'
import { Problem } from '@parlance/service-kit'
import type { CaptionReader } from '../captions/caption-desk.ts'
import { hasSound, heardRendition } from './transcripts.ts'
import {
  fallbackOf,
  type MediaAddresses,
  masterPlaylist,
  videosPath,
  withAddress,
} from './video-addresses.ts'
import type { VideoRow, VideoStore } from './video-ports.ts'
import type { VideoView } from './videos.ts'

type Reader = CaptionReader | undefined

/** A rendition's file, for who has its signed address. */
export interface Media {
  readonly key: string
  readonly bytes: number
  /** Milliseconds that the address is good for. */
  readonly goodForMs: number
  /** Anybody may have it: caches between us and them, too. */
  readonly shared: boolean
  /** @param start first byte, `end` last byte. @throws Problem `unavailable`, `not-found` */
  read(start: number, end: number): Promise<Readable>
}

/** Videos as they are shown: to everybody where the listing is public, else to editors and to who brought it. */
export interface VideoViews {
  /** The newest first, and whether who asks may add one. @throws Problem `not-found` */
  list(tool: string, reader: Reader): Promise<{ readonly items: VideoView[]; readonly mayAdd: boolean }>
  /** @throws Problem `not-found` */
  get(id: string, reader: Reader): Promise<VideoView>
  /** HLS with the renditions that are there. @throws Problem `not-found` */
  master(id: string, reader: Reader): Promise<string>
  /** HLS of one rendition, with the signed address of its file. @throws Problem `not-found` */
  playlist(id: string, rung: string, reader: Reader): Promise<string>
  /** WebVTT with the address of its picture. @throws Problem `not-found` */
  storyboard(id: string, reader: Reader): Promise<string>
  /** @throws Problem `not-found` where the address is not right, or no longer */
  media(
    id: string,
    rung: string,
    signed: { readonly expires: number; readonly signature: string },
  ): Promise<Media>
}

const editorial = (reader: Reader) => reader?.role === 'editor' || reader?.role === 'admin'
const none = () => new Problem('not-found', 'There is no such video.')

export function createVideoViews({
  store,
  addresses,
  imageUrl,
  read,
  transcribes,
}: {
  readonly store: Pick<VideoStore, 'listing' | 'list' | 'find' | 'rendition' | 'storyboard'>
  readonly addresses: MediaAddresses
  /** @returns the address of a picture by its key */
  readonly imageUrl: (key: string) => string
  /** Reads a file of the assets; undefined where it is not there. */
  readonly read: (
    key: string,
    range: { readonly start: number; readonly end: number },
  ) => Promise<Readable | undefined>
  /** An engine is configured that writes down what is said. */
  readonly transcribes: boolean
}): VideoViews {
  const mayEdit = (row: { readonly own: boolean }, reader: Reader) => row.own || editorial(reader)
  const maySee = (row: VideoRow, reader: Reader) =>
    mayEdit(row, reader) || (row.listed && row.renditions.some(({ made }) => made !== null))
  /** Whoever may not see a video is told that there is none. */
  const seen = async (id: string, reader: Reader): Promise<VideoRow> => {
    const row = await store.find(id, reader?.id)
    if (!row || !maySee(row, reader)) throw none()
    return row
  }
  const sign = (row: VideoRow, rung: string, mediaKey: string) =>
    addresses.sign(row.id, rung, mediaKey, row.listed ? 'public' : 'private')

  const mayTranscribe = (row: VideoRow) => {
    const rendition = heardRendition(row)
    const free =
      row.transcript?.state !== 'waiting' && row.captions.every(({ origin }) => origin !== 'original')
    return transcribes && free && rendition !== undefined && hasSound(rendition)
  }

  const viewOf = (row: VideoRow, reader: Reader): VideoView => {
    const { seconds, posterKey, storyboardKey, own: _own, listed: _listed, ...rest } = row
    const may = mayEdit(row, reader)
    const at = `${videosPath}/${row.id}`
    const fallback = fallbackOf(row)
    const playable = fallback !== undefined
    return {
      ...rest,
      problem: may ? row.problem : null,
      durationSeconds: seconds,
      playable,
      poster: posterKey === null ? null : imageUrl(posterKey),
      storyboard: storyboardKey === null ? null : `${at}/storyboard.vtt`,
      playlist: playable ? `${at}/master.m3u8` : null,
      fallback: fallback?.made ? sign(row, fallback.rung, fallback.made.mediaKey) : null,
      renditions: row.renditions
        .filter(({ made }) => may || made !== null)
        .map(({ made: _made, ...rendition }) => rendition),
      captions: row.captions.map((track) => ({ ...track, url: `${at}/captions/${track.language}/file` })),
      transcript: may ? row.transcript : null,
      mayEdit: may,
      mayTranscribe: may && mayTranscribe(row),
    }
  }

  return {
    list: async (tool, reader) => {
      const standing = await store.listing(tool, reader?.id)
      if (!standing || !(standing.listed || mayEdit(standing, reader))) {
        throw new Problem('not-found', 'There is no such listing.')
      }
      const rows = await store.list(standing.toolId, reader?.id)
      const items = rows.filter((row) => maySee(row, reader)).map((row) => viewOf(row, reader))
      return { items, mayAdd: mayEdit(standing, reader) }
    },

    get: async (id, reader) => viewOf(await seen(id, reader), reader),

    master: async (id, reader) => {
      const { renditions } = await seen(id, reader)
      if (renditions.every(({ made }) => made === null)) throw none()
      return masterPlaylist(renditions)
    },

    playlist: async (id, rung, reader) => {
      const row = await seen(id, reader)
      const rendition = await store.rendition(id, rung)
      if (!rendition) throw none()
      return withAddress(rendition.playlist, 'media.mp4', sign(row, rung, rendition.mediaKey))
    },

    storyboard: async (id, reader) => {
      const { storyboardKey } = await seen(id, reader)
      const text = await store.storyboard(id)
      if (!text || storyboardKey === null) throw none()
      return withAddress(text, 'storyboard.webp', imageUrl(storyboardKey))
    },

    media: async (id, rung, signed) => {
      const rendition = await store.rendition(id, rung)
      const good = rendition && addresses.read(signed, id, rung, rendition.mediaKey)
      // What was for everybody is for nobody once the listing is not public.
      if (!good || (good.audience === 'public' && !rendition.listed)) throw none()
      const { mediaKey, bytes } = rendition
      return {
        key: mediaKey,
        bytes,
        goodForMs: good.goodForMs,
        shared: good.audience === 'public',
        read: async (start, end) => {
          const content = await read(mediaKey, { start, end })
          if (!content) throw none()
          return content
        },
      }
    },
  }
}
