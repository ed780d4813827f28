/** Bytes of a file that are asked for: the first and the last. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * Which part of a file a request wants (RFC 9110, Range and If-Range).
 *
 * @returns undefined = all of it, as for several ranges, other units and what is no range; `unsatisfiable` = nothing that is there
 */
export function rangeOf(
  { range, ifRange }: { readonly range: string | undefined; readonly ifRange: string | undefined },
  { bytes, etag }: { readonly bytes: number; readonly etag: string },
): ByteRange | 'unsatisfiable' | undefined {
  // Asked on condition of another content, all of this one is answered.
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range.replaceAll(' ', ''))
  if (!found) return undefined
  const [, first = '', last = ''] = found
  if (first === '' && last === '') return undefined
  if (first === '') {
    const length = Math.min(Number(last), bytes)
    return length === 0 ? 'unsatisfiable' : { start: bytes - length, end: bytes - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= bytes) return 'unsatisfiable'
  return { start, end: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) }
}
