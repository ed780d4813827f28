'use client'

import { type RefObject, useEffect, useState } from 'react'

/** How a `<video>` stands. */
export interface MediaState {
  readonly paused: boolean
  readonly ended: boolean
  /** It would go on, and waits for the network. */
  readonly waiting: boolean
  /** Seconds. */
  readonly time: number
  /** Seconds; NaN until it is known. */
  readonly duration: number
  /** Seconds up to which there is no gap after now. */
  readonly loaded: number
  readonly volume: number
  readonly muted: boolean
  readonly speed: number
}

const unknown: MediaState = {
  paused: true,
  ended: false,
  waiting: false,
  time: 0,
  duration: Number.NaN,
  loaded: 0,
  volume: 1,
  muted: false,
  speed: 1,
}

const told = [
  'play',
  'pause',
  'ended',
  'waiting',
  'playing',
  'seeking',
  'seeked',
  'timeupdate',
  'durationchange',
  'progress',
  'volumechange',
  'ratechange',
  'emptied',
  'canplay',
] as const

/** Follows a `<video>`. */
export function useMedia(media: RefObject<HTMLVideoElement | null>): MediaState {
  const [state, setState] = useState(unknown)
  useEffect(() => {
    const element = media.current
    if (!element) return
    const look = () => setState(stateOf(element))
    for (const name of told) element.addEventListener(name, look)
    look()
    return () => {
      for (const name of told) element.removeEventListener(name, look)
    }
  }, [media])
  return state
}

function stateOf(element: HTMLVideoElement): MediaState {
  const { paused, ended, currentTime, duration, volume, muted, playbackRate } = element
  return {
    paused,
    ended,
    waiting: !paused && !ended && element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
    time: currentTime,
    duration,
    loaded: loadedAt(element.buffered, currentTime),
    volume,
    muted,
    speed: playbackRate,
  }
}

/** Seconds up to which there is no gap, from a moment on. */
export function loadedAt(ranges: TimeRanges, time: number): number {
  for (let index = 0; index < ranges.length; index += 1) {
    if (ranges.start(index) <= time + 0.1 && time <= ranges.end(index)) return ranges.end(index)
  }
  return time
}
