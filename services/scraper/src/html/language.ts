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
/** Shorter text says too little. */
const minDetectable = 40
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

/** Text from which a detector is as good a witness as the page's own declaration, in characters. */
const muchText = 600

/** What the words of a text say of its language; an empty claim where it says too little or two are as likely. */
export function languageClaim(text: string): Claim {
  const sample = text.slice(0, 3_000)
  const none = { source: 'words', value: '', weight: 0 }
  if (sample.length < minDetectable || filler.test(sample)) return none
  const [first, second] = detectAll(sample)
  const margin = (first?.accuracy ?? 0) - (second?.accuracy ?? 0)
  if (!first || first.accuracy < 0.2 || margin < 0.05) return none
  return {
    source: 'words',
    value: first.lang,
    weight: sample.length >= muchText && margin > 0.3 ? 0.75 : 0.3,
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
