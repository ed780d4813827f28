import type { Engine } from './engines/engine.ts'

/** The tiers, cheapest first. */
export const tierNames = ['basic', 'medium', 'premium'] as const

/** A tier of quality; each is served by one model, or by the first of several that can. */
export type TierName = (typeof tierNames)[number]

/** What a tier was set to. */
export interface TierSlot {
  readonly tier: TierName
  /** As configured; empty when the tier is unset. */
  readonly spec: string
  /** In the order in which they are tried; none when the tier is unset. */
  readonly engines: readonly Engine[]
}

/** An engine that serves a pair, for a tier. */
export interface Candidate {
  readonly tier: TierName
  readonly engine: Engine
  readonly via: readonly string[]
}

/** The order in which tiers are tried: the one asked for, then the cheaper ones, then the dearer ones. */
const order: Readonly<Record<TierName, readonly TierName[]>> = {
  basic: ['basic', 'medium', 'premium'],
  medium: ['medium', 'basic', 'premium'],
  premium: ['premium', 'medium', 'basic'],
}

/** The three tiers and what serves them. */
export class Tiers {
  readonly slots: readonly TierSlot[]

  constructor(slots: readonly TierSlot[]) {
    this.slots = slots
  }

  /** Engines that serve a pair now, best fitting tier first; each engine once. */
  candidates(tier: TierName, source: string, target: string): Candidate[] {
    const found: Candidate[] = []
    for (const name of order[tier]) {
      for (const engine of this.enginesOf(name)) {
        if (found.some((candidate) => candidate.engine === engine) || !engine.state().available) continue
        const via = engine.route(source, target)
        if (via) found.push({ tier: name, engine, via })
      }
    }
    return found
  }

  /** The engines of a tier, in the order in which they are tried. */
  enginesOf(tier: TierName): readonly Engine[] {
    return this.slots.find((slot) => slot.tier === tier)?.engines ?? []
  }

  /** Each engine once. */
  get engines(): Engine[] {
    return [...new Set(this.slots.flatMap(({ engines }) => engines))]
  }

  async close(): Promise<void> {
    await Promise.all(this.engines.map((engine) => engine.close()))
  }
}
