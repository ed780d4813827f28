import type { Limits } from '../config.ts'
import { VideoFailure } from '../failure.ts'
import { fileArgument, guards } from '../program/input-arguments.ts'
import { runProgram } from '../program/run-program.ts'
import { readerLimits } from './read-streams.ts'

/** When the packets of a stream are shown, in seconds. */
export interface Packets {
  /** Of each packet, ascending. */
  readonly times: Float64Array
  /** 0 where there are none. */
  readonly from: number
  readonly to: number
}

/** A video that is read to its end takes a while: longer than a look at its head. */
const readMs = 300_000
/** Frames that a second may have on average, with those of its sound. */
const mostAverage = 400

/**
 * Reads when each packet of some streams is shown: what is truly there, whatever the head of the file claims.
 *
 * @throws VideoFailure too-long, timed-out, damaged
 */
export async function readPackets(
  ffprobe: string,
  path: string,
  streams: readonly number[],
  limits: Limits,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Packets>> {
  const found = new Map(streams.map((index) => [index, { times: [] as number[], to: 0 }]))
  const most = (limits.seconds + 60) * mostAverage
  let count = 0
  const { over } = await runProgram(
    ffprobe,
    [
      '-v',
      'error',
      ...guards(limits.pixels),
      '-show_entries',
      'packet=stream_index,pts_time,dts_time,duration_time,flags',
      '-of',
      'compact=p=0',
      '-i',
      fileArgument(path),
    ],
    readerLimits(limits, readMs),
    signal,
    (line) => {
      const packet = parsePacket(line)
      const stream = packet && found.get(packet.stream)
      if (!packet || !stream) return
      if (++count > most)
        throw new VideoFailure('damaged', 'The video has more frames a second than any can have.')
      stream.times.push(packet.from)
      stream.to = Math.max(stream.to, packet.from + packet.duration)
      if (packet.from > limits.seconds * 2 + 60) throw tooLong(limits.seconds)
    },
  )
  if (over) throw new VideoFailure('timed-out', 'The video could not be read to its end in time.')
  return new Map([...found].map(([index, { times, to }]) => [index, packetsOf(times, to)]))
}

/** @param most seconds */
export const tooLong = (most: number) =>
  new VideoFailure(
    'too-long',
    `The video is longer than ${Math.floor(most / 60)} minutes, which is the most.`,
  )

function packetsOf(times: readonly number[], to: number): Packets {
  const sorted = Float64Array.from(times).sort()
  return { times: sorted, from: sorted[0] ?? 0, to: sorted.length > 0 ? to : 0 }
}

/** A line of ffprobe's `compact`; undefined for what is not shown (an edit list leaves it out) or has no time. */
function parsePacket(line: string): { stream: number; from: number; duration: number } | undefined {
  const fields = Object.fromEntries(line.split('|').map((field) => field.split('=', 2))) as Record<
    string,
    string
  >
  const from = number(fields.pts_time) ?? number(fields.dts_time)
  if (from === undefined || fields.flags?.includes('D')) return undefined
  return { stream: Number(fields.stream_index), from, duration: number(fields.duration_time) ?? 0 }
}

function number(text: string | undefined): number | undefined {
  const value = text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}
