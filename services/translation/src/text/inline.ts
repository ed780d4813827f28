import type { Glossary } from './glossary.ts'
import { type Token, verbatim } from './masks.ts'

/** Unit symbols that stay with their number; units that are words are prose. */
const units =
  '%|‰|°[CF]?|km/h|mph|m/s|[kmgtKMGT]i?B(?:ps|/s)?|[kMG]?bps|[kMGT]?Hz|[kMG]?W(?:h)?|[nµμm]?s|min|[kcmnµμ]?m[²³]?|[kmµμ]?g|lbs?|oz|[mc]?[lL]|px|pt|r?em|fps|dpi|ppi|[kKM]|x|MP|mAh|[kmM]?V|[kMG]?Ω|USD|EUR|GBP|CHF|JPY|BRL'

/*
 * What is not prose, most special first; the first alternative that fits at a place wins. Each is linear: no nested
 * quantifier can match the same characters in two ways.
 */

/** Code: fenced, then inline with one or two back-ticks. */
const code = [
  '```[\\s\\S]*?(?:```|$)',
  '(?<!`)``(?!`)(?:[^`\\n]|`(?!`))+``(?!`)',
  '(?<!`)`(?!`)[^`\\n]+`(?!`)',
]

/** What a glossary has no business in. */
const fixed = [
  // HTML: comments, elements whose content is no prose, tags, entities.
  '<!--[\\s\\S]*?-->',
  '<(?<element>script|style|code|pre|kbd|samp|textarea)\\b[^<>]*>[\\s\\S]*?<\\/\\k<element>\\s*>',
  '<\\/?[a-zA-Z][^<>]*>',
  '&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\\d{1,7}|#[xX][0-9a-fA-F]{1,6});',
  // Addresses: URL, e-mail, bare domain or file name, path.
  '(?:[a-zA-Z][a-zA-Z0-9+.-]{1,20}:\\/\\/|www\\.|mailto:|tel:)[^\\s<>"\'`«»“”]*[^\\s<>"\'`«»“”.,;:!?)\\]}…]',
  '[\\w.+-]{1,64}@(?:[\\w-]{1,63}\\.){1,8}[a-zA-Z]{2,24}',
  '(?<![\\p{L}\\p{N}_.@-])(?:[\\p{L}\\p{N}_-]{2,63}\\.){1,8}[a-z][a-z0-9]{1,11}(?![\\p{L}\\p{N}_])(?:[/?#][^\\s<>"\'`«»“”]*[^\\s<>"\'`«»“”.,;:!?)\\]}…])?',
  '(?<![\\p{L}\\p{N}_/.])(?:~|\\.{1,2}|[A-Za-z]:)?(?:[/\\\\][\\w.@+-]+){2,}[/\\\\]?',
]

