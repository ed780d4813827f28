import { languages } from '@parlance/contracts'
import type { Route } from '../engine.ts'

/** How a family of models receives the languages. */
export type Prompt =
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'codes'; readonly source: string; readonly target: string }

/** What a model's own files say of it. */
export interface ModelFacts {
  readonly config: {
    readonly model_type?: string
    readonly task_specific_params?: Readonly<Record<string, { readonly prefix?: string }>> | null
  }
  readonly tokenizerConfig: {
    readonly source_lang?: string | null
    readonly target_lang?: string | null
  }
  /** The tokens of its tokenizer that name languages: `fra_Latn`, `__fr__`, `>>fr<<`. */
  readonly languageTokens: readonly string[]
}

/** What a model can translate, and how it is asked to. */
export interface Family {
  readonly name: 't5' | 'nllb' | 'm2m100' | 'marian'
  readonly routes: readonly Route[]
  prompt(source: string, target: string): Prompt
}

/** FLORES-200 codes, by which NLLB knows languages. */
const flores: Readonly<Record<string, string>> = {
  en: 'eng_Latn',
  fr: 'fra_Latn',
  es: 'spa_Latn',
  it: 'ita_Latn',
  de: 'deu_Latn',
  nl: 'nld_Latn',
  pt: 'por_Latn',
}

/**
 * Tells a model's family from its configuration and tokenizer.
 * @throws Error when it is no translation model that is known here.
 */
export function familyOf(id: string, facts: ModelFacts): Family {
  const type = facts.config.model_type
  const tokens = new Set(facts.languageTokens)
  if (type === 't5' || type === 'mt5') return t5(facts)
  if (type === 'marian') return marian(id, facts, tokens)
  if (type === 'm2m_100' && tokens.has('eng_Latn')) return coded('nllb', (code) => flores[code], tokens)
  if (type === 'm2m_100')
    return coded(
      'm2m100',
      (code) => `__${code}__`,
      tokens,
      (code) => code,
    )
  throw new Error(
    `${id}: the model type “${type ?? 'none'}” is no translation model (t5, m2m_100 and marian are)`,
  )
}

/** T5 was trained on the tasks its configuration names, each by a prefix. */
function t5({ config }: ModelFacts): Family {
  const prefixes = new Map<string, string>()
  for (const [task, { prefix }] of Object.entries(config.task_specific_params ?? {})) {
    const [, source, target] = /^translation_([a-z]{2})_to_([a-z]{2})$/.exec(task) ?? []
    if (source && target && prefix && isSite(source) && isSite(target))
      prefixes.set(`${source}>${target}`, prefix)
  }
  return {
    name: 't5',
    routes: [...prefixes.keys()].map((pair) => {
      const [source = '', target = ''] = pair.split('>')
      return { source, target, via: [] }
    }),
    prompt: (source, target) => ({ kind: 'prefix', prefix: prefixes.get(`${source}>${target}`) ?? '' }),
  }
}

/** NLLB and M2M100: any known language to any other, by a token for each. */
function coded(
  name: 'nllb' | 'm2m100',
  token: (language: string) => string | undefined,
  tokens: ReadonlySet<string>,
  code: (language: string) => string = (language) => token(language) ?? language,
): Family {
  const spoken = languages.filter((language) => tokens.has(token(language) ?? ''))
  return {
    name,
    routes: everyPair(spoken, spoken),
    prompt: (source, target) => ({ kind: 'codes', source: code(source), target: code(target) }),
  }
}

/** Marian: one pair, or one source and several targets named by a token (`>>fra<<`). */
function marian(id: string, { tokenizerConfig }: ModelFacts, tokens: ReadonlySet<string>): Family {
  const [, named = '', namedTarget = ''] =
    /opus-mt-(?:tc-(?:big|base)-)?([a-z]{2,3})-([a-zA-Z_]{2,})/.exec(id) ?? []
  const source = tokenizerConfig.source_lang || named
  const target = tokenizerConfig.target_lang || namedTarget
  const several = languages.filter((language) => tokens.has(`>>${language}<<`))
  const targets = several.length > 0 ? several : [target]
  return {
    name: 'marian',
    routes: everyPair([source], targets),
    prompt: (_, to) => ({ kind: 'prefix', prefix: several.length > 0 ? `>>${to}<< ` : '' }),
  }
}

function everyPair(sources: readonly string[], targets: readonly string[]): Route[] {
  return sources.flatMap((source) =>
    targets
      .filter((target) => target !== source && isSite(source) && isSite(target))
      .map((target) => ({ source, target, via: [] })),
  )
}

function isSite(code: string): boolean {
  return (languages as readonly string[]).includes(code)
}
