import { type Placeholders, withPlaceholders } from '../../text/placeholders.ts'
import { spanCharacter, spanEdge } from '../../text/spans.ts'
import type { EngineAnswer } from '../engine.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u{A0}',
}

/**
 * A segment as the HTML that the engine carries through by its own alignment: a span is an element, so that it comes back
 * around the words that its words became; a mask is written so that models can read it.
 */
export function toMarkup(segment: string): Placeholders {
  const escaped = segment.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)
  const tagged = escaped.replace(/[\u{E800}-\u{EFFF}]/gu, (character) => {
    const edge = spanEdge(character)
    return edge?.side === 'open' ? `<b id="${edge.number}">` : '</b>'
  })
  return withPlaceholders(tagged)
}

/** An element of the engine's for a word, with the logarithm of its probability. */
const wordScore = /x-bergamot-word-score="([^"]*)"/
const tag = /<(\/?)(\w+)([^>]*)>/g

/**
 * What the engine said, as a segment: spans in as many pieces as they came, entities as they read, and how sure it was: the
 * geometric mean of its words' probabilities.
 */
export function readAnswer(html: string): EngineAnswer {
  const open: number[] = []
  let sum = 0
  let words = 0
  const text = html.replace(tag, (_, closes: string, name: string, attributes: string) => {
    if (name === 'font') {
      const [, score] = wordScore.exec(attributes) ?? []
      if (score !== undefined) {
        sum += Number(score)
        words += 1
      }
      return ''
    }
    if (closes) return spanCharacter({ number: open.pop() ?? 0, side: 'close' })
    const number = Number(/id="(\d+)"/.exec(attributes)?.[1] ?? 0)
    open.push(number)
    return spanCharacter({ number, side: 'open' })
  })
  return {
    text: text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole),
    confidence: words === 0 ? 0 : Math.min(1, Math.exp(sum / words)),
  }
}
