import type { Glossary } from './glossary.ts'
import { type Token, verbatim } from './masks.ts'
import { code, fixed, signs, whole } from './patterns.ts'

const codePattern = new RegExp([...code, ...whole].join('|'), 'gu')
/** What is kept whole though it holds words; Markdown may have read marks of its own into it. */
export const wholePattern = new RegExp(whole.join('|'), 'gu')
const fixedPattern = new RegExp(fixed.join('|'), 'gu')
const signPattern = new RegExp(signs.join('|'), 'gu')

/** Whether a text surely holds nothing to mask, so that the patterns need not be tried. */
const plainProse =
  /^(?:[\p{L}\p{M}\s,.;!?'’"“”«»¿¡()-](?<!\.[\p{L}])(?<!\p{Ll}\p{Lu})(?<!(?<![\p{L}-])--?\p{L})(?<![:;=8xX]['-]?[()-]))*$/u

/** A letter by itself that may be a mark or a name. */
const letterAlone = /(?:^|[\s(])\p{L}\)|\p{L}\s\p{Lu}(?![\p{L}\p{M}])/u

/** Parts prose from everything that is not: by the patterns above, braces of ICU messages, and the glossary. */
export function maskInline(text: string, glossary: Glossary): Token[] {
  if (glossary.empty && text.length < 1_000 && plainProse.test(text) && !letterAlone.test(text))
    return text ? [{ prose: text }] : []
  const outside = (tokens: Token[], parse: (prose: string) => Token[]) =>
    tokens.flatMap((token) => ('mask' in token ? token : parse(token.prose)))
  const withoutCode = split(text, matches(codePattern, text))
  const withoutBraces = outside(withoutCode, (prose) => split(prose, braces(prose)))
  const withoutFixed = outside(withoutBraces, (prose) => split(prose, matches(fixedPattern, prose)))
  return outside(withoutFixed, (prose) =>
    glossary.split(prose, (rest) => split(rest, matches(signPattern, rest))),
  )
}

type Span = readonly [start: number, end: number]

function split(text: string, spans: Iterable<Span>): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (const [start, end] of spans) {
    if (start < at || end <= start) continue
    if (start > at) tokens.push({ prose: text.slice(at, start) })
    tokens.push(verbatim(text.slice(start, end)))
    at = end
  }
  if (at < text.length) tokens.push({ prose: text.slice(at) })
  return tokens
}

function* matches(pattern: RegExp, text: string): Generator<Span> {
  for (const match of text.matchAll(pattern)) yield [match.index, match.index + match[0].length]
}

/** Balanced `{…}` and `{{…}}`, as ICU messages and templates have them: `{count, plural, one {# item} other {# items}}`. */
function* braces(text: string): Generator<Span> {
  let depth = 0
  let start = 0
  for (let at = text.indexOf('{'); at >= 0 && at < text.length; at += 1) {
    const character = text[at]
    if (character === '{') {
      if (depth === 0) start = at > 0 && text[at - 1] === '$' ? at - 1 : at
      depth += 1
    } else if (character === '}' && depth > 0) {
      depth -= 1
      if (depth === 0) yield [start, at + 1]
    }
  }
}
