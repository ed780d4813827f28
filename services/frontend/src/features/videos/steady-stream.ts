import { openStream, type Stream, type StreamOptions } from './engine.ts'

/** Milliseconds before each further try of a stream that does not come; after the last it is given up. */
const pauses = [500, 2_000, 5_000, 10_000]
/** Milliseconds without a byte, while somebody waits for the picture, after which a stream has stopped. */
const stillMs = 10_000
const lookMs = 1_000
/** Seconds of playing by which a stream is well again. */
const wellAfter = 1

/** A stream that helps itself. */
export interface SteadyStream extends Stream {
  /** Somebody wants it after it was given up: it goes on where it was, and plays. */
  retry(): void
}

/**
 * {@link openStream}, which is opened anew where it was, and goes on playing, when a part of it was lost or nothing comes any
 * more: the engine asks for each part once. Who has no network is waited for.
 */
export function openSteadyStream(
  media: HTMLVideoElement,
  options: Omit<StreamOptions, 'onLoss' | 'from'>,
): SteadyStream {
  let from = 0
  let tries = 0
  let chosen: number | undefined
  let wanted = false
  let closed = false
  // A source that comes or goes stops the element without a word: what people want is told by events alone.
  let plays = !media.paused
  let waiting: ReturnType<typeof setTimeout> | undefined
  let stream = open()
  /** What was there when something moved last, and when. */
  let seen = { bytes: 0, time: 0, at: performance.now() }

  function open(): Stream {
    const opened = openStream(media, { ...options, from, onLoss: () => lost(opened) })
    if (chosen !== undefined) opened.choose(chosen)
    return opened
  }

  /** @param by the stream that tells it; what an earlier one tells comes too late */
  function lost(by: Stream | undefined): void {
    if (waiting !== undefined || by !== stream) return
    const pause = pauses[tries++]
    if (pause === undefined) options.onFault()
    else waiting = setTimeout(again, pause)
  }

  function again(): void {
    if (!navigator.onLine) {
      addEventListener('online', again, { once: true })
      return
    }
    // Before there is a picture, and after a source was taken away, an element says that it is at nought.
    from = media.currentTime || from
    void stream.close().then(() => {
      waiting = undefined
      if (closed) return
      stream = open()
      seen = { bytes: 0, time: from, at: performance.now() }
      if (wanted) stream.load()
      goOn()
    })
  }

  const look = () => {
    const now = { bytes: stream.received(), time: media.currentTime, at: performance.now() }
    if (now.time > from + wellAfter) tries = 0
    const waits = plays && !media.ended && media.readyState < HTMLMediaElement.HAVE_FUTURE_DATA
    const moved = now.bytes !== seen.bytes || now.time !== seen.time
    if (!waits || moved) seen = now
    else if (now.at - seen.at > stillMs) lost(stream)
  }
  const looking = setInterval(look, lookMs)
  const goOn = () => {
    // At its end it is paused before that is told; to play would begin anew.
    if (plays && media.paused && !media.ended) play(media)
  }
  const listeners = {
    play: () => {
      plays = true
    },
    pause: () => {
      plays = false
    },
    error: () => {
      if (media.error) lost(stream)
    },
    loadstart: goOn,
    canplay: goOn,
  }
  for (const [name, listener] of Object.entries(listeners)) media.addEventListener(name, listener)

  return {
    get heights() {
      return stream.heights
    },
    load() {
      wanted = true
      stream.load()
    },
    choose(height) {
      chosen = height
      stream.choose(height)
    },
    received: () => stream.received(),
    retry() {
      tries = 0
      plays = wanted = true
      again()
    },
    close() {
      closed = true
      clearInterval(looking)
      clearTimeout(waiting)
      removeEventListener('online', again)
      for (const [name, listener] of Object.entries(listeners)) media.removeEventListener(name, listener)
      return stream.close()
    },
  }
}

/** Plays; refused (a browser that wants a gesture first, a source that is just being put in), the controls say how it stands. */
export const play = (media: HTMLVideoElement): void => void media.play().catch(() => {})
