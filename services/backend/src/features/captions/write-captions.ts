import { escapeText } from './caption-markup.ts'
import type { CaptionFormat, Cue } from './captions.ts'

/** Captions as a file; in SubRip, which has no way to escape, a text is as it is. */
export function writeCaptions(cues: readonly Cue[], format: CaptionFormat): string {
  const blocks = cues.map(({ startMs, endMs, text }, index) => {
    const times = `${timeOf(startMs, format)} --> ${timeOf(endMs, format)}`
    return `${index + 1}\n${times}\n${format === 'vtt' ? escapeText(text) : text}\n`
  })
  return format === 'vtt' ? ['WEBVTT\n', ...blocks].join('\n') : blocks.join('\n')
}

/** hours:minutes:seconds of whole milliseconds. */
function timeOf(milliseconds: number, format: CaptionFormat): string {
  const parts = [
    Math.floor(milliseconds / 3_600_000),
    Math.floor(milliseconds / 60_000) % 60,
    Math.floor(milliseconds / 1_000) % 60,
  ]
  const [clock, rest] = [parts.map((part) => String(part).padStart(2, '0')).join(':'), milliseconds % 1_000]
  return `${clock}${format === 'vtt' ? '.' : ','}${String(rest).padStart(3, '0')}`
}
