import { isNotice } from './text-hygiene.ts'

/** Sentences and characters at most. */
const mostSentences = 5
const longestSummary = 900
/** A sentence shorter or longer than this says too little, or is none. */
const shortest = 40
const longest = 320
/** Sentences looked at: what comes later in a page is seldom about the whole. */
const mostLooked = 200
/** What a page says to its visitor instead of about its subject, in the languages of the directory. */
const addressed =
  /\b(?:welcome to|bienvenue (?:sur|dans)|bienvenid[oa]s? a|benvenut[oi] (?:su|in|nel)|willkommen (?:auf|bei)|welkom (?:op|bij)|bem-vind[oa]s? (?:a|ao|à)|sign up|log ?in|subscribe|click here|read more|learn more|contact us|follow us|all rights reserved|terms of (?:use|service)|privacy policy|newsletter|©|s.inscrire|inscrivez-vous|abonnez-vous|en savoir plus|contactez-nous|mentions légales|tous droits réservés|regístrate|suscríbete|más información|contáctanos|aviso legal|todos los derechos|iscriviti|scopri di più|contattaci|tutti i diritti|registrieren|abonnieren|mehr erfahren|kontaktieren|impressum|datenschutz|alle rechte|meld je aan|abonneer|lees meer|neem contact|alle rechten|inscreva-se|subscreva|saiba mais|fale connosco|fale conosco|todos os direitos)\b/iu

/**
 * An extractive summary: the sentences of a text that say most of what it speaks of, in their own words and order. A
 * sentence counts by the words that the text repeats, by those of its title and description, and by standing early; each
 * further one counts by what it adds to those chosen (maximal marginal relevance, Carbonell and Goldstein 1998).
 *
 * @param text blocks apart by an empty line
 * @returns one paragraph, at most 900 characters; `''` where there are fewer than two sentences to choose from
 */
export function summaryOf(
  text: string,
  about: { title: string; description: string; language: string },
): string {
  const sentences = sentencesOf(text, about.language)
  if (sentences.length < 2) return ''
  const counts = new Map<string, number>()
  for (const { words } of sentences)
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  // What stands in most sentences is grammar.
  const weights = new Map(
    [...counts].map(([word, count]) => [word, count > sentences.length * 0.4 ? 0 : Math.log2(1 + count)]),
  )
  for (const word of wordsOf(`${about.title} ${about.description}`, about.language))
    weights.set(word, Math.max(weights.get(word) ?? 0, 1) * 2)
  const scored = sentences.map((sentence, at) => {
    const own = [...new Set(sentence.words)]
    const sum = own.reduce((total, word) => total + (weights.get(word) ?? 0), 0)
    return { ...sentence, at, score: (sum / Math.sqrt(own.length + 4)) * (1 + 0.5 / (1 + sentence.block)) }
  })
  const chosen: typeof scored = []
  let length = 0
  while (chosen.length < mostSentences) {
    const next = scored
      .filter((sentence) => !chosen.includes(sentence) && length + sentence.text.length <= longestSummary)
      .map((sentence) => ({ sentence, worth: sentence.score * (1 - closeness(sentence.words, chosen)) }))
      .sort((a, b) => b.worth - a.worth)[0]
    if (!next || next.worth <= 0) break
    chosen.push(next.sentence)
    length += next.sentence.text.length + 1
  }
  if (chosen.length < 2) return ''
  return chosen
    .sort((a, b) => a.at - b.at)
    .map((sentence) => sentence.text)
    .join(' ')
}

interface Sentence {
  readonly text: string
  readonly words: readonly string[]
  /** Which block of the page it stands in, from 0. */
  readonly block: number
}

function sentencesOf(text: string, language: string): Sentence[] {
  const segmenter = new Intl.Segmenter(localeOf(language), { granularity: 'sentence' })
  const found: Sentence[] = []
  const seen = new Set<string>()
  for (const [block, paragraph] of text.split(/\n{2,}/).entries()) {
    for (const { segment } of segmenter.segment(paragraph.replace(/\s+/g, ' '))) {
      const sentence = segment.trim()
      const size =
        [...sentence].length *
        (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sentence) ? 2.5 : 1)
      if (size < shortest || size > longest || !/[.!。！…؟।»”"]$/u.test(sentence)) continue
      if (seen.has(sentence) || addressed.test(sentence) || isNotice(sentence)) continue
      seen.add(sentence)
      found.push({ text: sentence, words: wordsOf(sentence, language), block })
      if (found.length >= mostLooked) return found
    }
  }
  return found
}

/** Words of some length, folded; in scripts without spaces, what the segmenter takes for words. */
function wordsOf(text: string, language: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of new Intl.Segmenter(localeOf(language), {
    granularity: 'word',
  }).segment(text)) {
    const word = segment.toLowerCase()
    if (isWordLike && (word.length > 3 || /[^\p{Script=Latin}\p{Script=Cyrillic}]/u.test(word)))
      words.push(word)
  }
  return words
}

/** How much of a sentence those chosen have said, 0 to 1. */
function closeness(words: readonly string[], chosen: readonly Sentence[]): number {
  const said = new Set(chosen.flatMap((sentence) => sentence.words))
  const own = new Set(words)
  return own.size === 0 ? 1 : ([...own].filter((word) => said.has(word)).length / own.size) * 0.8
}

function localeOf(language: string): string | undefined {
  return language !== '' && Intl.Segmenter.supportedLocalesOf([language]).length > 0 ? language : undefined
}
