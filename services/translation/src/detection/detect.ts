import { isLanguage, type Language, languages } from '@parlance/contracts'
import { phrasebook } from '../phrasebook/phrasebook.ts'
import { Ngrams } from './ngrams.ts'
import { scriptOf } from './script.ts'

/** A detected language and how sure it is, 0 to 1. `language` may be one the site does not speak, recognised by its script. */
export interface Detection {
  readonly language: string
  readonly confidence: number
}

/** What the author's language is worth: as if it were so many times likelier than another before a word is read. */
const priorOdds = 25
/** What it is worth that a whole line is in the phrase book of a language, and that it is not in that of another. */
const phraseOdds = 3_000
/** Sum of n-gram scores that makes a language e times likelier. */
const scale = 35

let ngrams: Ngrams | undefined

/** Reads what detection stands on, so that the first writer does not wait for it. */
export function prepareDetection(): void {
  ngrams ??= new Ngrams()
  phrasebook()
}

/**
 * Detects a text's language: by its script; else by Bayes' rule from the author's language, the phrase book and n-grams of
 * the site's languages. The author's language is a prior and no verdict: clear words in another language win over it.
 *
 * @returns the likeliest language with its probability; the author's, with 0, where no letter says anything.
 */
export async function detectLanguage(text: string, prior = ''): Promise<Detection> {
  const words = wordsOf(text)
  const { latin, language } = scriptOf(words)
  if (language) return { language, confidence: 0.9 }
  if (!latin) return { language: isLanguage(prior) ? prior : '', confidence: 0 }
  return weigh(text, words, prior)
}

/** Weighs what a line in Latin script says of its language. */
function weigh(text: string, words: string, prior: string): Detection {
  ngrams ??= new Ngrams()
  const { evidence, known } = ngrams.weigh(words)
  const phrases = new Set<Language>(phrasebook().languagesOf(text.trim()))
  if (known === 0 && phrases.size === 0 && isLanguage(prior)) return { language: prior, confidence: 0 }
  // Where the author's language has the whole line, how its letters look in others says no more.
  const looks = isLanguage(prior) && phrases.has(prior) ? 0 : 1 / scale
  const logs = languages.map((language) => {
    const own = language === prior ? Math.log(priorOdds) : 0
    const phrase = phrases.has(language) ? Math.log(phraseOdds) : 0
    return own + phrase + (evidence.get(language) ?? 0) * looks
  })
  const most = Math.max(...logs)
  const all = logs.reduce((sum, log) => sum + Math.exp(log - most), 0)
  return { language: languages[logs.indexOf(most)] ?? '', confidence: 1 / all }
}

/** The words of a text: addresses, code, mentions and signs tell nothing of its language. */
function wordsOf(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`|\S+:\/\/\S+|\S+@\S+|[@#]\S+|<[^>]*>|\{[^}]*\}/g, ' ')
    .replace(/[^\p{L}\p{M}'’\s¿¡-]+/gu, ' ')
    .replaceAll('’', "'")
    .replace(/\s+/g, ' ')
    .trim()
}
