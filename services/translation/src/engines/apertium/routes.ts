import type { Mode } from './modes.ts'

/** At most so many modes one after another. */
const maxHops = 3

/**
 * How good a direct pair is, 0 to 1: one minus the post-edition word error rate its makers publish (wiki.apertium.org,
 * the pairs' own pages), rounded; an unlisted pair counts as average.
 */
const quality: Readonly<Record<string, number>> = {
  'es-pt': 0.9,
  'pt-es': 0.9,
  'en-es': 0.75,
  'es-en': 0.75,
  'es-fr': 0.8,
  'fr-es': 0.8,
  'es-it': 0.75,
  'it-es': 0.75,
}
const unlisted = 0.7

/** A chain of modes and what its text is worth, 0 to 1. */
export interface Chain {
  readonly modes: readonly Mode[]
  readonly quality: number
}

/** The best chain for every pair of languages that modes connect: `source>target` → chain, by product of quality. */
export function findChains(modes: readonly Mode[]): ReadonlyMap<string, Chain> {
  const best = new Map<string, Chain>()
  const walk = (chain: Chain, seen: ReadonlySet<string>) => {
    const source = chain.modes[0]?.source
    const last = chain.modes.at(-1)?.target
    const known = best.get(`${source}>${last}`)
    if (chain.modes.length > 0 && (known?.quality ?? 0) < chain.quality) best.set(`${source}>${last}`, chain)
    if (chain.modes.length === maxHops) return
    for (const mode of modes) {
      if ((last !== undefined && mode.source !== last) || seen.has(mode.target)) continue
      walk(
        {
          modes: [...chain.modes, mode],
          quality: chain.quality * (quality[`${mode.source}-${mode.target}`] ?? unlisted),
        },
        new Set([...seen, mode.source, mode.target]),
      )
    }
  }
  walk({ modes: [], quality: 1 }, new Set())
  return best
}
