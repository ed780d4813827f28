/** A text that translation tools break, and what is the matter with it. */
export interface Difficult {
  readonly what: string
  readonly text: string
  readonly format?: 'markdown'
  readonly source?: string
  readonly target?: string
  /** What must come out as it went in. */
  readonly kept: readonly string[]
  /** Nothing of it is translated. */
  readonly whole?: boolean
}

/** Thirty of them. */
export const difficult: readonly Difficult[] = [
  { what: 'empty', text: '', kept: [], whole: true },
  { what: 'only white space', text: ' \t\n ', kept: [' \t\n '], whole: true },
  { what: 'only emoji', text: '😀👩‍👩‍👧‍👦🇫🇷👍🏽', kept: ['😀👩‍👩‍👧‍👦🇫🇷👍🏽'], whole: true },
  {
    what: 'only masks',
    text: 'https://example.org/a?b=1 `npm i` {name}',
    kept: ['https://example.org/a?b=1', '`npm i`', '{name}'],
    whole: true,
  },
  { what: 'emoji inside', text: 'I love this 😍 tool 🎉', kept: ['😍', '🎉'] },
  {
    what: 'an address at the end of a sentence',
    text: 'Read the page at https://example.org/docs#top.',
    kept: ['https://example.org/docs#top'],
  },
  {
    what: 'an address in brackets',
    text: 'The page (https://example.org/a_(b)) is new.',
    kept: ['https://example.org/a_(b'],
  },
  {
    what: 'e-mail, mention and topic',
    text: 'Write to ana@example.org or @ana_b about #news',
    kept: ['ana@example.org', '@ana_b', '#news'],
  },
  {
    what: 'ICU plural',
    text: 'You have {count, plural, one {# message} other {# messages}} today',
    kept: ['{count, plural, one {# message} other {# messages}}'],
  },
  {
    what: 'printf and templates',
    text: 'Hello %1$s, your order {{ order.id }} costs %d',
    kept: ['%1$s', '{{ order.id }}', '%d'],
  },
  {
    what: 'numbers with units',
    text: 'It weighs 1,234.5 kg and runs at 24 fps for $12.99',
    kept: ['1,234.5 kg', '24 fps', '$12.99'],
  },
  {
    what: 'dates, times, versions',
    text: 'On 2026-11-21 at 10:30:00 version v1.2.3 was new',
    kept: ['2026-11-21', '10:30:00', 'v1.2.3'],
  },
  {
    what: 'HTML',
    text: '<p class="x">The <b>red</b> house &amp; the cat<br/></p>',
    kept: ['<p class="x">', '<b>', '</b>', '&amp;', '<br/>', '</p>'],
  },
  {
    what: 'a script in HTML',
    text: 'Good morning <script>alert("the house")</script> friend',
    kept: ['<script>alert("the house")</script>'],
  },
  {
    what: 'code in a sentence',
    text: 'Run `rm -rf the/house` in the ``old ` way``',
    kept: ['`rm -rf the/house`', '``old ` way``'],
  },
  {
    what: 'a block of code',
    text: 'Look:\n```js\nconst house = "the cat"\n```\nGood morning',
    kept: ['```js\nconst house = "the cat"\n```'],
  },
  {
    what: 'nested Markdown',
    format: 'markdown',
    text: '- A **bold _and slanted_ house** with [a **red** link](https://x.org "title")\n  > a *quote*',
    kept: ['**', '_', '](https://x.org "title")', '\n  > '],
  },
  {
    what: 'a table in Markdown',
    format: 'markdown',
    text: '| The house | 1 |\n|:--|--:|\n| a `cat` | ~~old~~ |',
    kept: ['|:--|--:|', '`cat`', '~~'],
  },
  {
    what: 'escapes in Markdown',
    format: 'markdown',
    text: '2 \\* 3 is not *six houses*, and \\[this\\] is no link',
    kept: ['\\*', '\\[', '\\]'],
  },
  {
    what: 'zero-width characters',
    text: 'The zero\u{200B}width house\u{FEFF} is red',
    kept: ['\u{200B}', '\u{FEFF}'],
  },
  { what: 'bidi overrides', text: 'The file \u{202E}gpj.exe\u{202C} is new', kept: ['\u{202E}', '\u{202C}'] },
  { what: 'right to left inside left to right', text: 'The word مرحبا means hello', kept: ['مرحبا'] },
  { what: 'an unpaired surrogate', text: 'A broken \u{D83D} sign in the house', kept: ['\u{D83D}'] },
  {
    what: 'private-use characters',
    text: 'A logo \u{E000} and \u{F8FF} in the text',
    kept: ['\u{E000}', '\u{F8FF}'],
  },
  { what: 'all capitals', text: 'THE HOUSE IS RED AND BIG', kept: [] },
  { what: 'white space of its own', text: '   The house\r\n\r\n\tis red   ', kept: ['\r\n\r\n\t', '   '] },
  { what: 'a question into Spanish', text: 'Where is the red house? Here!', kept: [] },
  { what: 'high punctuation into French', text: 'Where is it? Here: in the house!', target: 'fr', kept: [] },
  {
    what: 'names in camel case, files, switches',
    text: 'GitHub opens config.json with --dry-run on iPhone',
    kept: ['GitHub', 'config.json', '--dry-run', 'iPhone'],
  },
  {
    what: 'signs of Apertium’s own stream',
    text: 'The ^house$ [is] {red} / <big> @ * # ~ \\ +',
    kept: ['^', '$', '[', ']', '{red}', '/', '<big>', '@', '*', '#', '~', '\\', '+'],
  },
]
