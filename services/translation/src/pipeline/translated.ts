import type { Remembered } from '../memory/hot-memory-port.ts'
import type { Fault } from '../text/checks.ts'
import type { TierName } from '../tiers.ts'
import { keptNote } from './text.ts'

/** What became of a text. */
export interface Translated {
  readonly text: string
  readonly source: string
  readonly translated: string
  readonly engine: string
  readonly model: string
  readonly confidence: number
  readonly remembered: boolean
  readonly untranslated: boolean
  readonly note: string
  readonly tier: TierName | undefined
  readonly detectionConfidence: number
}

/** What became of one sentence. */
export interface Spoken {
  readonly text: string
  readonly entry: Remembered
  readonly remembered: boolean
  readonly tier: TierName | undefined
  readonly fault?: Fault | undefined
}

/** What a text's answer says of all its sentences: the engine that said most, the confidence by length. */
export function summarise(
  spoken: readonly Spoken[],
): Omit<Translated, 'text' | 'source' | 'translated' | 'detectionConfidence'> {
  const done = spoken.filter(({ fault }) => !fault)
  const kept = spoken.length - done.length
  const fault = spoken.find((one) => one.fault)?.fault
  const size = (one: Spoken) => one.text.length + 1
  const main = done.toSorted((a, b) => size(b) - size(a))[0]
  const all = spoken.reduce((sum, one) => sum + size(one), 0)
  const confidence = done.reduce((sum, one) => sum + one.entry.confidence * size(one), 0) / all
  return {
    engine: main?.entry.engine ?? 'none',
    model: main?.entry.model ?? '',
    confidence: Math.round(confidence * 1_000) / 1_000,
    remembered: spoken.every(({ remembered, fault }) => remembered && !fault),
    untranslated: done.length === 0,
    note: fault ? keptNote(kept, spoken.length, fault) : '',
    tier: main?.tier,
  }
}

/** A text that comes back as it was, and why. */
export function untranslated(
  text: string,
  source: string,
  detectionConfidence: number,
  note: string,
): Translated {
  return {
    text,
    source,
    translated: text,
    engine: 'none',
    model: '',
    confidence: 0,
    remembered: false,
    untranslated: true,
    note,
    tier: undefined,
    detectionConfidence,
  }
}
