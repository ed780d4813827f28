/** Loudness by EBU R 128. */
export interface Loudness {
  /** LUFS; -70 is silence. */
  readonly integrated: number
  /** LU. */
  readonly range: number
  /** dBTP; -120 is nothing at all. */
  readonly truePeak: number
}

/** Reads the summary that ffmpeg's `ebur128` filter writes at its end. @throws Error where there is none */
export function parseLoudness(words: string): Loudness {
  const summary = words.slice(words.lastIndexOf('Summary:'))
  const value = (label: string, least: number) => {
    const text = new RegExp(`^\\s*${label}:\\s*(\\S+)`, 'm').exec(summary)?.[1]
    if (text === undefined) throw new Error(`the loudness filter said no ${label}`)
    const number = Number(text)
    return Number.isFinite(number) ? Math.max(number, least) : least
  }
  return { integrated: value('I', -70), range: value('LRA', 0), truePeak: value('Peak', -120) }
}
