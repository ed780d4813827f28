/** A segment that goes to an engine is at most so long, in UTF-16 units; a longer sentence is cut at a clause or a space. */
export const maxSegmentLength = 1_000

const segmenters = new Map<string, Intl.Segmenter>()

/** Words before a full stop that do not end a sentence, in the site's languages. */
const abbreviations = new Set(
  'mr mrs ms dr prof st sr sra srta d dª mme mlle m mgr sig dott ing avv hr fr dhr mevr etc e.g i.e vs p.ex p.ej z.b d.h u.a bzw ca approx no nr núm nº p pp vol fig jan feb apr aug sept oct nov dec inc ltd co corp art cf ex tel'.split(
    ' ',
  ),
)

/** Splits one line into sentences, by Unicode's rules for the language, mending cuts after abbreviations. */
export function sentences(line: string, language: string): string[] {
  // Without a stop inside there is one sentence; most chat messages end here.
  if (!/[.!?…。！？]\S*\s+\S/.test(line)) return cutAll([line])
  let segmenter = segmenters.get(language)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
    segmenters.set(language, segmenter)
  }
  const found: string[] = []
  for (const { segment } of segmenter.segment(line)) {
    const last = found.at(-1)
    if (last !== undefined && endsOpen(last)) found[found.length - 1] = last + segment
    else found.push(segment)
  }
  return cutAll(found)
}

/** Whether a cut after this is no end of a sentence: an abbreviation, an initial, nothing but signs. */
function endsOpen(text: string): boolean {
  const trimmed = text.trimEnd()
  if (!/[\p{L}\p{N}\p{Co}]/u.test(trimmed)) return true
  const word = /(?:^|[\s(«"“])([\p{L}.ºª]{1,6})\.$/u.exec(trimmed)?.[1]
  if (word === undefined) return false
  return abbreviations.has(word.toLowerCase()) || /^\p{Lu}(?:\.\p{Lu})*$/u.test(word)
}

function cutAll(texts: readonly string[]): string[] {
  return texts.flatMap((text) => (text.length <= maxSegmentLength ? [text] : cut(text)))
}

/** Cuts what is too long after the last clause, else the last space, else anywhere but within a character. */
function cut(text: string): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > maxSegmentLength) {
    const head = rest.slice(0, maxSegmentLength)
    const clause = lastEnd(head, /[,;:–—)]\s+/g)
    const space = lastEnd(head, /\s+/g)
    let end = clause > maxSegmentLength / 2 ? clause : space > 0 ? space : maxSegmentLength
    if (/[\uD800-\uDBFF]/.test(rest[end - 1] ?? '')) end -= 1
    pieces.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  pieces.push(rest)
  return pieces
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = 0
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length
  return end
}
