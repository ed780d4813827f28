/** A look-up in the phrase book: of lines that are in it and of lines that are not, beside a bare Map of lines in lower case. */
import { Phrasebook } from '../services/translation/src/phrasebook/phrasebook.ts'
import { readPages } from '../services/translation/src/phrasebook/read.ts'
import { median, report } from './support/figures.ts'

const pages = readPages()
const book = new Phrasebook(pages)
const lines = pages.phrases.flatMap(({ in: { en } }) => en.said)
const bare = new Map(lines.map((line) => [line.toLowerCase(), line]))
const together = lines.map((line, at) => `${line}, ${lines[(at * 7) % lines.length]}`)
const strange = lines.map((line) => `The parser of ${line} was rewritten last week, and nobody noticed it`)

/** Milliseconds that one look-up takes: the middle of rounds, so that what else the machine does falls on few. */
function each(texts: readonly string[], look: (text: string) => unknown): number {
  const rounds = Array.from({ length: 15 }, () => {
    const started = performance.now()
    for (const text of texts) look(text)
    return (performance.now() - started) / texts.length
  })
  return median(rounds)
}

const translate = (text: string) => book.translate(text, 'en', 'fr')
const peer = each(lines, (text) => bare.get(text.toLowerCase()))
const beside = `a bare Map takes ${(peer * 1_000).toFixed(2)} µs`
report(`Phrase book: ${pages.phrases.length} phrases, ${lines.length} English wordings`, [
  { name: 'a line that is in it', value: each(lines, translate), unit: 'ms', limit: 0.05, beside },
  { name: 'two phrases in a line', value: each(together, translate), unit: 'ms', limit: 0.05, beside },
  { name: 'a sentence that is not', value: each(strange, translate), unit: 'ms', limit: 0.05, beside },
])
