import { type Box, boxesIn, children, descend, only } from './boxes.ts'

/** A track, as the head of a file describes it. */
export interface Track {
  readonly id: number
  readonly kind: 'video' | 'audio' | 'other'
  /** Units a second of its times. */
  readonly timescale: number
  /** RFC 6381: `avc1.64001f`, `mp4a.40.2`. */
  readonly codec: string
  /** Pixels; 0 where there is no picture. */
  readonly width: number
  readonly height: number
  /**
   * What is at the beginning of the film, in units of the timescale: what its edit list takes away, less what that waits before.
   * Below 0 where the track begins late.
   */
  readonly begins: number
  /** What its fragments say of samples where a fragment itself says nothing. */
  readonly usual: { readonly duration: number; readonly size: number; readonly flags: number }
}

const kinds: Readonly<Record<string, Track['kind']>> = { vide: 'video', soun: 'audio' }

/** The tracks of a `moov`. @throws Error where it is not as the standard has it */
export function readTracks(moov: Buffer): Track[] {
  const [box] = boxesIn(moov, 0, moov.length)
  if (box?.type !== 'moov') throw new Error('there is no moov')
  const inside = children(moov, box)
  const usual = new Map(
    children(moov, only(inside, 'mvex'))
      .filter(({ type }) => type === 'trex')
      .map(({ content }) => [
        moov.readUInt32BE(content + 4),
        {
          duration: moov.readUInt32BE(content + 12),
          size: moov.readUInt32BE(content + 16),
          flags: moov.readUInt32BE(content + 20),
        },
      ]),
  )
  const movie = readTimescale(moov, only(inside, 'mvhd'))
  return inside.filter(({ type }) => type === 'trak').map((trak) => readTrack(moov, trak, usual, movie))
}

/** Units a second, as `mvhd` and `mdhd` say them. */
const readTimescale = (moov: Buffer, { content }: Box) =>
  moov.readUInt32BE(content + (moov[content] === 1 ? 20 : 12))

/** @param movie units a second of edits */
function readTrack(
  moov: Buffer,
  trak: Box,
  usual: ReadonlyMap<number, Track['usual']>,
  movie: number,
): Track {
  const header = descend(moov, trak, 'tkhd')
  const id = moov.readUInt32BE(header.content + (moov[header.content] === 1 ? 20 : 12))
  const media = descend(moov, trak, 'mdia')
  const timescale = readTimescale(moov, descend(moov, media, 'mdhd'))
  const handler = descend(moov, media, 'hdlr')
  const kind = kinds[moov.toString('latin1', handler.content + 8, handler.content + 12)] ?? 'other'
  const samples = descend(moov, media, 'minf', 'stbl', 'stsd')
  const [entry] = children(moov, samples, 8)
  if (!entry) throw new Error('a track says nothing of its samples')
  return {
    id,
    kind,
    timescale,
    codec: kind === 'audio' ? audioCodec(moov, entry) : videoCodec(moov, entry, kind),
    width: kind === 'video' ? moov.readUInt16BE(entry.content + 24) : 0,
    height: kind === 'video' ? moov.readUInt16BE(entry.content + 26) : 0,
    begins: beginning(moov, trak, timescale / movie),
    usual: usual.get(id) ?? { duration: 0, size: 0, flags: 0 },
  }
}

/** `avc1.PPCCLL` of an avcC. */
function videoCodec(moov: Buffer, entry: Box, kind: Track['kind']): string {
  if (kind !== 'video' || entry.type !== 'avc1') return entry.type
  const avc = only(children(moov, entry, 78), 'avcC')
  return `avc1.${moov.toString('hex', avc.content + 1, avc.content + 4)}`
}

/** `mp4a.40.N`, where N is the audio object type in the decoder's configuration (ISO/IEC 14496-3). */
function audioCodec(moov: Buffer, entry: Box): string {
  if (entry.type !== 'mp4a') return entry.type
  const esds = only(children(moov, entry, 28), 'esds')
  let at = esds.content + 4
  // Descriptors: ES (3) holds decoder configuration (4), which holds what is specific to the decoder (5).
  const within: Readonly<Record<number, number>> = { 3: 3, 4: 13 }
  while (at < esds.end) {
    const tag = moov[at++] ?? 0
    while (((moov[at++] ?? 0) & 0x80) !== 0);
    if (tag === 5) return `mp4a.40.${(moov[at] ?? 0) >> 3}`
    at += within[tag] ?? esds.end
  }
  throw new Error('the sound has no configuration')
}

/**
 * What the first edit that is not empty leaves out, less what the empty ones before it wait, in units of the track.
 *
 * @param scale units of the track for one of the movie, in which edits say how long they are
 */
function beginning(moov: Buffer, trak: Box, scale: number): number {
  const edits = children(moov, trak).find(({ type }) => type === 'edts')
  if (!edits) return 0
  const { content } = only(children(moov, edits), 'elst')
  const long = moov[content] === 1
  const count = moov.readUInt32BE(content + 4)
  let waits = 0
  for (let index = 0; index < count; index++) {
    const at = content + 8 + index * (long ? 20 : 12)
    const from = long ? Number(moov.readBigInt64BE(at + 8)) : moov.readInt32BE(at + 4)
    if (from >= 0) return from - waits
    waits += (long ? Number(moov.readBigUInt64BE(at)) : moov.readUInt32BE(at)) * scale
  }
  return -waits
}
