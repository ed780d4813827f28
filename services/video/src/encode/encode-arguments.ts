import type { FrameRate } from '../probe/frame-rate.ts'
import { audioBits, type Rung } from '../probe/ladder.ts'
import type { VideoFacts } from '../probe/probe.ts'
import { fileArgument, guards } from '../program/input-arguments.ts'

/** Seconds from one key frame that players may begin with to the next. */
export const keySeconds = 4

/** What the encoder is started with beside the facts of the source. */
export interface EncodeOptions {
  readonly source: string
  /** Where `media.mp4` and `media.m3u8` are written. */
  readonly folder: string
  readonly pixels: number
  readonly threads: number
}

export const mediaName = 'media.mp4'
export const playlistName = 'media.m3u8'

const fraction = ({ frames, seconds }: FrameRate) => `${frames}/${seconds}`

/** Arguments of ffmpeg for one rendition. It writes `media.mp4`, `media.m3u8`, and its progress to standard output. */
export function encodeArguments(facts: VideoFacts, rung: Rung, options: EncodeOptions): string[] {
  const sound = facts.audioStream === undefined ? [] : soundArguments(facts.audioStream)
  return [
    '-hide_banner',
    '-nostdin',
    '-v',
    'error',
    '-progress',
    'pipe:1',
    ...guards(options.pixels),
    '-i',
    fileArgument(options.source),
    '-map',
    `0:${facts.videoStream}`,
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
    '-vf',
    pictureFilter(facts, rung),
    ...h264(rung, options.threads),
    ...sound,
    '-t',
    // A frame that begins with the end, but for what a microsecond rounds, is none of it.
    Math.max(0.001, facts.seconds - 0.0005).toFixed(6),
    // The first picture is at 0: what the encoders look ahead is before that, and an edit list leaves it out. Otherwise all is
    // moved on so far that no time is below 0, and the film begins late: captions come early, and browsers disagree about its end.
    '-avoid_negative_ts',
    'disabled',
    '-f',
    'hls',
    '-hls_time',
    String(keySeconds),
    '-hls_playlist_type',
    'vod',
    '-hls_segment_type',
    'fmp4',
    '-hls_flags',
    'single_file+independent_segments',
    '-hls_segment_filename',
    `${options.folder}/${mediaName}`,
    `${options.folder}/${playlistName}`,
  ]
}

/** From the source's frames to those of the rendition: whole frames, a constant rate from 0 on, square pixels, 8 bits. */
function pictureFilter(facts: VideoFacts, rung: Rung): string {
  return [
    ...(facts.interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    `fps=fps=${fraction(facts.rate)}:start_time=0`,
    ...lastFrame(facts),
    `scale=${rung.width}:${rung.height}:flags=bicubic`,
    'setsar=1',
    'format=yuv420p',
    // What cuts at the length of the whole compares in these units: in units of a frame it would round.
    'settb=AVTB',
  ].join(',')
}

/**
 * Sound that goes on after the picture has its last frame to look at. One frame more than is missing, of which the length of the whole
 * cuts off what is too much: rounded to frames the picture could end before the sound, and browsers then disagree with
 * themselves about where the film ends.
 */
function lastFrame({ seconds, pictureSeconds, audioStream, rate }: VideoFacts): string[] {
  if (audioStream === undefined) return []
  const pad = Math.max(0, seconds - pictureSeconds) + rate.seconds / rate.frames
  return [`tpad=stop_mode=clone:stop_duration=${pad.toFixed(6)}`]
}

function h264(rung: Rung, threads: number): string[] {
  return [
    '-c:v',
    'libx264',
    '-threads',
    String(threads),
    '-preset',
    'veryfast',
    '-profile:v',
    'high',
    '-crf',
    '23',
    '-maxrate',
    String(rung.videoBits),
    '-bufsize',
    String(rung.videoBits * 2),
    // Key frames by the clock and nowhere else: they are at the same times on every rung.
    '-force_key_frames',
    `expr:gte(t,n_forced*${keySeconds})`,
    '-g',
    '100000',
    '-sc_threshold',
    '0',
  ]
}

const soundArguments = (stream: number) => [
  '-map',
  `0:${stream}`,
  '-af',
  // Sound that begins late or has holes is kept in step with the picture.
  'aresample=async=1:first_pts=0',
  '-c:a',
  'aac',
  '-b:a',
  String(audioBits),
  '-ac',
  '2',
  '-ar',
  '48000',
]
