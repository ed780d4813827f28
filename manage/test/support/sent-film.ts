import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { checkout } from './docker-ring.ts'

/** What is read of a video's answer. */
interface Video {
  readonly state: string
  readonly problem: unknown
  readonly playlist: string | null
  readonly poster: string | null
  readonly renditions: readonly { readonly rung: string; readonly state: string }[]
}

/** A film of the sample catalogue as somebody would send it: 640 by 360 pixels, 11 seconds, with sound. */
const film = readFileSync(join(checkout, 'services/backend/prisma/seed/videos/waves/source.mp4'))

/** What became of a film. */
export interface SentFilm {
  /** Where the second half was asked for, after the first had come. */
  readonly resumedAt: number
  /** Renditions by their rungs, with how each stands; then what is said of the whole. */
  readonly made: readonly string[]
  /** As a player reads each, the lowest first. */
  readonly played: readonly {
    /** Pixels: `640x360`. */
    readonly resolution: string
    /** Of all its parts together. */
    readonly seconds: number
    /** Kinds of the boxes of each range, in the order of the playlist: four letters each. */
    readonly boxes: readonly string[]
  }[]
  readonly posterType: string | null
}

/** What is to become of {@link sendFilm}'s film: nothing above its own size, key frames every four seconds. */
export const madeFilm: SentFilm = {
  resumedAt: Math.floor(film.length / 2),
  made: ['240p done', '360p done'],
  played: ['426x240', '640x360'].map((resolution) => ({
    resolution,
    seconds: 11,
    boxes: ['ftyp moov', ...Array.from({ length: 3 }, () => 'sidx sidx moof mdat')],
  })),
  posterType: 'image/webp',
}

/**
 * Sends a film to a listing by tus, in two halves, waits until all is made of it, and reads all of it as a player does, all through
 * one address.
 *
 * @param origin where pages, or the backend, answer
 * @throws Error where anything refuses, or the film has failed
 */
export async function sendFilm(
  origin: string,
  administrator: { readonly email: string; readonly password: string },
  slug: string,
): Promise<SentFilm> {
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(new URL(path, origin), { ...init, signal: AbortSignal.timeout(60_000) })
    if (answer.ok) return answer
    throw new Error(`${init.method ?? 'GET'} ${path}: ${answer.status} ${await answer.text()}`)
  }
  const login = await ask('/api/v1/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: administrator.email, password: administrator.password }),
  })
  const { token } = (await login.json()) as { token: string }
  const authorization = { authorization: `Bearer ${token}` }
  const tus = { ...authorization, 'tus-resumable': '1.0.0' }

  const created = await ask('/api/v1/video-uploads', {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(film.length),
      'upload-metadata': `tool ${Buffer.from(slug).toString('base64')}`,
    },
  })
  const place = new URL(created.headers.get('location') ?? '', origin).pathname
  const send = async (from: number, to: number) => {
    const type = 'application/offset+octet-stream'
    await ask(place, {
      method: 'PATCH',
      headers: { ...tus, 'content-type': type, 'upload-offset': String(from) },
      body: film.subarray(from, to),
    })
  }
  await send(0, Math.floor(film.length / 2))
  const resumedAt = Number((await ask(place, { method: 'HEAD', headers: tus })).headers.get('upload-offset'))
  await send(resumedAt, film.length)

  const path = `/api/v1/videos/${place.split('/').at(-1)}`
  const video = await waitUntil(
    'all of the film is made',
    async () => {
      const seen = (await (await ask(path, { headers: authorization })).json()) as Video
      if (seen.state === 'failed') throw new Error(`the film failed: ${JSON.stringify(seen.problem)}`)
      return seen.state === 'ready' && seen
    },
    300_000,
  )

  // From here on as anybody: the listing is public.
  const master = await (await ask(video.playlist ?? '')).text()
  const streams = [...master.matchAll(/RESOLUTION=(\d+x\d+).*\n(\S+)/g)]
  const played = []
  for (const [, resolution = '', name = ''] of streams) {
    const list = await (await ask(`${path}/${name}`)).text()
    played.push({ resolution, seconds: sumOf(list), boxes: await boxesOf(list, ask) })
  }
  const poster = await ask(video.poster ?? '')
  return {
    resumedAt,
    made: video.renditions.map(({ rung, state }) => `${rung} ${state}`),
    played,
    posterType: poster.headers.get('content-type'),
  }
}

const sumOf = (list: string) =>
  [...list.matchAll(/^#EXTINF:([\d.]+)/gm)].reduce((sum, [, seconds]) => sum + Number(seconds), 0)

/** Reads each range that a playlist names. @returns the kinds of its boxes, which fill it */
async function boxesOf(
  list: string,
  ask: (path: string, init: RequestInit) => Promise<Response>,
): Promise<string[]> {
  const address = /^#EXT-X-MAP:URI="([^"]+)"/m.exec(list)?.[1] ?? ''
  const kinds: string[] = []
  for (const [, length, start] of list.matchAll(/BYTERANGE[:=]"?(\d+)@(\d+)/g)) {
    const end = Number(start) + Number(length) - 1
    const answer = await ask(address, { headers: { range: `bytes=${start}-${end}` } })
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (answer.status !== 206 || bytes.length !== Number(length))
      throw new Error(`bytes ${start}-${end}: ${answer.status} with ${bytes.length} bytes`)
    kinds.push(kindsOf(bytes))
  }
  return kinds
}

/** @throws Error where the boxes do not fill the bytes */
function kindsOf(bytes: Buffer): string {
  const kinds: string[] = []
  let at = 0
  while (at + 8 <= bytes.length) {
    kinds.push(bytes.toString('latin1', at + 4, at + 8))
    at += Math.max(8, bytes.readUInt32BE(at))
  }
  if (at !== bytes.length) throw new Error(`the boxes ${kinds.join(' ')} have ${at} bytes of ${bytes.length}`)
  return kinds.join(' ')
}
