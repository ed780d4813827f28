import { Problem } from '@parlance/service-kit'
import { plainText } from './caption-markup.ts'
import {
  type CaptionFormat,
  type CaptionNote,
  type Cue,
  captionLimits,
  type ReadCaptions,
} from './captions.ts'
import { decodeText } from './decode-text.ts'

const arrow = '-->'
const timePattern = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/
const settings = /^(?:region|vertical|line|position|size|align):|^[XY][12]:/

/** A caption with the line of the file that its times stand at. */
interface Placed extends Cue {
  readonly line: number
}

/**
 * Reads SubRip or WebVTT, told apart by WebVTT's first line. Whatever cannot be understood is a fault with its line: a caption is
 * never dropped, nor made part of another, without a word. Both ways of writing a decimal (comma, point) are taken in both
 * formats, and so are times without hours and captions without a blank line between them.
 *
 * @throws Problem `invalid` with the faults as `errors`, each at its line; `too-large` over {@link captionLimits}
 */
export function readCaptions(bytes: Uint8Array): ReadCaptions {
  if (bytes.byteLength > captionLimits.bytes) {
    throw new Problem('too-large', `A file of captions has at most ${captionLimits.bytes / 1_024} KiB.`)
  }
  const { text, encoding } = decodeText(bytes)
  const lines = text.split(/\r\n|\r|\n/)
  const format: CaptionFormat = /^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '') ? 'vtt' : 'srt'
  const { cues, faults, notes } = scan(lines, format)
  if (faults.length === 0 && cues.length === 0) {
    faults.push({
      line: 1,
      message: 'there is no caption in it: a time such as 00:00:01,000 --> 00:00:02,500',
    })
  }
  const [first] = faults
  if (first) {
    throw new Problem('invalid', `The captions cannot be read. Line ${first.line}: ${first.message}.`, {
      reason: 'captions-unreadable',
      extra: {
        errors: faults
          .slice(0, captionLimits.faults)
          .map(({ line, message }) => ({ path: `line ${line}`, message })),
      },
    })
  }
  if (encoding === 'windows-1252') {
    notes.unshift({ line: 1, message: 'it is not UTF-8, and was read as Windows-1252 (Latin-1)' })
  }
  return { format, encoding, cues: inOrder(cues, notes), notes: notes.slice(0, captionLimits.faults) }
}

function scan(lines: readonly string[], format: CaptionFormat) {
  const cues: Placed[] = []
  const faults: CaptionNote[] = []
  const notes: CaptionNote[] = []
  const isTime = (at: number) => lines[at]?.includes(arrow) ?? false
  const isBlank = (at: number) => (lines[at] ?? '').trim() === ''
  const afterBlock = (at: number) => {
    let next = at
    while (next < lines.length && !isBlank(next) && !isTime(next)) next++
    return next
  }
  let at = format === 'vtt' ? afterBlock(1) : 0
  while (at < lines.length) {
    if (isBlank(at)) {
      at++
      continue
    }
    if (!isTime(at)) {
      if (format === 'vtt' && /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(lines[at] ?? '')) at = afterBlock(at)
      else if (isTime(at + 1) && (format === 'vtt' || isNumber(lines[at]))) at++
      else {
        const message = `“${excerpt(lines[at])}” belongs to no time: a caption holds no blank line`
        faults.push({ line: at + 1, message })
        at = afterBlock(at + 1)
        // The number of the next caption belongs to that one.
        if (isTime(at) && isNumber(lines[at - 1])) at--
      }
      continue
    }
    const line = at + 1
    const times = timesOf(lines[at] ?? '')
    let end = at + 1
    while (end < lines.length && !isBlank(end) && !isTime(end)) end++
    const next = end
    // Without a blank line between: the number before the next time is that one's.
    if (isTime(end) && end - 1 > at && isNumber(lines[end - 1])) end--
    const text = plainText(lines.slice(at + 1, end).join('\n'), format)
    at = next
    if (typeof times === 'string') faults.push({ line, message: times })
    else if (text === '') notes.push({ line, message: 'it says nothing, and was left out' })
    else if (text.length > captionLimits.characters) {
      faults.push({ line, message: `a caption has at most ${captionLimits.characters} characters` })
    } else cues.push({ ...times, text, line })
    if (cues.length > captionLimits.cues) {
      throw new Problem('too-large', `A file of captions has at most ${captionLimits.cues} of them.`)
    }
    if (faults.length >= captionLimits.faults) break
  }
  return { cues, faults, notes }
}

/** @returns a sentence where they are none */
function timesOf(line: string): { startMs: number; endMs: number } | string {
  const [from = '', to = '', ...more] = line.split(arrow)
  const [end = '', ...after] = to.trim().split(/\s+/)
  if (more.length > 0 || after.some((each) => !settings.test(each))) {
    return `“${excerpt(line)}” is more than a time: a caption begins on the next line`
  }
  const startMs = millisecondsOf(from.trim())
  const endMs = millisecondsOf(end)
  if (typeof startMs === 'string') return startMs
  if (typeof endMs === 'string') return endMs
  if (endMs <= startMs) return `it ends at ${end}, which is not after ${from.trim()}`
  return { startMs, endMs }
}

/** @returns a sentence where it is no time */
function millisecondsOf(text: string): number | string {
  if (text.startsWith('-')) return `“${excerpt(text)}” is before the beginning of the video`
  const [, hours = '0', minutes = '', seconds = '', fraction = ''] = timePattern.exec(text) ?? []
  if (minutes === '') return `“${excerpt(text)}” is no time: write it as 00:01:02,500`
  if (Number(minutes) > 59 || Number(seconds) > 59) {
    return `“${excerpt(text)}” has more than 59 minutes or seconds`
  }
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  const total = whole * 1_000 + Number(fraction.padEnd(3, '0'))
  return total <= captionLimits.endMs ? total : `“${excerpt(text)}” is after more than 24 hours`
}

/** Captions in the order they begin; what is not in order, or overlaps, is noted. */
function inOrder(cues: readonly Placed[], notes: CaptionNote[]): Cue[] {
  for (const [index, cue] of cues.entries()) {
    const before = cues[index - 1]
    if (!before) continue
    if (cue.startMs < before.startMs) {
      notes.push({
        line: cue.line,
        message: 'it begins before the caption above it, and was put in its place',
      })
    } else if (cue.startMs < before.endMs) {
      notes.push({ line: cue.line, message: 'it begins before the caption above it ends: both are shown' })
    }
  }
  return cues
    .toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
    .map(({ startMs, endMs, text }) => ({ startMs, endMs, text }))
}

const isNumber = (line: string | undefined) => /^\s*\d+\s*$/.test(line ?? '')

/** As much of a file as a sentence can hold. */
function excerpt(text = ''): string {
  const clean = text.trim()
  return clean.length > 40 ? `${clean.slice(0, 40)}…` : clean
}
