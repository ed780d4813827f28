import fc from 'fast-check'
import { expect, test } from 'vitest'
import { htmlTexts, replaceTexts } from '../../../src/features/translate/html-texts.ts'

const shout = (html: string) => {
  const texts = htmlTexts(html)
  return replaceTexts(
    html,
    texts,
    texts.map(({ text }) => text.toUpperCase()),
  )
}

test.each([
  ['<p>Hello <b class="x">world</b>!</p>', '<p>HELLO <b class="x">WORLD</b>!</p>'],
  ['a &lt; b &amp; c', 'A &lt; B &amp; C'],
  ['<code>keep</code> this <pre>keep</pre>', '<code>keep</code> THIS <pre>keep</pre>'],
  [
    '<span translate="no">Keep</span> <i class="a notranslate">keep</i> go',
    '<span translate="no">Keep</span> <i class="a notranslate">keep</i> GO',
  ],
  ['<script>let a = "b"</script><style>p{}</style>x', '<script>let a = "b"</script><style>p{}</style>X'],
  [
    '<html><head><title>Title</title></head><body>\n  Two\n  words\n</body></html>',
    '<html><head><title>TITLE</title></head><body>\n  TWO WORDS\n</body></html>',
  ],
  ['<ul><li>one<li>two</ul', '<ul><li>ONE<li>TWO</ul'],
  ['<img alt="not this"> 42 — <br/>', '<img alt="not this"> 42 — <br/>'],
  ['', ''],
])('prose is replaced and all else stays: %s', (html, expected) => {
  expect(shout(html)).toBe(expected)
})

test('putting each text back, whatever the source, changes nothing but how it is escaped', () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '<b>',
    'word',
    ' ',
    '\n',
    '&amp;',
    '<br>',
    'é',
    '<!-- c -->',
    '<td>',
    '"',
    '<',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const html = pieces.join('')
      const texts = htmlTexts(html)
      const markers = texts.map((_, index) => `\u0001${index}\u0002`)
      const replaced = replaceTexts(html, texts, markers)
      const back = texts.reduce(
        (text, { start, end }, index) => text.replace(markers[index] ?? '', html.slice(start, end)),
        replaced,
      )
      expect(back).toBe(html)
    }),
    { numRuns: 2_000 },
  )
})
