/** One small picture of a sprite, and when it is shown. */
export interface StoryboardTile {
  /** Seconds. */
  readonly start: number
  readonly end: number
  /** The sprite. */
  readonly url: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const timing = /^(?:(\d+):)?(\d{2}):(\d{2}\.\d{3}) --> (?:(\d+):)?(\d{2}):(\d{2}\.\d{3})/
const place = /^(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/

/** The small pictures that a WebVTT file names, in their order. @param base where the file itself is; absolute */
export function readStoryboard(vtt: string, base: string): StoryboardTile[] {
  const lines = vtt.split(/\r?\n/)
  return lines.flatMap((line, index) => {
    const times = timing.exec(line)
    const where = place.exec(lines[index + 1] ?? '')
    if (!times || !where) return []
    const [url = '', ...box] = where.slice(1)
    const [x = 0, y = 0, width = 0, height = 0] = box.map(Number)
    const [start, end] = [seconds(times.slice(1, 4)), seconds(times.slice(4, 7))]
    return [{ start, end, url: new URL(url, base).href, x, y, width, height }]
  })
}

/** What is shown at a moment; the last one where it lies behind. */
export function tileAt(tiles: readonly StoryboardTile[], time: number): StoryboardTile | undefined {
  return tiles.find(({ end }) => time < end) ?? tiles.at(-1)
}

function seconds([hours, minutes, rest]: readonly (string | undefined)[]): number {
  return Number(hours ?? 0) * 3_600 + Number(minutes) * 60 + Number(rest)
}
