/** Bytes searched for `<meta charset>`; the standard says 1,024, and pages with long comments need more. */
const prescanBytes = 4_096

/**
 * Decodes a page as browsers do, and a little better: byte order mark, then `Content-Type`, then UTF-8 where the bytes
 * are valid UTF-8, then `<meta>`, else windows-1252. What cannot be decoded becomes U+FFFD.
 *
 * @param contentType the header, if any
 */
export function decodeHtml(body: Uint8Array, contentType: string | undefined): string {
  const marked = byteOrderMark(body)
  if (marked) return new TextDecoder(marked).decode(body)
  const sent = decoderOf(charsetOf(contentType))
  if (sent) return sent.decode(body)
  // Valid UTF-8 beyond ASCII is hardly ever an accident; pages are converted more often than their `<meta>` is.
  const utf8 = decodeValidUtf8(body)
  if (utf8 !== undefined) return utf8
  return (decoderOf(metaCharset(body)) ?? new TextDecoder('windows-1252')).decode(body)
}

function decodeValidUtf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

function byteOrderMark(body: Uint8Array): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  return undefined
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1]
}

function metaCharset(body: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1')
    .decode(body.subarray(0, prescanBytes))
    .replace(/<!--[\s\S]*?-->/g, '')
  for (const [tag] of head.matchAll(/<meta\b[^>]*>/gi)) {
    const charset = charsetOf(tag)
    // A page that could be read as ASCII up to its own declaration is not UTF-16, whatever it says.
    if (charset) return /^utf-?16/i.test(charset) ? 'utf-8' : charset
  }
  return undefined
}

function decoderOf(label: string | undefined): InstanceType<typeof TextDecoder> | undefined {
  try {
    return label === undefined ? undefined : new TextDecoder(label)
  } catch {
    return undefined
  }
}
