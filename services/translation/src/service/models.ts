import type { Model } from '@parlance/contracts'
import { type TierName, type Tiers, tierNames } from '../tiers.ts'

const tiersOnWire: Readonly<Record<TierName, 'TIER_BASIC' | 'TIER_MEDIUM' | 'TIER_PREMIUM'>> = {
  basic: 'TIER_BASIC',
  medium: 'TIER_MEDIUM',
  premium: 'TIER_PREMIUM',
}

/** What serves each tier, for people and the health page. */
export function describeModels(tiers: Tiers): Model[] {
  return tierNames.flatMap((name): Model[] => {
    const tier = tiersOnWire[name]
    const engines = tiers.enginesOf(name)
    if (engines.length === 0) {
      const variable = `${name.toUpperCase()}_MODEL`
      return [{ tier, engine: 'none', available: false, problem: `not set: give ${variable} a model` }]
    }
    // One that is not there is no fault of a tier that another serves.
    const available = engines.filter((engine) => engine.state().available)
    return (available.length > 0 ? available : engines).map((engine) => ({
      tier,
      engine: engine.kind,
      model: engine.model,
      revision: engine.revision(),
      licence: engine.licence.name,
      commercialUse: engine.licence.commercialUse,
      pairs: engine.routes().map(({ source, target, via }) => ({ source, target, via: [...via] })),
      ...engine.state(),
      memoryBytes: engine.memoryBytes(),
    }))
  })
}
