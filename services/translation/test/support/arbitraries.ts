import * as fc from 'fast-check'

/** Things that must come out as they went in. */
export const kept = fc.oneof(
  fc
    .webUrl({ withQueryParameters: true, withFragments: true })
    .filter((url) => !/[()'*,;!\]]|[.:?#]$/.test(url)),
  fc.emailAddress().filter((address) => /^[\w.+-]{1,40}@[a-z0-9.-]+\.[a-z]{2,10}$/.test(address)),
  fc.stringMatching(/^`[a-z0-9 ._=-]{1,20}`$/),
  fc.stringMatching(/^@[a-z][a-z0-9_]{2,12}$/),
  fc.stringMatching(/^#[a-z][a-z0-9]{2,12}$/),
  fc.stringMatching(/^\{[a-z]{1,10}\}$/),
  fc.constantFrom(
    '{{ user.name }}',
    '{count, plural, one {# item} other {# items}}',
    '%s',
    '%1$d',
    '$'.concat('{total}'),
    ':tada:',
  ),
  fc.constantFrom('😀', '👩‍👩‍👧‍👦', '🇫🇷', '👍🏽', '❤️', '1️⃣', '™', '→', ':-)', '<3'),
  fc.constantFrom('5 km', '12 MB', '99.9%', '€1,299.00', '$12', '16:9', '24 fps', '2026-11-21', 'v1.2.3'),
  fc.constantFrom('<b>', '</b>', '<br/>', '&amp;', '<!-- note -->', '<a href="https://x.org/?a=1&b=2">'),
  fc.constantFrom(
    '\u{200B}',
    '\u{202E}',
    '\u{2066}',
    '\u{FEFF}',
    '\u{AD}',
    '\u{E000}',
    '\u{E005}',
    '\u{F8F0}',
    '\u{F0001}',
  ),
  fc.constantFrom(
    'config.json',
    'example.org/path',
    '/usr/local/bin',
    '--dry-run',
    'snake_case_name',
    'camelCaseName',
    'GitHub',
  ),
)

/** Words of prose, of several scripts and cases. */
export const word = fc.constantFrom(
  ...'the house is red and big we see a cat with good music Hello WORLD tomorrow don’t it’s naïve Straße señor привет こんにちは مرحبا 3 2024 I a'.split(
    ' ',
  ),
)

/** What stands between: spaces and punctuation. */
export const separator = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  '  ',
  ', ',
  '. ',
  '! ',
  '? ',
  ': ',
  ' — ',
  '\n',
  '\n\n',
  ' (',
  ') ',
  '… ',
)

/** A text of prose and kept things, with the list of what is kept. */
export const mixedText = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 3, arbitrary: word.map((text) => ({ text, kept: false })) },
        { weight: 2, arbitrary: kept.map((text) => ({ text, kept: true })) },
      ),
      separator,
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((pieces) => ({
    // A kept thing stands apart, or its neighbour would be read as part of it.
    text: pieces
      .map(([piece, gap]) => piece.text + (piece.kept && !/^\s/.test(gap) ? ' ' : '') + gap)
      .join(''),
    kept: pieces.filter(([piece]) => piece.kept).map(([piece]) => piece.text),
  }))

/** What an engine may do wrong to one segment. */
export type Mischief = (text: string) => string

const privates = /\p{Co}/gu

/** Engines that lose, double, swap, invent, garble; and some that behave. */
export const mischief: fc.Arbitrary<Mischief> = fc.oneof(
  fc.constantFrom<Mischief[]>(
    (text) => text.toUpperCase(),
    (text) => text.split(' ').reverse().join(' '),
    (text) => text.replace(privates, ''),
    (text) => text.replace(privates, (mask) => mask + mask),
    (text) => text.replace(/\p{Co}/u, ''),
    (text) => text.replace(privates, () => '\u{E000}'),
    (text) => text.replace(privates, (mask) => String.fromCharCode(mask.charCodeAt(0) + 1)),
    (text) => `${text}\u{E001}`,
    (text) => `${text} ${text} ${text} ${text} ${text}`,
    () => '',
    () => ' ',
    () => '\u{E000}',
    () => 'hola',
    (text) => text.slice(0, Math.ceil(text.length / 2)),
    (text) => text.replace(/ /g, ''),
    (text) => [...text].reverse().join(''),
    (text) => `\n${text}\n\n${text.slice(0, 3)}`,
    (text) => text.replace(/\d+/g, '7'),
    (text) => `${text}\u{0}`,
    (text) => `**${text}**`,
    (text) => `\u{D800}${text}`,
    () => {
      throw new Error('the engine broke')
    },
  ),
  fc.string({ unit: 'binary', maxLength: 60 }).map(
    (answer): Mischief =>
      () =>
        answer,
  ),
)

/** How often `part` stands in `text`. */
export function count(text: string, part: string): number {
  return text.split(part).length - 1
}
