import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Glossary } from '../../src/text/glossary.ts'
import { htmlSkeleton, parseHtml } from '../../src/text/html.ts'
import { unmask } from '../../src/text/masks.ts'

const english = { language: 'en', glossary: Glossary.none }
const shout = (html: string) =>
  parseHtml(html, english)
    .map((part) => (typeof part === 'string' ? part : unmask(part.text.toUpperCase(), part, 'result')))
    .join('')
const sentences = (html: string) =>
  parseHtml(html, english).flatMap((part) => (typeof part === 'string' ? [] : part.source))

describe('HTML', () => {
  it.each([
    ['<p>Hello <b class="x">world</b>!</p>', '<p>HELLO <b class="x">WORLD</b>!</p>'],
    ['a &lt; b &amp; c', 'A &lt; B &amp; C'],
    ['don&#39;t go to the caf&eacute;&nbsp;now', "DON'T GO TO THE CAFÉ&nbsp;NOW"],
    ['Où est-il&nbsp;?', 'OÙ EST-IL\u{A0}?'],
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
    ['<a title="a > b" href="#">big</a> one', '<a title="a > b" href="#">BIG</a> ONE'],
    ['<b>mixed <i>up</b> tags</i> here', '<b>MIXED <i>UP</b> TAGS</i> HERE'],
    ['', ''],
  ])('prose is translated and all else stays: %s', (html, expected) => {
    expect(shout(html)).toBe(expected)
  })

  it.each([
    ['<p>The <b>red</b> house. A <i>cat</i>.</p>', ['The <b>red</b> house.', 'A <i>cat</i>.']],
    ['<p>One</p><p>Two <a href="x">three</a></p>', ['One', 'Two <a href="x">three</a>']],
    ['One<br>two<div>three</div>four', ['One', 'two', 'three', 'four']],
    [
      '<p>\n  The long\n  <em>line</em>\n  goes on\n</p>\n<p>Next</p>',
      ['The long <em>line</em> goes on', 'Next'],
    ],
    ['<table><tr><td>One<td>Two</table>', ['One', 'Two']],
    [
      '<p>See <code>x</code> or <b><code>y</code></b> now',
      ['See <code>x</code> or <b><code>y</code></b> now'],
    ],
  ])('sentences run through inline elements and end at blocks: %s', (html, expected) => {
    expect(sentences(html)).toEqual(expected)
  })

  it('of any kind keeps its tags, and all of its text but the white space', () => {
    const piece = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<b>',
        '</b>',
        '<i>',
        '</i>',
        'word',
        ' ',
        '\n',
        '&amp;',
        '<br>',
        'É',
        '<!-- c -->',
        '<td>',
        '"',
        '<',
        '<a href="x">',
        '</a>',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = pieces.join('')
        const parts = parseHtml(html, english)
        const back = parts.map((part) => (typeof part === 'string' ? part : part.source)).join('')
        expect(back.replace(/\s+/g, '')).toBe(html.replace(/\s+/g, ''))
        expect(htmlSkeleton(back).replace(/\s+/g, '')).toBe(htmlSkeleton(html).replace(/\s+/g, ''))
      }),
      { numRuns: 2_000 },
    )
  })
})
