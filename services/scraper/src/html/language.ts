import { detectAll } from 'tinyld/heavy'
import type { Claim } from './claims.ts'

const rightToLeft = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'nqo',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
])
/** Shorter text says too little; a letter of a script without spaces says as much as three. */
const minDetectable = 40
const denseScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu
/** Filler text is Latin of a kind, and says nothing of its page. */
const filler = /\blorem ipsum\b|\bdolor sit amet\b/i

/** A claim as BCP 47 writes it, `EN_us` → `en-US`; `''` where it is no language. */
export function canonicalTag(claim: string | null | undefined): string {
  // Several languages (`en, fr`) are none in particular; the first is the page's main one.
  const tag =
    (claim ?? '')
      .split(/[,;\s]/)[0]
      ?.replaceAll('_', '-')
      .replace(/[.@].*$/, '') ?? ''
  if (!/^[a-z]{2,3}(?:-|$)/i.test(tag) || /^(?:und|mul|zxx|mis)\b/i.test(tag)) return ''
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? ''
  } catch {
    return canonicalTag(tag.split('-')[0] === tag ? '' : tag.split('-')[0])
  }
}

/**
 * Characters of prose from which the words outweigh what a template declares, with how much likelier they must be than in the
 * next language: measured over texts of a known language, of which the detector then gets none wrong.
 */
const beyondDoubt = [
  { length: 120, margin: 0.5 },
  { length: 200, margin: 0.3 },
] as const
/** Languages for which a detector takes short texts of their relatives, and in which hardly a page is written. */
const seldomWritten = new Set(['eo', 'la', 'vo', 'tlh', 'ia', 'ie', 'io', 'tk', 'ber', 'is', 'ga', 'yi'])
/** One key for languages that are told apart by little more than their name. */
const twins: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  hr: 'sr',
  bs: 'sr',
  ms: 'id',
  iw: 'he',
  fil: 'tl',
  cmn: 'zh',
  yue: 'zh',
}

/** What two tags of one language share, whatever their region and script. */
export function languageKey(tag: string): string {
  const language = tag.split('-')[0] ?? ''
  return twins[language] ?? language
}

/**
 * What the words of a text say of its language; an empty claim where it says too little or two are as likely. A template
 * declares its author's language and not that of the text: enough prose is the better witness, and a script of its own (Arabic
 * letters on a page that is declared English) the best.
 *
 * @param prose of the page's own matter, without code and quotations
 */
export function languageClaim(prose: string): Claim {
  const sample = prose.slice(0, 3_000)
  const none = { source: 'words', value: '', weight: 0 }
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const foreign = sample.match(/(?!\p{Script=Latin})\p{L}/gu)?.length ?? 0
  const size = sample.length + 2 * (sample.match(denseScript)?.length ?? 0)
  if (size < minDetectable || filler.test(sample)) return none
  const [first, second] = detectAll(sample)
  const margin = (first?.accuracy ?? 0) - (second?.accuracy ?? 0)
  if (!first || first.accuracy < 0.2 || margin < 0.05) return none
  const sure = beyondDoubt.some((least) => size >= least.length && margin >= least.margin)
  const convincing = sure && !seldomWritten.has(first.lang)
  return {
    source: 'words',
    value: first.lang,
    weight: !convincing ? 0.3 : foreign > letters * 0.7 ? 0.97 : 0.93,
  }
}

/** The direction that a page declares, or else that its language is written in, where that is right to left. */
export function directionOf(
  declared: readonly (string | null | undefined)[],
  language: string,
): 'ltr' | 'rtl' | '' {
  for (const claim of declared) {
    const dir = claim?.trim().toLowerCase()
    if (dir === 'ltr' || dir === 'rtl') return dir
  }
  return rightToLeft.has(language.split('-')[0] ?? '') ? 'rtl' : ''
}
