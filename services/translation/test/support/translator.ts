import type { Engine } from '../../src/engines/engine.ts'
import { PermanentMemory } from '../../src/memory/permanent-memory.ts'
import { ProcessMemory } from '../../src/memory/process-memory.ts'
import { Memory } from '../../src/memory/segment-memory.ts'
import { createTextCache } from '../../src/memory/text-cache.ts'
import type { Phrasebook } from '../../src/phrasebook/phrasebook.ts'
import type { SpeakerReport } from '../../src/pipeline/speaker.ts'
import type { Translated } from '../../src/pipeline/translated.ts'
import { type TranslateOptions, Translator } from '../../src/pipeline/translator.ts'
import { Scheduler } from '../../src/schedule/scheduler.ts'
import { type TierName, Tiers } from '../../src/tiers.ts'

/** A translator over given engines, with memory in the process. */
export function makeTranslator(
  engines: Partial<Record<TierName, Engine | readonly Engine[]>>,
  options: { maxDepth?: number; lookupMs?: number; report?: SpeakerReport; phrasebook?: Phrasebook } = {},
) {
  const tiers = new Tiers(
    (['basic', 'medium', 'premium'] as const).map((tier) => ({
      tier,
      spec: tier,
      engines: [engines[tier] ?? []].flat(),
    })),
  )
  const scheduler = new Scheduler({ maxDepth: options.maxDepth ?? 10_000 })
  const permanent = new PermanentMemory({ lookupMs: options.lookupMs ?? 100, writeMs: 5 })
  const hot = new ProcessMemory(1_000_000)
  const memory = new Memory(hot, permanent)
  const texts = createTextCache<Translated>(1_000_000)
  const translator = new Translator({
    tiers,
    scheduler,
    memory,
    texts,
    ...(options.report ? { report: options.report } : {}),
    ...(options.phrasebook ? { phrasebook: options.phrasebook } : {}),
  })
  const translate = (text: string, given: Partial<TranslateOptions> & { source?: string } = {}) => {
    const { source = 'en', ...rest } = given
    return translator.session({ ...defaults(), ...rest })(text, source)
  }
  return { translate, translator, tiers, scheduler, memory, hot, permanent, texts }
}

/** A request for Spanish, as plain as can be. */
export function defaults(): TranslateOptions {
  return {
    target: 'es',
    tier: 'basic',
    format: 'plain',
    chat: false,
    prior: '',
    glossary: [],
    glossaryVersion: '',
    caller: 'test',
    fresh: false,
    signal: new AbortController().signal,
  }
}
