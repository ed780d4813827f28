import type { CaptionFormat } from './captions.ts'

/** What WebVTT takes for markup: any tag, and times within a caption. */
const vttTag = /<\/?[a-z][^<>]*>|<[\d:.]+>/gi
/** What players of SubRip understand, and the overrides of SubStation Alpha that converters leave in it. */
const srtTag = /<\/?(?:i|b|u|s|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}/gi

/** The character references that WebVTT names; it takes numeric ones as well. */
const references: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  lrm: '\u200e',
  rlm: '\u200f',
  nbsp: '\u00a0',
  quot: '"',
  apos: "'",
}

/** What a caption says, without how it is to look. Characters that text cannot hold (NUL) are left out. */
export function plainText(text: string, format: CaptionFormat): string {
  const bare =
    format === 'srt'
      ? text.replace(srtTag, '')
      : text.replace(vttTag, '').replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, dereference)
  return bare
    .replaceAll('\u0000', '')
    .split('\n')
    .map((line) => line.replace(/[^\S\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

function dereference(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return references[name] ?? whole
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return valid ? String.fromCodePoint(code) : '\ufffd'
}

/** A text as WebVTT writes it. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
