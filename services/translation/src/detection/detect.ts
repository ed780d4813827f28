import { isLanguage, type Language, languages } from '@parlance/contracts'
import { scriptOf } from './script.ts'

/** A detected language and how sure it is, 0 to 1. `language` may be one the site does not speak, told by its script. */
export interface Detection {
  readonly language: string
  readonly confidence: number
}

/** What the detector says of a text: languages and accuracies, best first. */
export type Detector = (text: string) => readonly { lang: string; accuracy: number }[]

/** Under this the author's own language is believed more than the detector. */
const threshold = 0.5
/** What the author's language is worth beside the detector's accuracy, by the number of words. */
const priorWeight = (words: number) => (words <= 2 ? 0.6 : words <= 4 ? 0.35 : words <= 8 ? 0.2 : 0.1)

/** Words so frequent, and of one site language alone, that they tell it in a short line. */
const tellTale: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:the|and|you|is|are|what|how|this|that|with|for|please|thanks|thank|hello|hi|hey|good|yes|my|your|it's|i'm|don't|of|anyone|does|have)\b/giu,
  fr: /(?<!\p{L})(?:je|j'ai|c'est|est|vous|nous|avec|pour|dans|bonjour|merci|salut|oui|ça|où|très|une|des|les|et|qui|quoi|s'il|d'accord|pas)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:hola|gracias|qué|cómo|está|estás|muy|pero|por|para|buenos|buenas|adiós|señor|el|los|las|una|y|usted|sí|dónde|cuándo|también|es)(?!\p{L})|[¿¡ñ]/giu,
  it: /(?<!\p{L})(?:ciao|grazie|che|è|sono|perché|molto|anche|buongiorno|buonasera|prego|gli|della|il|di|questo|questa|come|dove|quando|sì|ho|hai|non)(?!\p{L})/giu,
  de: /(?<!\p{L})(?:der|die|das|und|ich|ist|nicht|mit|ein|eine|wie|danke|bitte|hallo|guten|ja|nein|für|auch|wir|sie|was|wo|es|geht|dir|schön|gut)(?!\p{L})|ß/giu,
  nl: /(?<!\p{L})(?:het|een|ik|niet|met|voor|dank|bedankt|hallo|goedemorgen|goed|hoe|gaat|jij|je|van|ook|wij|zijn|waar|wanneer|alstublieft|dat|dit|en|de)(?!\p{L})/giu,
  pt: /(?<!\p{L})(?:olá|obrigado|obrigada|não|você|está|muito|bom|boa|dia|noite|como|onde|quando|também|uma|os|as|é|são|tudo|bem|eu|isso|com|por)(?!\p{L})|[ãõ]/giu,
}

let loading: Promise<Detector> | undefined

/** tinyld's small model, restricted to the site's languages: with the tell-tale words it equals the large one, at 13 MB instead of 160. */
export function loadDetector(): Promise<Detector> {
  loading ??= import('tinyld/light').then(({ detectAll }) => {
    return (text: string) => detectAll(text, { only: [...languages] })
  })
  return loading
}

/**
 * Detects a text's language: by script, then by the detector restricted to the site's languages with the author's language
 * as prior, and under a threshold the author's language (in a test on short chat lines no detector got over 31 of 36).
 */
export async function detectLanguage(text: string, prior = ''): Promise<Detection> {
  const words = wordsOf(text)
  const { latin, language } = scriptOf(words)
  if (language) return { language, confidence: 0.9 }
  if (!latin) return { language: isLanguage(prior) ? prior : '', confidence: 0 }
  return weigh(words, prior, await loadDetector())
}

/** Weighs the detector's answer, tell-tale words and the author's language. */
export function weigh(words: string, prior: string, detector: Detector): Detection {
  const count = words.match(/\p{L}+/gu)?.length ?? 0
  const scores = new Map<string, number>()
  for (const { lang, accuracy } of detector(words)) scores.set(lang, accuracy)
  for (const language of languages) {
    const hits = words.match(tellTale[language])?.length ?? 0
    if (hits > 0)
      scores.set(language, (scores.get(language) ?? 0) + Math.min(0.6, (hits / Math.max(1, count)) * 0.9))
  }
  if (isLanguage(prior)) scores.set(prior, (scores.get(prior) ?? 0) + priorWeight(count))
  const [best, second] = [...scores].sort(([, a], [, b]) => b - a)
  if (!best) return { language: isLanguage(prior) ? prior : '', confidence: 0 }
  const lead = best[1] - (second?.[1] ?? 0)
  const confidence = Math.max(0, Math.min(1, best[1] * 0.6 + lead * 0.6))
  if (confidence < threshold && isLanguage(prior) && lead < 0.15) {
    return { language: prior, confidence: Math.min(threshold, (scores.get(prior) ?? 0) * 0.6) }
  }
  return { language: best[0], confidence }
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
