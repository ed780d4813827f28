/**
 * Apertium's stream format, in process: one escape and one unescape instead of the two deformatter processes that
 * `apertium` spawns for every text.
 */

import { spanCharacter, spanRuns } from '../../text/spans.ts'

/** Characters that mean something to lttoolbox (fst_processor.cc, `escaped_chars`). */
const special = /[[\]{}^$/\\@<>]/g
const escaped = /\\(.)/gsu

/**
 * Signs of the stream itself, for themselves in text: marks of words that a stage did not know (`*` analysis, `@` lexicon,
 * `#` generation), and the mark that wakes the post-generator (`~`).
 */
const literalMarks = ['*', '@', '#', '~'] as const
const standIns = ['\u{F8F0}', '\u{F8F1}', '\u{F8F2}', '\u{F8F3}'] as const

/**
 * A segment as input: escaped, its own `* @ # ~` replaced by private characters, a final stop where there is none, so that
 * every stage flushes (one without keeps the last word), and a numbered superblank by which the answer is known to be this segment's.
 */
export function toStream(segment: string, id: number): string {
  let text = segment.normalize('NFC')
  literalMarks.forEach((mark, index) => {
    text = text.replaceAll(mark, standIns[index] ?? mark)
  })
  // Apart from the last word, which might be an abbreviation with it: “No.” is a number.
  const stop = endsSentence.test(text) ? '' : ' .'
  const marked = spanRuns(text).map(({ text, spans }) => bind(text, [...spans]))
  return `${marked.join('')}${stop}[~${id}~]`
}

/**
 * A run of text with the spans around it as a word-bound blank, which Apertium carries with each of its words, wherever
 * they go (https://wiki.apertium.org/wiki/Apertium_stream_format#Word-bound_blanks). Spaces stay outside, and so does what has no word: the blank would be lost.
 */
function bind(run: string, spans: readonly number[]): string {
  const text = run.replace(special, '\\$&')
  if (spans.length === 0) return text
  const blank = `[[${spans.map((number) => `t:s:${number}`).join('; ')}]]`
  return text.replace(/\S+(?:\s+\S+)*/u, (words) => `${blank}${words}[[/]]`)
}

/** Word-bound blanks as the last program writes them; one word may have several, where words were made one. */
const bound = /(?<!\\)\[\[(t:s:[^\]]*)\]\]((?:\\.|(?!\[\[\/\]\])[\s\S])*)\[\[\/\]\]/gu

/** Word-bound blanks as edges of spans. */
function unbind(text: string): string {
  return text.replace(bound, (_, blank: string, words: string) => {
    const numbers = new Set([...blank.matchAll(/t:s:(\d+)/g)].map(([, number]) => Number(number)))
    const edges = (side: 'open' | 'close') => [...numbers].map((number) => spanCharacter({ number, side }))
    return `${edges('open').join('')}${words}${edges('close').reverse().join('')}`
  })
}

/** A text that ends so is flushed as it is. */
const endsSentence = /[.!?][\u{EC00}-\u{EFFF}]*$/u

/** What came back for a segment. */
export interface StreamAnswer {
  readonly text: string
  readonly words: number
  /** Words that a stage did not know. */
  readonly unknown: number
  /** Those of them that stand in the answer as the source has them; words that only could not be inflected are not among them. */
  readonly untranslated: readonly string[]
}

/** The answers to what `toStream` made of a group, or undefined when they are those of another: out of step. */
export function fromStream(
  answer: string,
  group: readonly { readonly id: number; readonly segment: string }[],
): StreamAnswer[] | undefined {
  const answers: StreamAnswer[] = []
  let from = 0
  for (const { id, segment } of group) {
    const mark = `[~${id}~]`
    const end = answer.indexOf(mark, from)
    if (end < 0) return undefined
    answers.push(readAnswer(answer.slice(from, end), segment))
    from = end + mark.length
  }
  return from === answer.length ? answers : undefined
}

/** A word that a stage did not know, behind its mark; a verb without form has its tags too, which are nobody's words. */
const marked = /(?<!\\)([*@#])((?:[\p{L}\p{M}\p{N}](?:[’'-](?=\p{L}))?)+|(?=\\))(?:(?:\\<[^>]*\\>)+)?/gu

function readAnswer(own: string, segment: string): StreamAnswer {
  const body = endsSentence.test(segment) ? own : own.replace(/\s*\.$/, '')
  const untranslated: string[] = []
  let unknown = 0
  let text = body.replace(marked, (_, mark: string, word: string) => {
    unknown += 1
    if (mark !== '#' && /\p{L}/u.test(word)) untranslated.push(word)
    return word
  })
  text = unbind(text).replace(escaped, '$1')
  standIns.forEach((standIn, index) => {
    text = text.replaceAll(standIn, literalMarks[index] ?? '')
  })
  return {
    text,
    words: text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0,
    unknown,
    untranslated,
  }
}
