/**
 * Markup around words stands in a segment as two private-use characters, one where it opens and one where it closes:
 * U+E800 + n and U+EC00 + n for span number n. An engine that can tell where a span's words went brackets them in its
 * answer, in as many pieces as there are; one that cannot hands the two characters through, or leaves them out.
 * {@link settleSpans} makes one well-nested span of each, or says that it cannot.
 */
const firstOpen = 0xe800
const firstClose = 0xec00

/** Spans that one segment may hold. */
export const maxSpans = 1_024

/** One side of a span. */
export interface SpanEdge {
  readonly number: number
  readonly side: 'open' | 'close'
}

/** The character that stands for one side of span `number` of a segment. */
export function spanCharacter({ number, side }: SpanEdge): string {
  return String.fromCharCode((side === 'open' ? firstOpen : firstClose) + number)
}

/** The side of a span that a character stands for; undefined for any other character. */
export function spanEdge(character: string): SpanEdge | undefined {
  const code = character.length === 1 ? character.charCodeAt(0) : 0
  if (code < firstOpen || code >= firstClose + maxSpans) return undefined
  return code < firstClose
    ? { number: code - firstOpen, side: 'open' }
    : { number: code - firstClose, side: 'close' }
}

/** A run of text of an answer, and the spans around it. */
export interface SpanRun {
  readonly text: string
  readonly spans: ReadonlySet<number>
}

const anyEdge = /[\u{E800}-\u{EFFF}]/u
/** Every edge of a span. */
const everyEdge = /[\u{E800}-\u{EFFF}]/gu

/** Takes a text apart at the edges of spans: what stands between two of them, and the spans open around it. */
export function spanRuns(text: string): SpanRun[] {
  const runs: SpanRun[] = []
  const open = new Set<number>()
  for (const piece of text.split(/([\u{E800}-\u{EFFF}])/u)) {
    const edge = spanEdge(piece)
    if (edge?.side === 'open') open.add(edge.number)
    else if (edge) open.delete(edge.number)
    else if (piece !== '') runs.push({ text: piece, spans: new Set(open) })
  }
  return runs
}

/** Where a span stands in an answer, in words: from the first to the one after the last. */
interface Place {
  readonly from: number
  readonly to: number
}

/**
 * An answer in which each span of the source stands once, well nested: around all its words where nothing of another
 * span comes between, else around the longest run of them.
 *
 * @returns undefined when a span has no words in the answer, or cannot stand there.
 */
export function settleSpans(source: string, answer: string): string | undefined {
  const parents = parentsOf(source)
  if (parents.size === 0) return anyEdge.test(answer) ? undefined : answer
  const words: { text: string; spans: ReadonlySet<number> }[] = []
  for (const { text, spans } of spanRuns(answer)) {
    for (const word of text.match(/\s+|[^\s\p{P}]+|\p{P}/gu) ?? []) words.push({ text: word, spans })
  }
  const places = new Map<number, Place>()
  for (const [number, parent] of parents) {
    const place = placeOf(
      number,
      words,
      parent === undefined ? undefined : places.get(parent),
      places,
      parents,
    )
    if (!place) return undefined
    places.set(number, place)
  }
  return write(words, places)
}

/** Each span of a segment with the one around it, the outer ones first. */
function parentsOf(source: string): Map<number, number | undefined> {
  const parents = new Map<number, number | undefined>()
  const open: number[] = []
  for (const [character] of source.matchAll(everyEdge)) {
    const edge = spanEdge(character)
    if (edge?.side === 'open') {
      parents.set(edge.number, open.at(-1))
      open.push(edge.number)
    } else open.pop()
  }
  return parents
}

type Words = readonly { readonly text: string; readonly spans: ReadonlySet<number> }[]

function placeOf(
  number: number,
  words: Words,
  within: Place | undefined,
  places: ReadonlyMap<number, Place>,
  parents: ReadonlyMap<number, number | undefined>,
): Place | undefined {
  const { from: start, to: end } = within ?? { from: 0, to: words.length }
  const belongs = (index: number) => words[index]?.spans.has(number) === true
  const isSpace = (index: number) => /^\s/.test(words[index]?.text ?? '')
  const own = words.flatMap((_, index) =>
    index >= start && index < end && belongs(index) && !isSpace(index) ? index : [],
  )
  const [first] = own
  const last = own.at(-1)
  if (first === undefined || last === undefined) return undefined
  const parent = parents.get(number)
  const siblings = [...parents].flatMap(([other, above]) =>
    other !== number && above === parent ? other : [],
  )
  const free = ({ from, to }: Place) =>
    siblings.every((other) => {
      const taken = places.get(other)
      if (taken) return taken.to <= from || taken.from >= to
      return words
        .slice(from, to)
        .every(({ spans, text }) => !spans.has(other) || spans.has(number) || /^\s/.test(text))
    })
  const whole = { from: first, to: last + 1 }
  if (free(whole)) return whole
  const runs: Place[] = []
  for (const index of own) {
    const run = runs.at(-1)
    const joins = run && words.slice(run.to, index).every(({ text }) => /^\s/.test(text))
    if (joins) runs[runs.length - 1] = { from: run.from, to: index + 1 }
    else runs.push({ from: index, to: index + 1 })
  }
  return runs.filter(free).toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]
}

function write(words: Words, places: ReadonlyMap<number, Place>): string {
  // Outer spans come first in the map: they open first and close last.
  const all = [...places]
  let text = ''
  for (let at = 0; at <= words.length; at += 1) {
    for (const [number, { to }] of all.toReversed()) {
      if (to === at) text += spanCharacter({ number, side: 'close' })
    }
    for (const [number, { from }] of all) {
      if (from === at) text += spanCharacter({ number, side: 'open' })
    }
    text += words[at]?.text ?? ''
  }
  return text
}

/** Whether each span of the source stands in `text` once, opened before it is closed, and nested. */
export function keepsSpans(source: string, text: string): boolean {
  const edges = text.match(everyEdge) ?? []
  if (edges.length !== (source.match(everyEdge) ?? []).length) return false
  const open: number[] = []
  const seen = new Set<string>()
  for (const character of edges) {
    const edge = spanEdge(character)
    if (!edge || seen.has(character) || !source.includes(character)) return false
    seen.add(character)
    if (edge.side === 'open') open.push(edge.number)
    else if (open.pop() !== edge.number) return false
  }
  return open.length === 0
}

const edges = '[\\u{E800}-\\u{EFFF}]'
const letter = '[\\p{L}\\p{M}\\p{N}]'
const opensInside = new RegExp(`(${letter}+)([\\u{E800}-\\u{EBFF}]+)(?=${letter})`, 'gu')
const closesInside = new RegExp(`(?<=${letter}${edges}*)([\\u{EC00}-\\u{EFFF}]+)(${letter}+)`, 'gu')

/**
 * Moves edges that stand inside a word to its ends: half a word is no word to any engine, and a markup of its first letter
 * has no counterpart in another language.
 */
export function widenToWords(text: string): string {
  if (!anyEdge.test(text)) return text
  const widened = text.replace(opensInside, '$2$1').replace(closesInside, '$2$1')
  return keepsSpans(text, widened) ? widened : text
}
