import type { Fragment, FragmentedFile } from '../boxes/read-file.ts'
import type { Track } from '../boxes/tracks.ts'
import { VideoFailure } from '../failure.ts'
import { perSecond } from '../probe/frame-rate.ts'
import type { Rung } from '../probe/ladder.ts'
import type { VideoFacts } from '../probe/probe.ts'
import { keySeconds, mediaName } from './encode-arguments.ts'
import type { MediaPlaylist } from './playlist.ts'

/** What a rendition is found to be, by its boxes. */
export interface CheckedRendition {
  readonly seconds: number
  readonly codecs: string
  readonly segments: number
  readonly peakBits: number
  readonly averageBits: number
}

/** How far a rendition's length may be from its source's, in seconds. */
const tolerance = 0.1

/**
 * Compares a rendition with what was asked: its streams, its length, its key frames, and its playlist with its boxes.
 *
 * @throws VideoFailure check-failed, with what differs
 */
export function checkRendition(
  file: FragmentedFile,
  playlist: MediaPlaylist,
  facts: VideoFacts,
  rung: Rung,
): CheckedRendition {
  const { video, codecs } = checkTracks(file, facts, rung)
  const seconds = checkTimes(file, video, facts)
  checkPlaylist(file, playlist, video)
  const bits = playlist.segments.map(({ start, end, seconds: length }) => ((end - start) * 8) / length)
  // RFC 8216, 4.1: a segment much shorter than the others says nothing of the bits that a second takes.
  const long = bits.filter(
    (_, index) => (playlist.segments[index]?.seconds ?? 0) >= playlist.targetSeconds / 2,
  )
  return {
    seconds,
    codecs,
    segments: file.fragments.length,
    peakBits: Math.ceil(Math.max(...(long.length > 0 ? long : bits))),
    averageBits: Math.ceil(((file.bytes - file.head) * 8) / seconds),
  }
}

function wrong(detail: string): VideoFailure {
  return new VideoFailure('check-failed', `A rendition did not come out as it should: ${detail}.`)
}

function checkTracks({ tracks }: FragmentedFile, facts: VideoFacts, rung: Rung) {
  const kinds = tracks.map(({ kind }) => kind).sort()
  const wanted = facts.audioStream === undefined ? ['video'] : ['audio', 'video']
  if (kinds.join() !== wanted.join()) throw wrong(`it has ${kinds.join(' and ') || 'nothing'} in it`)
  const video = tracks.find(({ kind }) => kind === 'video')
  const audio = tracks.find(({ kind }) => kind === 'audio')
  if (!video?.codec.startsWith('avc1.')) throw wrong(`its picture is ${video?.codec}`)
  if (audio && audio.codec !== 'mp4a.40.2') throw wrong(`its sound is ${audio.codec}`)
  if (video.width !== rung.width || video.height !== rung.height) {
    throw wrong(`it is ${video.width} × ${video.height} and not ${rung.width} × ${rung.height}`)
  }
  return { video, codecs: [video, ...(audio ? [audio] : [])].map(({ codec }) => codec).join() }
}

const runOf = (fragment: Fragment, track: Track) => fragment.runs.find((run) => run.track === track.id)

/** @returns the length of the picture, in seconds */
function checkTimes({ fragments, tracks }: FragmentedFile, video: Track, facts: VideoFacts): number {
  const rate = perSecond(facts.rate)
  for (const [index, fragment] of fragments.entries()) {
    const run = runOf(fragment, video)
    if (!run?.beginsWithKey) throw wrong(`segment ${index} does not begin with a key frame`)
    if (run.keys !== 1) throw wrong(`segment ${index} has ${run.keys} key frames`)
    // The first frame at or after each multiple.
    const due = Math.ceil(index * keySeconds * rate - 1e-6) / rate
    const at = run.shownFrom / video.timescale
    if (Math.abs(at - due) > 0.5 / rate) throw wrong(`segment ${index} begins at ${at} s and not at ${due} s`)
  }
  for (const track of tracks) {
    checkBeginning(fragments, track)
    checkGaps(fragments, track)
  }
  const units = fragments.reduce((sum, fragment) => sum + (runOf(fragment, video)?.duration ?? 0), 0)
  const seconds = units / video.timescale
  if (Math.abs(seconds - facts.seconds) > tolerance) {
    throw wrong(`it lasts ${seconds.toFixed(3)} s where the source lasts ${facts.seconds.toFixed(3)} s`)
  }
  return seconds
}

/** How far from 0 a track may begin, in seconds: an encoder of sound is one packet of 1024 samples ahead. */
const early = 0.03

/** Captions are by the clock of the film: it begins with its first picture, and not when an encoder is warm. */
function checkBeginning(fragments: readonly Fragment[], track: Track): void {
  const first = fragments.map((fragment) => runOf(fragment, track)).find((run) => run !== undefined)
  const at = (first?.shownFrom ?? 0) / track.timescale
  if (Math.abs(at) > early) throw wrong(`its ${track.kind} begins at ${at.toFixed(3)} s`)
}

function checkGaps(fragments: readonly Fragment[], track: Track): void {
  let next: number | undefined
  for (const fragment of fragments) {
    const run = runOf(fragment, track)
    if (!run) continue
    if (next !== undefined && Math.abs(run.from - next) / track.timescale > 0.002) {
      throw wrong(`its ${track.kind} has a gap before ${run.from / track.timescale} s`)
    }
    next = run.from + run.duration
  }
  if (next === undefined) throw wrong(`its ${track.kind} is empty`)
}

function checkPlaylist(file: FragmentedFile, playlist: MediaPlaylist, video: Track): void {
  if (playlist.names.join() !== mediaName) throw wrong(`its playlist names ${playlist.names.join(', ')}`)
  if (!playlist.ended) throw wrong('its playlist has no end')
  if (playlist.head.start !== 0 || playlist.head.end !== file.head)
    throw wrong('its playlist has another head')
  if (playlist.segments.length !== file.fragments.length) {
    throw wrong(
      `its playlist has ${playlist.segments.length} segments for ${file.fragments.length} fragments`,
    )
  }
  let before = file.head
  for (const [index, segment] of playlist.segments.entries()) {
    const fragment = file.fragments[index]
    if (segment.start !== before || segment.start !== fragment?.start || segment.end !== fragment.end) {
      throw wrong(`segment ${index} of its playlist is not a fragment of the file`)
    }
    const length = (runOf(fragment, video)?.duration ?? 0) / video.timescale
    if (Math.abs(segment.seconds - length) > 0.05)
      throw wrong(`segment ${index} of its playlist is not as long`)
    if (Math.round(segment.seconds) > playlist.targetSeconds) throw wrong(`segment ${index} is too long`)
    before = segment.end
  }
  if (before !== file.bytes) throw wrong('its playlist leaves bytes out')
}
