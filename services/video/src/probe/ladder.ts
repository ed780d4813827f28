/** A rendition that may be made: its size, and the bits a second that it may take. */
export interface Rung {
  readonly name: string
  /** Pixels, even. */
  readonly width: number
  readonly height: number
  /** At most, over the length of a buffer. */
  readonly videoBits: number
}

/** Bits a second of the sound, the same on every rung: players change between rungs without a gap. */
export const audioBits = 128_000

/** The shorter side of a rung, in pixels, and what it may take a second at 30 frames a second. */
const rungs: readonly (readonly [side: number, videoBits: number])[] = [
  [240, 400_000],
  [360, 800_000],
  [480, 1_400_000],
  [720, 2_800_000],
  [1080, 5_000_000],
]

const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2)

/**
 * The rungs for a source, lowest first: none is larger than it. A source below the lowest rung has one of its own size.
 *
 * @param width pixels as shown @param frameRate frames a second
 */
export function ladderOf(width: number, height: number, frameRate: number): Rung[] {
  const side = Math.min(width, height)
  const faster = frameRate > 35 ? 1.5 : 1
  const fitting = rungs.filter(([of]) => of <= side)
  if (fitting.length === 0) {
    const bits = (rungs[0]?.[1] ?? 0) * faster
    return [{ name: 'source', width: even(width), height: even(height), videoBits: bits }]
  }
  return fitting.map(([of, bits]) => ({
    name: `${of}p`,
    width: width <= height ? of : even((width * of) / height),
    height: width <= height ? even((height * of) / width) : of,
    videoBits: bits * faster,
  }))
}

/** What a rendition of a rung may take a second, with its sound and its boxes. */
export const mostBits = (rung: Rung, sound: boolean): number =>
  Math.ceil((rung.videoBits + (sound ? audioBits : 0)) * 1.05)

/** The most bytes of a rendition: the buffer may be full once more than the seconds have room for. */
export const mostBytes = (rung: Rung, sound: boolean, seconds: number): number =>
  Math.ceil((mostBits(rung, sound) * (seconds + 4)) / 8) + 65_536
