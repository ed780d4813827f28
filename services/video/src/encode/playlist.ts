/** A range of bytes of the media file: from its first byte to the one after its last. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** A media playlist of one file (RFC 8216). */
export interface MediaPlaylist {
  readonly targetSeconds: number
  readonly head: ByteRange
  readonly segments: readonly (ByteRange & { readonly seconds: number })[]
  /** Every name that it holds. */
  readonly names: readonly string[]
  readonly ended: boolean
}

/** Reads a media playlist with byte ranges. @throws Error where a segment has none, or there is no head */
export function parsePlaylist(text: string): MediaPlaylist {
  let target = 0
  let seconds: number | undefined
  let range: ByteRange | undefined
  let head: ByteRange | undefined
  const segments: MediaPlaylist['segments'][number][] = []
  const names = new Set<string>()
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  if (lines[0] !== '#EXTM3U') throw new Error('the playlist does not begin as one')
  for (const line of lines) {
    const value = line.slice(line.indexOf(':') + 1)
    if (line.startsWith('#EXT-X-TARGETDURATION:')) target = Number(value)
    else if (line.startsWith('#EXT-X-MAP:')) {
      names.add(/URI="([^"]*)"/.exec(value)?.[1] ?? '')
      head = parseRange(/BYTERANGE="([^"]*)"/.exec(value)?.[1] ?? '')
    } else if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(value)
    else if (line.startsWith('#EXT-X-BYTERANGE:')) range = parseRange(value)
    else if (!line.startsWith('#')) {
      if (seconds === undefined || range === undefined) throw new Error('a segment has no length or no range')
      segments.push({ ...range, seconds })
      names.add(line)
      seconds = undefined
      range = undefined
    }
  }
  if (!head) throw new Error('the playlist names no head')
  return {
    targetSeconds: target,
    head,
    segments,
    names: [...names],
    ended: lines.at(-1) === '#EXT-X-ENDLIST',
  }
}

function parseRange(text: string): ByteRange {
  const [, length, start] = /^(\d+)@(\d+)$/.exec(text) ?? []
  if (length === undefined || start === undefined) throw new Error(`"${text}" is no range of bytes`)
  return { start: Number(start), end: Number(start) + Number(length) }
}