/** The rest of what is no prose. */
const signs = [
  // Placeholders of message formats; ICU's nested braces are found by hand.
  '\\$\\{[^{}\\n]*\\}|%(?:\\d+\\$)?(?:\\([\\w.]+\\))?[-+#0]?\\d*(?:\\.\\d+)?[sdifuxXoeEgGc@](?![\\p{L}\\p{N}])|%[\\w.]+%',
  // Footnote marks.
  '\\[\\d{1,4}\\]',
  // People, topics, emoji names, switches, identifiers, names written in camel case.
  '(?<![\\p{L}\\p{N}_])[@#][\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])?',
  '(?<![\\p{L}\\p{N}:]):[a-z0-9_+-]{2,40}:',
  '(?<![\\p{L}\\p{N}_-])--?[a-z][\\w-]*(?==|\\s|$)',
  '(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}]+(?:_[\\p{L}\\p{N}_]+)+',
  '(?<![\\p{L}\\p{N}])\\p{Ll}+(?:\\p{Lu}[\\p{L}\\p{N}]*)+',
  '(?<![\\p{L}\\p{N}])\\p{Lu}\\p{Ll}+(?:\\p{Lu}[\\p{Ll}\\p{N}]+|\\p{Lu}{1,5}(?![\\p{L}]))+',
  // Emoticons, emoji with their modifiers and joiners, flags, key caps, other signs.
  "(?<![\\p{L}\\p{N}])(?:[:;=8xX][-'^o]?[)(DPpOo3/\\\\|*\\]\\[]+|<\\/?3+|\\^[_.]?\\^|¯\\\\_\\(ツ\\)_\\/¯)(?![\\p{L}\\p{N}])",
  '[\\u{1F1E6}-\\u{1F1FF}]{2}|[0-9#*]\\u{FE0F}?\\u{20E3}|(?:\\p{Extended_Pictographic}[\\u{FE0E}\\u{FE0F}\\u{1F3FB}-\\u{1F3FF}]{0,2}[\\u{E0020}-\\u{E007F}]{0,8}(?:\\u{200D}|(?=\\p{Extended_Pictographic})))*\\p{Extended_Pictographic}[\\u{FE0E}\\u{FE0F}\\u{1F3FB}-\\u{1F3FF}]{0,2}[\\u{E0020}-\\u{E007F}]{0,8}',
  '[\\p{So}\\u{2190}-\\u{22FF}\\u{27F0}-\\u{2AFF}]+',
  // Figures: dates, times, versions, amounts, numbers with a unit, decimals, identifiers in hexadecimal.
  '(?<![\\p{L}\\p{N}])\\d{1,4}(?:[-/.:]\\d{1,4}){2,3}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\p{L}\\p{N}])',
  '(?<![\\p{L}\\p{N}])v?\\d+(?:\\.\\d+){1,4}(?:-[a-z]+(?:\\.\\d+)?)?(?![\\p{L}\\p{N}])(?! ?(?:' +
    units +
    ')(?![\\p{L}\\p{N}]))',
  '[$€£¥₹₽₩]\\s?\\d[\\d.,\\u{A0}\\u{202F}]*(?:[kKMB](?![\\p{L}\\p{N}]))?|\\d[\\d.,]*\\s?[$€£¥₹₽₩]',
  '(?<![\\p{L}\\p{N}])[-+±~≈<>≤≥]?\\d+(?:[.,:×x/-]\\d+)*[ \\u{A0}\\u{202F}]?(?:' +
    units +
    ')(?![\\p{L}\\p{N}])',
  '(?<![\\p{L}\\p{N}])\\d+(?:[.,:×x/]\\d+)+(?![\\p{L}\\p{N}])',
  '(?<![\\p{L}\\p{N}])(?=[0-9a-fA-F-]*\\d)(?=[0-9a-fA-F-]*[a-fA-F])[0-9a-fA-F]{4,}(?:-[0-9a-fA-F]{4,}){0,4}(?![\\p{L}\\p{N}])',
  // What engines stumble over: controls, zero-width and bidi characters, private use, lone surrogates, unassigned.
  '(?:(?![\\n\\t\\r])[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\u{2028}\\u{2029}])+',
  // Something without a space for too long to be a word.
  '\\S{200,}',
]

const codePattern = new RegExp(code.join('|'), 'gu')
const fixedPattern = new RegExp(fixed.join('|'), 'gu')
const signPattern = new RegExp(signs.join('|'), 'gu')

/** Whether a text surely holds nothing to mask, so that the patterns need not be tried. */
const plainProse =
  /^(?:[\p{L}\p{M}\s,.;!?'’"“”«»¿¡()-](?<!\.[\p{L}])(?<!\p{Ll}\p{Lu})(?<!(?<![\p{L}-])--?\p{L})(?<![:;=8xX]['-]?[()-]))*$/u

/** Parts prose from everything that is not: by the patterns above, braces of ICU messages, and the glossary. */
export function maskInline(text: string, glossary: Glossary): Token[] {
  if (glossary.empty && text.length < 1_000 && plainProse.test(text)) return text ? [{ prose: text }] : []
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
