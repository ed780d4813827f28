/** What a tier's variable says: which engine, and what it is given. */
export interface EngineSpec {
  readonly kind: 'apertium' | 'bergamot' | 'onnx' | 'http' | 'gemini'
  /** Model id, folder, URL; empty for Apertium, and for Bergamot's own folder. */
  readonly value: string
}

/** Short names of the field. The 1.3B has no public ONNX export: it is an operator's own, in the models folder. */
const shortNames: Readonly<Record<string, string>> = {
  't5-small': 'Xenova/t5-small',
  'nllb-200-distilled-600M': 'Xenova/nllb-200-distilled-600M',
  'nllb-200-distilled-1.3B': 'nllb-200-distilled-1.3B',
  m2m100_418M: 'Xenova/m2m100_418M',
}

/**
 * Reads what a tier may be set to: one engine, or several with commas between, in the order in which they are tried.
 *
 * @throws Error that says what is accepted.
 */
export function parseEngineSpecs(specs: string): EngineSpec[] {
  return specs.split(',').flatMap((spec) => parseEngineSpec(spec) ?? [])
}

/**
 * Reads `apertium`, `bergamot[:<folder>]`, `onnx:<hub id, short name or folder>`, `http:<URL>` (or the URL itself), `gemini:<model>`, or a short
 * name of the field. Empty: the tier is unset.
 *
 * @throws Error that says what is accepted.
 */
export function parseEngineSpec(spec: string): EngineSpec | undefined {
  const text = spec.trim()
  if (text === '' || text === 'none') return undefined
  if (text === 'apertium') return { kind: 'apertium', value: '' }
  if (text === 'bergamot') return { kind: 'bergamot', value: '' }
  if (/^https?:\/\//.test(text)) return { kind: 'http', value: text }
  const [, kind = '', value = ''] = /^(bergamot|onnx|http|gemini):(.+)$/.exec(text) ?? []
  if (kind === 'http' && URL.canParse(value)) return { kind, value }
  if (kind === 'gemini' && /^[\w.-]+$/.test(value)) return { kind, value }
  if (kind === 'bergamot') return { kind, value }
  if (kind === 'onnx') return { kind, value: shortNames[value] ?? value }
  const short = shortNames[text] ?? (/^[\w.-]+\/[\w.-]+$/.test(text) ? text : undefined)
  if (short) return { kind: 'onnx', value: short }
  throw new Error(
    'must be apertium, bergamot[:<folder>], onnx:<hub id or folder>, http:<LibreTranslate URL>, gemini:<model>, or a known short name',
  )
}
