import type { Limits } from '../config.ts'
import { VideoFailure } from '../failure.ts'
import { type FrameRate, paceOf, perSecond } from './frame-rate.ts'
import { ladderOf, type Rung } from './ladder.ts'
import { readPackets, tooLong } from './read-packets.ts'
import { type Claims, type ProbedStream, readStreams } from './read-streams.ts'

/** What a source is, as far as work on it needs to know. */
export interface VideoFacts {
  /** From the first frame or sound that is there to the end of the last. */
  readonly seconds: number
  /** Where the picture ends, from the same beginning. */
  readonly pictureSeconds: number
  /** What its head says; 0 = nothing. */
  readonly claimedSeconds: number
  /** Pixels as shown. */
  readonly width: number
  readonly height: number
  /** Degrees clockwise. */
  readonly rotation: number
  readonly rate: FrameRate
  readonly variable: boolean
  readonly interlaced: boolean
  readonly format: string
  readonly videoCodec: string
  /** undefined: no sound. */
  readonly audioCodec: string | undefined
  readonly bitDepth: number
  /** Indices of the streams that are used. */
  readonly videoStream: number
  readonly audioStream: number | undefined
  readonly ladder: readonly Rung[]
}

/**
 * Looks at a video: first at what its head claims, then at each packet that is there.
 *
 * @throws VideoFailure with a sentence for who uploaded it
 */
export async function probe(
  ffprobe: string,
  path: string,
  limits: Limits,
  signal: AbortSignal,
): Promise<VideoFacts> {
  const claims = await readStreams(ffprobe, path, limits, signal)
  const { video, audio } = chooseStreams(claims)
  const { width, height, rotation } = shownSize(video, limits.pixels)
  const wanted = audio ? [video.index, audio.index] : [video.index]
  const packets = await readPackets(ffprobe, path, wanted, limits, signal)
  const picture = packets.get(video.index)
  const sound = audio && packets.get(audio.index)
  if (!picture || picture.times.length === 0) throw noFrames()
  const heard = sound && sound.times.length > 0 ? sound : undefined
  const { rate, variable } = paceOf(picture.times, [video.r_frame_rate ?? '', video.avg_frame_rate ?? ''])
  // The last frame is shown for as long as its container says, and for a frame's time where that says nothing.
  const pictureEnd = Math.max(picture.to, (picture.times.at(-1) ?? 0) + 1 / perSecond(rate))
  const from = Math.min(picture.from, heard?.from ?? picture.from)
  const seconds = Math.max(pictureEnd, heard?.to ?? 0) - from
  if (seconds > limits.seconds) throw tooLong(limits.seconds)
  return {
    seconds,
    pictureSeconds: pictureEnd - from,
    claimedSeconds: claims.seconds,
    width,
    height,
    rotation,
    rate,
    variable,
    interlaced: ['tt', 'bb', 'tb', 'bt'].includes(video.field_order ?? ''),
    format: claims.format,
    videoCodec: video.codec_name ?? '',
    audioCodec: heard ? audio?.codec_name : undefined,
    bitDepth: bitDepthOf(video),
    videoStream: video.index,
    audioStream: heard ? audio?.index : undefined,
    ladder: ladderOf(width, height, perSecond(rate)),
  }
}

const noFrames = () => new VideoFailure('no-frames', 'There is no frame in the video that could be shown.')

function chooseStreams({ streams }: Claims): { video: ProbedStream; audio: ProbedStream | undefined } {
  // A picture that is attached is the cover of a song.
  const video = streams.find((s) => s.codec_type === 'video' && s.disposition?.attached_pic !== 1)
  const audio = streams.find((s) => s.codec_type === 'audio' && s.codec_name !== undefined)
  if (!video && audio)
    throw new VideoFailure('no-picture', 'The file has sound and no picture. Upload a video.')
  if (!video) throw new VideoFailure('not-a-video', 'There is no picture in the file.')
  if (video.codec_name === undefined || video.codec_name === 'unknown') {
    throw new VideoFailure(
      'unknown-codec',
      'The picture is encoded in a way that is not known here. Export it as H.264.',
    )
  }
  return { video, audio }
}

function shownSize(video: ProbedStream, mostPixels: number) {
  const { width = 0, height = 0 } = video
  if (width < 2 || height < 2) throw noFrames()
  if (width * height > mostPixels) {
    throw new VideoFailure(
      'too-many-pixels',
      `The video has ${width} × ${height} pixels, which is more than the ${mostPixels} that are taken.`,
    )
  }
  const turned = video.side_data_list?.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0
  // ffprobe counts against the clock.
  const rotation = (((Math.round(-turned / 90) * 90) % 360) + 360) % 360
  const [across = 1, up = 1] = (video.sample_aspect_ratio ?? '1:1').split(':').map(Number)
  const shape = across > 0 && up > 0 ? Math.min(Math.max(across / up, 0.1), 10) : 1
  const square = Math.round(width * shape)
  return rotation % 180 === 0
    ? { width: square, height, rotation }
    : { width: height, height: square, rotation }
}

function bitDepthOf({ bits_per_raw_sample: bits, pix_fmt: pixels = '' }: ProbedStream): number {
  return Number(/p(9|10|12|14|16)(le|be)?$/.exec(pixels)?.[1] ?? bits) || 8
}
