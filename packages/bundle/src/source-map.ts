import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec'

interface SourceMap {
  sources: string[]
  names: string[]
  mappings: string
}

/**
 * A source map without the code of packages, which makes up nine tenths of it: stack traces lead back to our own
 * source, and name the bundle for the rest.
 *
 * @param text a source map, version 3 (ECMA-426).
 */
export function dropPackages(text: string): string {
  const map = JSON.parse(text) as SourceMap
  const numbers = new Map<number, number>()
  const sources = map.sources.filter((source, index) => {
    if (source.includes('node_modules/') || source.startsWith('empty:')) return false
    numbers.set(index, numbers.size)
    return true
  })
  const mappings = decode(map.mappings).map((line) => {
    const kept: SourceMapSegment[] = []
    for (const segment of line) {
      const source = segment[1] === undefined ? undefined : numbers.get(segment[1])
      if (source !== undefined) kept.push([segment[0], source, segment[2] ?? 0, segment[3] ?? 0])
      else if (kept.at(-1)?.length !== 1) kept.push([segment[0]])
    }
    return kept
  })
  return JSON.stringify({ ...map, sources, names: [], mappings: encode(mappings) })
}
