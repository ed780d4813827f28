/** A frame rate as a fraction, so that 30000/1001 stays what it is. */
export interface FrameRate {
  readonly frames: number
  readonly seconds: number
}

/** Frames a second. */
export const perSecond = ({ frames, seconds }: FrameRate): number => frames / seconds

/** How the frames of a source follow each other. */
export interface Pace {
  /** That of the renditions: constant, between 10 and 60 a second. */
  readonly rate: FrameRate
  readonly variable: boolean
}

const usual: FrameRate = { frames: 25, seconds: 1 }

/**
 * The rate that renditions of a source have: its own where it is constant, halved or multiplied into what browsers play
 * and what a tenth of a second can be kept with; the next usual one where it varies.
 *
 * @param times of all frames in seconds, ascending @param claimed fractions that the source's head names
 */
export function paceOf(times: Float64Array, claimed: readonly string[]): Pace {
  if (times.length < 2) return { rate: usual, variable: false }
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  const median = steps.toSorted()[Math.floor(steps.length / 2)] ?? 0
  // Times are kept in thousandths in some containers, so that 33 and 34 ms take turns.
  const tolerance = Math.max(median * 0.2, 0.002)
  const odd = steps.reduce((count, step) => count + (Math.abs(step - median) > tolerance ? 1 : 0), 0)
  const mean = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / steps.length
  if (!(mean > 0)) return { rate: usual, variable: true }
  if (odd > steps.length / 100)
    return { rate: { frames: 1 / mean > 31 ? 60 : 30, seconds: 1 }, variable: true }
  const named = claimed
    .map(parseRate)
    .find((rate) => rate !== undefined && Math.abs(perSecond(rate) * mean - 1) < 0.01)
  return { rate: intoRange(named ?? { frames: Math.round(1_000 / mean), seconds: 1_000 }), variable: false }
}

function parseRate(text: string): FrameRate | undefined {
  const [frames = 0, seconds = 0] = text.split('/').map(Number)
  return frames > 0 && seconds > 0 ? { frames, seconds } : undefined
}

function intoRange(rate: FrameRate): FrameRate {
  const now = perSecond(rate)
  if (now > 60.5) return { frames: rate.frames, seconds: rate.seconds * Math.ceil(now / 60.5) }
  if (now < 10) return { frames: rate.frames * Math.ceil(10 / now), seconds: rate.seconds }
  return rate
}
