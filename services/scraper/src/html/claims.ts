import { cleanLine } from './text-hygiene.ts'

/** What one source says of a field. */
export interface Claim {
  readonly value: string | null | undefined
  /** Where it stands: `og:title`, `json-ld headline`, `h1`. */
  readonly source: string
  /** How often a source of this kind is right, 0 to 1. */
  readonly weight: number
}

/** A field as its sources agreed on it. */
export interface Settled {
  readonly value: string
  /** Every source that says so, best first; empty without a value. */
  readonly sources: readonly string[]
  /** 0 to 1: what speaks for the value, less what speaks for the next best. */
  readonly confidence: number
}

/** How a field's claims are read. */
export interface Reader {
  /** A claim's value as it may be printed; `''` = no claim. Without it, {@link cleanLine}. */
  readonly clean?: (value: string) => string
  /** Claims with one key say the same. Without it, the value without case and marks. */
  readonly key?: (value: string) => string
}

/** A claim far longer is no line of metadata; it is cut before it is looked at. */
const maxClaimLength = 10_000

/**
 * Lets the sources of a field vote: claims that say the same add up (as independent witnesses do, 1 − ∏(1 − weight)),
 * and the strongest group wins, the earlier one where two are as strong. Its wording is that of its best source.
 */
export function settle(claims: readonly Claim[], reader: Reader = {}): Settled {
  const clean = reader.clean ?? cleanLine
  const key =
    reader.key ??
    ((value: string) =>
      value
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim())
  const groups = new Map<
    string,
    { value: string; weight: number; doubt: number; sources: [string, number][] }
  >()
  for (const { value, source, weight } of claims) {
    const text = clean((value ?? '').slice(0, maxClaimLength))
    if (text === '') continue
    const group = groups.get(key(text))
    if (!group) {
      groups.set(key(text), { value: text, weight, doubt: 1 - weight, sources: [[source, weight]] })
      continue
    }
    if (group.sources.some(([name]) => name === source)) continue
    if (weight > group.weight) Object.assign(group, { value: text, weight })
    group.doubt *= 1 - weight
    group.sources.push([source, weight])
  }
  const [best, next] = [...groups.values()].sort((a, b) => a.doubt - b.doubt)
  if (!best) return { value: '', sources: [], confidence: 0 }
  const support = 1 - best.doubt
  const against = next ? 1 - next.doubt : 0
  return {
    value: best.value,
    sources: best.sources.sort((a, b) => b[1] - a[1]).map(([name]) => name),
    confidence: Math.round(((support * support) / (support + against * (1 - support))) * 100) / 100,
  }
}
