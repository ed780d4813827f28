import { isLanguage, type Language, languages } from './languages.ts'

/** Spoken where nothing else is known. */
export const fallbackLanguage: Language = 'en'

interface Wish {
  readonly language: Language
  readonly quality: number
}

/**
 * The language of the site that an `Accept-Language` header likes best (RFC 9110 §12.5.4, lookup by primary subtag).
 * Equal qualities keep the header's order, `q=0` refuses, `*` stands for the first language not refused.
 */
export function negotiateLanguage(header: string | null | undefined): Language {
  const wishes: Wish[] = []
  const refused = new Set<string>()
  let any = -1
  for (const part of (header ?? '').split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const quality = qualityOf(parameters)
    const primary = range.split('-')[0] ?? ''
    if (quality === 0) refused.add(primary)
    else if (range === '*') any = Math.max(any, quality)
    else if (isLanguage(primary)) wishes.push({ language: primary, quality })
  }
  const accepted = wishes.filter((wish) => !refused.has(wish.language))
  const best = accepted.reduce<Wish | undefined>(
    (first, wish) => (first && first.quality >= wish.quality ? first : wish),
    undefined,
  )
  if (best && best.quality >= any) return best.language
  if (best || any > 0)
    return best?.language ?? languages.find((code) => !refused.has(code)) ?? fallbackLanguage
  return fallbackLanguage
}

function qualityOf(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='))
  if (!given) return 1
  const quality = Number(given.slice(2))
  return Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 0
}
