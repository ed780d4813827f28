import type { Licence } from '../engine.ts'

/** Licences of the models of the field, by name: many an ONNX export carries none of its own. */
const known: readonly (readonly [pattern: RegExp, licence: string])[] = [
  [/nllb/i, 'CC-BY-NC-4.0'],
  [/m2m100/i, 'MIT'],
  [/opus-mt/i, 'CC-BY-4.0'],
  [/(?:^|\/)(?:m?t5|flan-t5)/i, 'Apache-2.0'],
]

/** The licence of a model, by its card, else by its name. What nobody knows is not for commerce. */
export function licenceOf(model: string, card: string | undefined): Licence {
  const named = card && card !== 'other' && card !== 'unknown' ? spdx(card) : undefined
  const name = named ?? known.find(([pattern]) => pattern.test(model))?.[1] ?? 'unknown'
  return { name, commercialUse: name !== 'unknown' && !/(?:^|-)NC(?:-|$)/i.test(name) }
}

/** The hub writes `cc-by-nc-4.0`, SPDX `CC-BY-NC-4.0`. */
function spdx(card: string): string {
  const words: Readonly<Record<string, string>> = { 'apache-2.0': 'Apache-2.0', mit: 'MIT' }
  return words[card.toLowerCase()] ?? card.toUpperCase()
}
