import chardet from 'chardet'

/** Bytes searched for `<meta charset>`; the standard says 1,024, and pages with long comments need more. */
const prescanBytes = 4_096
/** Bytes that the detector looks at, and those of a page from which it takes them. */
const sampleBytes = 60_000
/** The detector needs so many letters outside ASCII. */
const fewestLetters = 12
/** So many letters of several bytes that are valid UTF-8 are no accident. */
const convincingLetters = 3
/** Letters of several bytes, for each that is broken, that bytes of another encoding do not make by chance. */
const fewWhole = 8

/**
 * Decodes a page as browsers do, and a little better: byte order mark; UTF-16 by its zero bytes; UTF-8 where the bytes
 * are UTF-8 beyond doubt, whatever is declared; then what `Content-Type` or `<meta>` declares, unless the bytes belie it;
 * then what the bytes look like. What cannot be decoded becomes U+FFFD.
 *
 * @param contentType the header, if any
 */
export function decodeHtml(body: Uint8Array, contentType: string | undefined): string {
  const wide = byteOrderMark(body) ?? unmarkedUtf16(body)
  if (wide) return new TextDecoder(wide).decode(body)
  // Pages are converted more often than their declarations are.
  const utf8 = validUtf8(body)
  const declared = [charsetOf(contentType), metaCharset(body)]
    .map(decoderOf)
    .filter((decoder) => decoder !== undefined)
  const [first] = declared
  if (
    utf8 !== undefined &&
    (!first || first.encoding === 'utf-8' || multibyteLetters(body) >= convincingLetters)
  )
    return utf8
  for (const decoder of declared) {
    const text = decoder.decode(body)
    if (isPlausible(text)) return text
  }
  // A letter that was cut in two, among many that are whole, is no reason to read them all as something else.
  const mostlyUtf8 = new TextDecoder().decode(body)
  if (isPlausible(mostlyUtf8, fewWhole)) return mostlyUtf8
  return (decoderOf(guessed(body)) ?? new TextDecoder('windows-1252')).decode(body)
}

/** A declared encoding that loses more than the odd letter, or finds controls where text should be, is a false one. */
function isPlausible(text: string, least = 50): boolean {
  const strange = text.match(/\ufffd|(?!\s)\p{Cc}/gu)?.length ?? 0
  const foreign = text.match(/\P{ASCII}/gu)?.length ?? 0
  return strange === 0 || strange * least < foreign - strange
}

function validUtf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

function multibyteLetters(body: Uint8Array): number {
  let count = 0
  for (const byte of body) {
    if (byte >= 0xc2 && ++count >= convincingLetters) break
  }
  return count
}

function byteOrderMark(body: Uint8Array): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  return undefined
}

/** Markup is ASCII, so that in UTF-16 every other byte of it is zero; of a page in Chinese that is a tenth of all, and other text has none. */
function unmarkedUtf16(body: Uint8Array): string | undefined {
  const length = Math.min(body.length, 1_000)
  const zeros = [0, 0]
  for (let at = 0; at < length; at++) {
    if (body[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = zeros
  if (length < 20 || Math.max(even, odd) * 20 < length) return undefined
  return even > odd * 4 ? 'utf-16be' : odd > even * 4 ? 'utf-16le' : undefined
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1]
}

function metaCharset(body: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1')
    .decode(body.subarray(0, prescanBytes))
    .replace(/<!--[\s\S]*?-->/g, '')
  for (const [tag] of head.matchAll(/<(?:meta|\?xml)\b[^>]*>/gi)) {
    const charset = charsetOf(tag) ?? /encoding\s*=\s*["']([\w:.-]+)/i.exec(tag)?.[1]
    // A page that could be read as ASCII up to its own declaration is not UTF-16, whatever it says.
    if (charset) return /^utf-?16/i.test(charset) ? 'utf-8' : charset
  }
  return undefined
}

/** The encoding that the bytes look like; markup, which is ASCII in all of them, is left out. */
function guessed(body: Uint8Array): string | undefined {
  const text = Buffer.from(body.subarray(0, sampleBytes * 4))
    .toString('latin1')
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>|<[^>]*>/gi, ' ')
  // A few letters could be anything; browsers then take windows-1252 too.
  if ((text.match(/[\u0080-\u00ff]/g)?.length ?? 0) < fewestLetters) return undefined
  const found = chardet.detect(Buffer.from(text.slice(0, sampleBytes), 'latin1'))
  return found === null || /^(?:ascii|utf-8|utf-32)/i.test(found) ? undefined : found
}

function decoderOf(label: string | undefined): InstanceType<typeof TextDecoder> | undefined {
  try {
    return label === undefined ? undefined : new TextDecoder(label)
  } catch {
    return undefined
  }
}
