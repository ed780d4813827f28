import { open } from 'node:fs/promises'
import type { Limits } from '../config.ts'
import { VideoFailure } from '../failure.ts'
import { fileArgument, guards } from '../program/input-arguments.ts'
import { runProgram } from '../program/run-program.ts'

/** A stream as ffprobe names its fields; what is not known is absent. */
export interface ProbedStream {
  readonly index: number
  readonly codec_type?: string
  readonly codec_name?: string
  readonly width?: number
  readonly height?: number
  readonly pix_fmt?: string
  readonly bits_per_raw_sample?: string
  readonly r_frame_rate?: string
  readonly avg_frame_rate?: string
  readonly field_order?: string
  readonly sample_aspect_ratio?: string
  readonly disposition?: { readonly attached_pic?: number }
  readonly side_data_list?: readonly { readonly rotation?: number }[]
}

/** What the head of a file claims. */
export interface Claims {
  readonly format: string
  /** 0 = nothing is claimed. */
  readonly seconds: number
  readonly streams: readonly ProbedStream[]
}

const entries = [
  'format=format_name,duration',
  'stream=index,codec_type,codec_name,width,height,pix_fmt,bits_per_raw_sample,r_frame_rate,avg_frame_rate,field_order,sample_aspect_ratio',
  'stream_disposition=attached_pic',
  'stream_side_data=rotation',
].join(':')

const mostText = 1_048_576
const probeMs = 60_000

/** Limits of a program that reads and writes nothing but its output. */
export const readerLimits = ({ memoryBytes }: Limits, totalMs = probeMs) => ({
  memoryBytes,
  fileBytes: 1_048_576,
  totalMs,
  silentMs: totalMs,
})

/**
 * Asks ffprobe what a file claims to be.
 *
 * @throws VideoFailure not-a-video, names-other-files, damaged, timed-out
 */
export async function readStreams(
  ffprobe: string,
  path: string,
  limits: Limits,
  signal: AbortSignal,
): Promise<Claims> {
  await refusePlaylist(path)
  let text = ''
  const { code, words, over } = await runProgram(
    ffprobe,
    [
      '-v',
      'error',
      ...guards(limits.pixels),
      '-show_entries',
      entries,
      '-of',
      'json',
      '-i',
      fileArgument(path),
    ],
    readerLimits(limits),
    signal,
    (line) => {
      text += line
      if (text.length > mostText) throw new VideoFailure('not-a-video', 'The file has too many streams.')
    },
  )
  if (over) throw new VideoFailure('timed-out', 'The video could not be looked through in time.')
  if (/exceeds specified max pixel count|Picture size \S+ is invalid/.test(words)) {
    throw new VideoFailure(
      'too-many-pixels',
      `Its pictures have more than ${limits.pixels} pixels, which is the most.`,
    )
  }
  if (code !== 0) throw refusal(words)
  const { format, streams = [] } = JSON.parse(text) as {
    format?: { format_name?: string; duration?: string }
    streams?: ProbedStream[]
  }
  return {
    format: format?.format_name?.split(',')[0] ?? '',
    seconds: Number(format?.duration) || 0,
    streams,
  }
}

function refusal(words: string): VideoFailure {
  if (/moov atom not found|truncat|partial file|EBML header parsing failed/i.test(words)) {
    return new VideoFailure(
      'damaged',
      'The video is damaged or not whole: its directory of frames is missing.',
    )
  }
  return new VideoFailure(
    'not-a-video',
    'The file is not a video that can be read here (MP4, WebM, Matroska, …).',
  )
}

/** Texts that name files or addresses for a player to open. ffmpeg is not let near them. */
const playlists =
  /^﻿?\s*(#EXTM3U|ffconcat\b|\[playlist\]|\[Reference\]|v=0\r?\n|RTSPtext|<\?xml|<(MPD|smil|asx)\b)/i

async function refusePlaylist(path: string): Promise<void> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    if (playlists.test(buffer.toString('utf8', 0, bytesRead))) {
      throw new VideoFailure(
        'names-other-files',
        'The file is a list of other files or addresses, not a video. Upload the video itself.',
      )
    }
  } finally {
    await file.close()
  }
}
