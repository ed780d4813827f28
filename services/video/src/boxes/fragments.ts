import { type Box, boxesIn, children, only } from './boxes.ts'
import type { Track } from './tracks.ts'

/** What a fragment holds of one track, in units of the track's timescale. */
export interface Run {
  readonly track: number
  /** Decoding time of its first sample. */
  readonly from: number
  /** Presentation time of its first sample, less what the track's edit list leaves out. */
  readonly shownFrom: number
  readonly duration: number
  readonly samples: number
  readonly bytes: number
  /** Whether decoding can begin with its first sample. */
  readonly beginsWithKey: boolean
  /** Samples with which decoding can begin. */
  readonly keys: number
}

/** The bit of a sample's flags that says that it is no sync sample (ISO/IEC 14496-12, 8.8.3.1). */
const notSync = 0x1_00_00

/** The runs of a `moof`, one a track. @throws Error where it is not as the standard has it */
export function readRuns(moof: Buffer, tracks: readonly Track[]): Run[] {
  const [box] = boxesIn(moof, 0, moof.length)
  if (box?.type !== 'moof') throw new Error('there is no moof')
  return children(moof, box)
    .filter(({ type }) => type === 'traf')
    .map((traf) => readRun(moof, children(moof, traf), tracks))
}

function readRun(moof: Buffer, boxes: readonly Box[], tracks: readonly Track[]): Run {
  const { track, usual } = readHeader(moof, only(boxes, 'tfhd').content, tracks)
  const decode = only(boxes, 'tfdt').content
  const from = moof[decode] === 1 ? Number(moof.readBigUInt64BE(decode + 4)) : moof.readUInt32BE(decode + 4)
  const samples = boxes
    .filter(({ type }) => type === 'trun')
    .flatMap(({ content }) => readSamples(moof, content, usual))
  const [first] = samples
  const sum = (of: (sample: Sample) => number) => samples.reduce((total, sample) => total + of(sample), 0)
  return {
    track: track.id,
    from,
    shownFrom: from + (first?.shownAfter ?? 0) - track.begins,
    duration: sum(({ duration }) => duration),
    samples: samples.length,
    bytes: sum(({ size }) => size),
    beginsWithKey: first?.key ?? false,
    keys: samples.filter(({ key }) => key).length,
  }
}

function readHeader(moof: Buffer, at: number, tracks: readonly Track[]) {
  const flags = moof.readUInt32BE(at) & 0xff_ff_ff
  const id = moof.readUInt32BE(at + 4)
  const track = tracks.find((candidate) => candidate.id === id)
  if (!track) throw new Error(`a fragment is of track ${id}, which there is not`)
  let next = at + 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0)
  const field = (bit: number, otherwise: number) => {
    if (!(flags & bit)) return otherwise
    next += 4
    return moof.readUInt32BE(next - 4)
  }
  const duration = field(0x8, track.usual.duration)
  const size = field(0x10, track.usual.size)
  return { track, usual: { duration, size, flags: field(0x20, track.usual.flags) } }
}

interface Sample {
  readonly duration: number
  readonly size: number
  readonly key: boolean
  /** From its decoding to its presentation. */
  readonly shownAfter: number
}

function readSamples(moof: Buffer, at: number, usual: Track['usual']): Sample[] {
  const flags = moof.readUInt32BE(at) & 0xff_ff_ff
  const count = moof.readUInt32BE(at + 4)
  let next = at + 8 + (flags & 0x1 ? 4 : 0)
  const first = flags & 0x4 ? moof.readUInt32BE(next) : undefined
  if (first !== undefined) next += 4
  const field = (bit: number, otherwise: number) => {
    if (!(flags & bit)) return otherwise
    next += 4
    return moof.readUInt32BE(next - 4)
  }
  return Array.from({ length: count }, (_, index) => {
    const duration = field(0x1_00, usual.duration)
    const size = field(0x2_00, usual.size)
    const own = field(0x4_00, usual.flags)
    const sample = index === 0 && first !== undefined ? first : own
    // Signed in version 1; in version 0 nothing is so late that the sign would show.
    return { duration, size, key: (sample & notSync) === 0, shownAfter: field(0x8_00, 0) | 0 }
  })
}
