import type { Mask, Token } from './masks.ts'

/** Elements that stand apart from the text around them: a sentence does not go on beyond their tags. */
const blocks = new Set(
  (
    'address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li link main menu meta nav noscript ' +
    'object ol optgroup option p param pre search section select summary table tbody td template tfoot th thead title tr ul video audio'
  ).split(' '),
)
/** Elements without content and without an end tag. */
const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/** Whether an element of this name (in small letters) stands apart from the text around it. */
export function isBlock(name: string): boolean {
  return blocks.has(name)
}

interface Tag {
  readonly name: string
  readonly closes: boolean
}

function readTag(source: string): Tag | undefined {
  const found = /^<(\/?)([a-zA-Z][a-zA-Z0-9:-]*)(?=[\s/>])[^<>]*>$/u.exec(source)
  const [, slash, written = ''] = found ?? []
  return found ? { name: written.toLowerCase(), closes: slash === '/' } : undefined
}

/** An opening that waits for its end: an HTML tag by name and place, or another markup by number. */
type Opening = { readonly name: string; readonly index: number } | { readonly number: number }

/**
 * Pairs tags in masked text, so that they go with their words, and lets those of blocks end the sentence. A tag without its
 * counterpart stays a mask.
 */
export function pairTags(tokens: readonly Token[]): Token[] {
  if (!tokens.some((token) => 'mask' in token && token.mask.source.startsWith('<'))) return [...tokens]
  const paired = [...tokens]
  const open: Opening[] = []
  let next =
    1 + Math.max(-1, ...tokens.map((token) => ('mask' in token ? (token.mask.pair?.number ?? -1) : -1)))
  const change = (index: number, more: Partial<Mask>) => {
    const token = paired[index]
    if (token && 'mask' in token) paired[index] = { mask: { ...token.mask, ...more } }
  }
  for (const [index, token] of tokens.entries()) {
    if (!('mask' in token)) continue
    const { pair, source } = token.mask
    if (pair) {
      if (pair.side === 'open') open.push({ number: pair.number })
      else
        open.length = Math.max(
          0,
          open.findLastIndex((one) => 'number' in one && one.number === pair.number),
        )
      continue
    }
    const tag = readTag(source)
    if (!tag) continue
    if (isBlock(tag.name)) change(index, { breaks: true })
    else if (!tag.closes && !voids.has(tag.name) && !source.endsWith('/>'))
      open.push({ name: tag.name, index })
    else if (tag.closes) {
      const at = open.findLastIndex((one) => 'name' in one && one.name === tag.name)
      const opening = open[at]
      // Another markup that opened since holds this end tag: the two cross.
      if (!opening || 'number' in opening || open.slice(at).some((one) => 'number' in one)) continue
      change(opening.index, { pair: { number: next, side: 'open' } })
      change(index, { pair: { number: next, side: 'close' } })
      next += 1
      open.length = at
    }
  }
  return paired
}
