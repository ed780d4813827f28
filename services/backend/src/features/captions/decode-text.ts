/**
 * The text of a file whose encoding nobody names: by its byte order mark, else UTF-8 where it is that, else Windows-1252 (of which
 * Latin-1 is a part), which old programs for subtitles write.
 *
 * @returns `encoding` as `TextDecoder` names it; the byte order mark is not part of the text.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const [first, second] = bytes
  const marked =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}
