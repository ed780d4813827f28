import { describe, expect, it } from 'vitest'
import { Glossary } from '../../src/text/glossary.ts'
import { parseMarkdown } from '../../src/text/markdown.ts'
import { parsePlain } from '../../src/text/plain.ts'
import { keepsSpans, settleSpans, spanCharacter, spanEdge, widenToWords } from '../../src/text/spans.ts'

/** `[0 … 0]` as the two characters of span 0, and back. */
const write = (text: string) =>
  text
    .replace(/\[(\d)/g, (_, number) => spanCharacter({ number: Number(number), side: 'open' }))
    .replace(/(\d)\]/g, (_, number) => spanCharacter({ number: Number(number), side: 'close' }))
const read = (text: string | undefined) =>
  text?.replace(/[\u{E800}-\u{EFFF}]/gu, (character) => {
    const edge = spanEdge(character)
    return edge?.side === 'open' ? `[${edge.number}` : `${edge?.number}]`
  })

describe('markup that follows its words', () => {
  it.each([
    ['one piece', 'the [0red0] house', 'la casa [0roja0]', 'la casa [0roja0]'],
    ['a word each', 'the [0big red0] house', 'la [0gran0] [0casa0] roja', 'la [0gran casa0] roja'],
    [
      'words of no span between',
      'the [0big house0] here',
      'la [0casa0] muy [0grande0]',
      'la [0casa muy grande0]',
    ],
    ['nested', '[0a [1b1]0] c', 'c [1[0B1]0] [0A0]', 'c [0[1B1] A0]'],
    ['words of another between', '[0a b0] [1c1] d', '[0A0] [1C1] [0B0] D', '[0A0] [1C1] B D'],
    ['the longest run', '[0a b c0] [1d1]', '[0A0] [1D1] [0B0] [0C0]', 'A [1D1] [0B C0]'],
    ['signs at the edge', '“[0a0]”', '“[0A0]”', '“[0A0]”'],
    ['one word of two spans', '[0de0] [1el1] x', '[0[1del1]0] x', undefined],
    ['a span whose words went', '[0the0] house', 'casa', undefined],
    ['a span out of nowhere', 'the house', '[0la0] casa', undefined],
  ])('%s', (_, source, answer, expected) => {
    const settled = settleSpans(write(source), write(answer))
    expect(read(settled)).toBe(expected)
    if (settled !== undefined) expect(keepsSpans(write(source), settled)).toBe(true)
  })

  it('stands around whole words', () => {
    expect(read(widenToWords(write('[0N0]ame of un[1frigging1]believable')))).toBe(
      '[0Name0] of [1unfriggingbelievable1]',
    )
    expect(read(widenToWords(write("l'[0ami0] x")))).toBe("l'[0ami0] x")
  })

  it('is kept when each span stands once and nested', () => {
    const source = write('[0a [1b1]0] [2c2]')
    expect(keepsSpans(source, write('[2C2] [0[1B1] A0]'))).toBe(true)
    for (const broken of ['[0A0] [2C2]', '[0[1A0]1] [2C2]', '0][0 [11] [22]', '[0a0] [0a0] [1b1] [2c2]']) {
      expect(keepsSpans(source, write(broken)), broken).toBe(false)
    }
  })
})

describe('markup as spans', () => {
  const english = { language: 'en', glossary: Glossary.none }
  const texts = (parts: ReturnType<typeof parsePlain>) =>
    parts
      .map((part) => (typeof part === 'string' ? part : `{${read(part.text)?.replace(/\p{Co}/gu, '•')}}`))
      .join('')

  it.each([
    ['The **red** house', '{The [0red0] house}'],
    ['A [big **door**](x.html "t") here', '{A [0big [1door1]0] here}'],
    ['**all of it**', '**{all of it}**'],
    ['**One. Two** three.', '**{One.} {Two• three.}'],
    ['see **`code`** or ***—*** now', '{see • or • now}'],
    ['a <b>red</b> and <img src="x"> **b <i>c</i>** d', '{a [0red0] and • [1b [2c2]1] d}'],
  ])('Markdown %s', (text, expected) => {
    expect(texts(parseMarkdown(text, english))).toBe(expected)
  })

  it.each([
    ['<p>The <b>red</b> house</p>', '<p>{The [0red0] house}</p>'],
    ['One<br>two <i>a <b>b</i> c</b>', '{One}<br>{two [0a •b0] c}</b>'],
    ['<ul><li>One thing</li><li>More</li></ul>', '<ul><li>{One thing}</li><li>{More}</li></ul>'],
  ])('HTML in plain text %s', (text, expected) => {
    expect(texts(parsePlain(text, english))).toBe(expected)
  })
})
