import { capitalised, lexiconLanguages, meanings } from './lexicon.ts'

/** A family of models that the fixture can be. */
export type FixtureFamily = 'm2m100' | 'nllb' | 'marian' | 't5'

const flores: Readonly<Record<string, string>> = {
  en: 'eng_Latn',
  fr: 'fra_Latn',
  es: 'spa_Latn',
  it: 'ita_Latn',
  de: 'deu_Latn',
  nl: 'nld_Latn',
  pt: 'por_Latn',
}

/** Names of languages as T5's prefixes have them. */
export const t5Names: Readonly<Record<string, string>> = {
  en: 'English',
  fr: 'French',
  es: 'Spanish',
  it: 'Italian',
  de: 'German',
  nl: 'Dutch',
  pt: 'Portuguese',
}

/** The token that names a language, in a family. */
export function languageToken(family: FixtureFamily, language: string): string {
  if (family === 'nllb') return flores[language] ?? language
  return family === 't5' ? (t5Names[language] ?? language) : `__${language}__`
}

/** Tokens and their numbers. Words are whole; anything else is spelt by its characters, as WordPiece does. */
export interface Vocabulary {
  readonly tokens: readonly string[]
  id(token: string): number
}

/** Number of the token that ends a text; 0 is where padding ends up, once multiplied with the attention mask. */
export const endId = 2

/** The fixture's vocabulary: special tokens, languages, words as they are and capitalised, characters. */
export function makeVocabulary(family: FixtureFamily): Vocabulary {
  const letters = [...'abcdefghijklmnopqrstuvwxyzáàâäãåéèêëíìîïóòôöõúùûüçñýß']
  const characters = [
    ...letters,
    ...letters.map((letter) => letter.toUpperCase()).filter((c) => c.length === 1),
    ...'0123456789',
  ]
  const signs = [...'.,;:!?¿¡()[]{}<>"\'’“”«»-–—…/\\@#$%&*+=_|~^`€£°']
  const words = meanings.flat().flatMap((word) => [word, capitalised(word)])
  const tokens = new Set([
    '<s>',
    '<pad>',
    '</s>',
    '<unk>',
    ...(family === 'marian' ? [] : lexiconLanguages.map((language) => languageToken(family, language))),
    ...(family === 't5' ? ['translate', 'to'] : []),
    ...words,
    ...characters,
    ...signs,
    ...characters.map((character) => `##${character}`),
  ])
  const ids = new Map([...tokens].map((token, index) => [token, index]))
  return { tokens: [...tokens], id: (token) => ids.get(token) ?? 3 }
}

/** tokenizer.json: BERT's word splitting, WordPiece, and the family's template. */
export function tokenizerFile(family: FixtureFamily, vocabulary: Vocabulary): object {
  const specials = ['<s>', '<pad>', '</s>', '<unk>']
  const languageTokens =
    family === 'm2m100' || family === 'nllb'
      ? lexiconLanguages.map((code) => languageToken(family, code))
      : []
  const special = [...specials, ...languageTokens]
  const first = languageTokens[0]
  const sequence = { Sequence: { id: 'A', type_id: 0 } }
  const token = (id: string) => ({ SpecialToken: { id, type_id: 0 } })
  const single = [...(first ? [token(first)] : []), sequence, token('</s>')]
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content) => ({
      id: vocabulary.id(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single,
      pair: [...single, sequence],
      special_tokens: Object.fromEntries(
        special.map((id) => [id, { id, ids: [vocabulary.id(id)], tokens: [id] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '<unk>',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.tokens.map((name, index) => [name, index])),
    },
  }
}
