import { createReadStream } from 'node:fs'

/**
 * What a file is written in: by its byte order mark; without one UTF-16 by the zero bytes of its Latin letters, which are all
 * on one side; else UTF-8, or what Western Windows writes, whichever most letters beyond ASCII are of.
 *
 * @param head the beginning of the file
 */
export function encodingOf(head: Buffer): string {
  if (head.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return 'utf-16le'
  if (head.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))) return 'utf-16be'
  const pairs = head.length >> 1
  let [first, second] = [0, 0]
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) first += 1
    if (head[at + 1] === 0) second += 1
  }
  // A letter in five is enough: texts in other scripts have Latin ones in their first line, and separators.
  if (first === 0 && second > pairs / 5) return 'utf-16le'
  if (second === 0 && first > pairs / 5) return 'utf-16be'
  const letters = head.toString('latin1').replace(unfinished, '').match(pieces) ?? []
  const western = letters.filter((each) => each.length === 1).length
  return western > letters.length / 2 ? 'windows-1252' : 'utf-8'
}

/** A letter of UTF-8 beyond ASCII (RFC 3629, section 4), or one byte that is none; of bytes that are written as Latin-1. */
const pieces =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g
/** A letter of UTF-8 whose end is in the next piece of the file. */
const unfinished = /(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})$/

/** The text of a file, piece by piece, without its mark. */
export function textStream(path: string, encoding: string): AsyncIterable<string> {
  return textOf(createReadStream(path) as AsyncIterable<Buffer>, encoding)
}

/** The text of bytes as they come. */
export async function* textOf(bytes: AsyncIterable<Buffer>, encoding: string): AsyncIterable<string> {
  const decode = encoding === 'utf-8' ? mixed() : streamed(encoding)
  let first = true
  for await (const chunk of bytes) {
    const text = decode(chunk)
    yield first ? text.replace(/^\uFEFF/, '') : text
    first = first && text === ''
  }
  yield decode(undefined)
}

function streamed(encoding: string): (chunk: Buffer | undefined) => string {
  const decoder = new TextDecoder(encoding)
  return (chunk) => (chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode())
}

/**
 * UTF-8, and where a byte is none of it what Western Windows writes: tables are pasted together of both, and one such letter
 * neither makes the others unreadable nor is it lost.
 */
function mixed(): (chunk: Buffer | undefined) => string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const western = new TextDecoder('windows-1252')
  let before = Buffer.alloc(0)
  return (chunk) => {
    const bytes = chunk ? Buffer.concat([before, chunk]) : before
    const tail = chunk ? (unfinished.exec(bytes.subarray(-3).toString('latin1'))?.[0].length ?? 0) : 0
    const whole = bytes.subarray(0, bytes.length - tail)
    before = bytes.subarray(bytes.length - tail)
    try {
      return strict.decode(whole)
    } catch {
      return whole
        .toString('latin1')
        .replace(pieces, (each) =>
          each.length === 1
            ? western.decode(Buffer.from(each, 'latin1'))
            : Buffer.from(each, 'latin1').toString(),
        )
    }
  }
}

/**
 * Ends of lines as one sign, whatever wrote them: lines are counted by it, in cells too. A mark at the beginning of a line
 * is that of a file which was put behind another one.
 */
export async function* plainLines(texts: AsyncIterable<string>): AsyncIterable<string> {
  let before = ''
  for await (const text of texts) {
    const whole = before + text
    // What follows these signs is in the next piece.
    before = /(?:\r\n?|\n)$/.exec(whole.slice(-2))?.[0] ?? ''
    yield withPlainLines(whole.slice(0, whole.length - before.length))
  }
  yield withPlainLines(before)
}

export const withPlainLines = (text: string) => text.replace(/\r\n?/g, '\n').replace(/\n\uFEFF/g, '\n')

/** What letters of UTF-8 look like where they are read as Windows-1252: "Ã©", "â€™". */
export const misread = /Ã[\u00a0-\u00bf]|â€[\u0090-\u009f\u2018-\u201d™œž¦]/

/** Lines without their ends. One of more characters than `most` is cut there, and told as `endless`. */
export async function* linesOf(
  texts: AsyncIterable<string>,
  most: number,
): AsyncIterable<{ text: string; endless: boolean }> {
  let rest = ''
  let endless = false
  for await (const text of plainLines(texts)) {
    const lines = text.split('\n')
    for (const [index, part] of lines.entries()) {
      // What is beyond the most is passed over, not held.
      if (!endless) rest += part
      if (rest.length > most) {
        rest = rest.slice(0, most)
        endless = true
      }
      if (index === lines.length - 1) break
      yield { text: rest, endless }
      rest = ''
      endless = false
    }
  }
  if (rest !== '') yield { text: rest, endless }
}
