/** A sheet of small pictures, one every so many seconds, that the seek bar shows. */
export interface Storyboard {
  /** Seconds from one picture to the next. */
  readonly every: number
  readonly count: number
  readonly columns: number
  readonly rows: number
  /** Of one picture, in pixels. */
  readonly width: number
  readonly height: number
}

const most = 100
const columns = 10
/** The longer side of a picture, in pixels. */
const side = 160

const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2)

/** The storyboard of a video; undefined where it is too short to need one. */
export function planStoryboard(seconds: number, width: number, height: number): Storyboard | undefined {
  if (seconds < 4) return undefined
  const every = Math.max(2, Math.ceil(seconds / most))
  const count = Math.ceil(seconds / every - 1e-6)
  const scale = side / Math.max(width, height)
  return {
    every,
    count,
    columns: Math.min(columns, count),
    rows: Math.ceil(count / columns),
    width: even(width * scale),
    height: even(height * scale),
  }
}

export const storyboardName = 'storyboard.webp'

/** WebVTT whose cues name parts of the sheet (Media Fragments, 4.2.2). */
export function storyboardCues(board: Storyboard, seconds: number): string {
  const cues = Array.from({ length: board.count }, (_, index) => {
    const x = (index % board.columns) * board.width
    const y = Math.floor(index / board.columns) * board.height
    const until = Math.min(seconds, (index + 1) * board.every)
    return [
      `${clock(index * board.every)} --> ${clock(until)}`,
      `${storyboardName}#xywh=${x},${y},${board.width},${board.height}`,
    ].join('\n')
  })
  return `WEBVTT\n\n${cues.join('\n\n')}\n`
}

/** `hh:mm:ss.mmm`. */
function clock(seconds: number): string {
  const ms = Math.round(seconds * 1_000)
  const part = (value: number, digits: number) => String(value).padStart(digits, '0')
  return `${part(Math.floor(ms / 3_600_000), 2)}:${part(Math.floor(ms / 60_000) % 60, 2)}:${part(Math.floor(ms / 1_000) % 60, 2)}.${part(ms % 1_000, 3)}`
}
