import { detectAll } from 'tinyld/heavy'

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

/** The first of several claims that is a language, as BCP 47 writes it: `EN_us` → `en-US`. */
export function firstLanguage(claims: readonly (string | null | undefined)[]): string {
  for (const claim of claims) {
    const tag = canonicalTag(claim)
    if (tag) return tag
  }
  return ''
}

function canonicalTag(claim: string | null | undefined): string {
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

/** The language that a text is in; `''` where it says too little or two are as likely. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, 3_000)
  if (sample.length < minDetectable || filler.test(sample)) return ''
  const [first, second] = detectAll(sample)
  if (!first || first.accuracy < 0.2 || first.accuracy - (second?.accuracy ?? 0) < 0.05) return ''
  return first.lang
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
