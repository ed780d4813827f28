import { describe, expect, it } from 'vitest'
import { findFault, loops } from '../../src/text/checks.ts'
import { type Part, type Segment, toParts } from '../../src/text/document.ts'
import { Glossary } from '../../src/text/glossary.ts'
import { parseMarkdown } from '../../src/text/markdown.ts'
import { keepsMasks, type Mask, maskCharacter } from '../../src/text/masks.ts'
import { withPlaceholders } from '../../src/text/placeholders.ts'
import { parsePlain } from '../../src/text/plain.ts'
import { maxSegmentLength, sentences } from '../../src/text/sentences.ts'
import { shapeLike } from '../../src/text/shape.ts'
import { typeset } from '../../src/text/typography.ts'

const english = { language: 'en', glossary: Glossary.none }
const sources = (parts: readonly Part[]) =>
  parts.flatMap((part) => (typeof part === 'string' ? [] : [part.source]))
const whole = (parts: readonly Part[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.source)).join('')

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', ['One. ', 'Two! ', 'Three?']],
    ['Dr. Smith met Mrs. Jones. They talked.', ['Dr. Smith met Mrs. Jones. ', 'They talked.']],
    ['Use e.g. this one. J. R. R. Tolkien wrote it.', ['Use e.g. this one. ', 'J. R. R. Tolkien wrote it.']],
    ['No stop here', ['No stop here']],
    ['Wait... what? Yes.', ['Wait... what? ', 'Yes.']],
  ])('%s', (line, expected) => {
    expect(sentences(line, 'en')).toEqual(expected)
  })

  it('cuts what is too long at clauses and spaces, never within a character', () => {
    for (const line of [
      'word '.repeat(10_000),
      'a'.repeat(50_000),
      '😀'.repeat(5_000),
      'one, two; '.repeat(5_000),
    ]) {
      const pieces = sentences(line, 'en')
      expect(pieces.join('')).toBe(line)
      expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(maxSegmentLength)
      expect(pieces.every((piece) => piece.isWellFormed())).toBe(true)
    }
  })
})

describe('plain text', () => {
  it('is taken apart into sentences, with everything else between', () => {
    const text = '  Hello there! 😀\n\nSee https://x.org now. \t Bye\r\n'
    const parts = parsePlain(text, english)
    expect(sources(parts)).toEqual(['Hello there!', 'See https://x.org now.', 'Bye'])
    expect(whole(parts)).toBe(text)
  })

  it('sends nothing where there is no prose', () => {
    for (const text of ['', ' \n ', '😀😀', 'https://x.org', '12 345', '…?!', '`code`']) {
      expect(sources(parsePlain(text, english))).toEqual([])
      expect(whole(parsePlain(text, english))).toBe(text)
    }
  })

  it('takes a text with more masks than a segment may hold', () => {
    const text = 'a 😀 '.repeat(5_000)
    expect(whole(parsePlain(text, english))).toBe(text)
  })
})

describe('Markdown', () => {
  const text = [
    '# Title *here*',
    '',
    'Some **bold** [link](https://x.org "t") and `code`.  ',
    'Next line with <b>html</b>.',
    '',
    '- [ ] a task',
    '  > quoted',
    '  > on two lines',
    '',
    '| a head | b |',
    '|---|:-:|',
    '| cell one | `x` |',
    '',
    '```js',
    'const the = "house"',
    '```',
    '',
    '    indented code',
    '',
    '[ref]: https://x.org',
    '![alt](i.png) text[^1] and [ref]',
    '',
    '[^1]: a note',
    '<div>block</div>',
  ].join('\n')

  it('gives prose alone to translation, and every other byte stays', () => {
    const parts = parseMarkdown(text, english)
    expect(whole(parts)).toBe(text)
    expect(sources(parts)).toEqual([
      'Title *here*',
      'Some **bold** [link](https://x.org "t") and `code`.',
      'Next line with <b>html</b>.',
      'a task',
      'quoted\n  > on two lines',
      'a head',
      'b',
      'cell one',
      'text[^1] and',
      'a note',
    ])
  })

  it('keeps front matter, formulas, spoilers and mentions, whatever Markdown reads into them', () => {
    const text = [
      '---',
      'title: A *title*',
      'tags: [one, two]',
      '---',
      '',
      'Hi @**Jo Li**, ||*he* dies|| when $a*b*c$ is',
      '',
      '$$',
      'x = y',
      '- a list',
      '$$',
      '',
      '```',
      '$$ a',
      '```',
      'the $$ end',
    ].join('\n')
    const parts = parseMarkdown(text, english)
    expect(whole(parts)).toBe(text)
    expect(sources(parts)).toEqual(['Hi @**Jo Li**, ||*he* dies|| when $a*b*c$ is', 'the $$ end'])
    const [first] = parts.filter((part): part is Segment => typeof part !== 'string')
    expect(first?.masks.map(({ source }) => source)).toEqual(['@**Jo Li**', '||*he* dies||', '$a*b*c$'])
    expect(sources(parseMarkdown('---\n\nNot fields\n\n---\n\nBut rules', english))).toEqual([
      'Not fields',
      'But rules',
    ])
  })

  it('reads a message as its room shows it: each line by itself, nothing that only documents have', () => {
    const text = [
      'See [the red house](https://x.org/a_(b)) now',
      'and **this  ',
      'too**',
      '---',
      '    four spaces',
      'a) one thing',
      '```',
      'const house = 1',
      '```',
      '> a quote',
      '| no | table |',
      '|----|-------|',
    ].join('\n')
    const parts = parseMarkdown(text, { ...english, message: true })
    expect(whole(parts)).toBe(text)
    expect(sources(parts)).toEqual([
      'See [the red house](https://x.org/a_(b)) now',
      'and **this  \ntoo**',
      'four spaces',
      'one thing',
      'a quote',
      'no | table',
    ])
  })

  it('leaves the marks of lists outside', () => {
    const text = 'a) one thing\n2. two things\n- (iv) three things\n  • > four things\nA. Five things'
    expect(whole(parsePlain(text, english))).toBe(text)
    expect(sources(parsePlain(text, english))).toEqual([
      'one thing',
      'two things',
      'three things',
      'four things',
      'Five things',
    ])
  })

  it('masks everything that means something', () => {
    const segments = parseMarkdown(text, english).filter((part): part is Segment => typeof part !== 'string')
    for (const segment of segments) expect(segment.text).not.toMatch(/[*_`[\]<>|\\]/)
  })
})

describe('masks', () => {
  const plain: Mask = { source: 'x', result: 'x' }
  const text = (...parts: (string | number)[]) =>
    parts.map((part) => (typeof part === 'number' ? maskCharacter(part) : part)).join('')

  it('are kept when each is there once, in any order', () => {
    const keeps = (result: string, masks: readonly Mask[]) => keepsMasks(result, { text: '', masks })
    expect(keeps(text('a', 1, 'b', 0), [plain, plain])).toBe(true)
    expect(keeps(text('a', 0), [plain, plain])).toBe(false)
    expect(keeps(text(0, 0), [plain, plain])).toBe(false)
    expect(keeps(text(0, 1, 2), [plain, plain])).toBe(false)
    expect(keeps('\u{F8FF}', [])).toBe(false)
  })

  it('find their way through words, past numbers that are there already', () => {
    const { text: written, restore } = withPlaceholders(text('see', 0, 'and 1 of [2]', 1))
    expect(written).toBe('see [3] and 1 of [2][4]')
    expect(restore('ver [ 3 ] y 1 de [2] [4] [9]')).toBe(text('ver ', 0, ' y 1 de [2] ', 1, ' [9]'))
  })
})

describe('checks', () => {
  it.each([
    ['hello there', '', 'empty'],
    ['hello there', '…', 'empty'],
    ['a short text', 'x'.repeat(200), 'length'],
    ['a long text of many words '.repeat(10), 'si', 'length'],
    ['the house is red', 'la casa la casa la casa la casa la casa', 'repetition'],
    ['the house is red', 'no no no no no no', 'repetition'],
    ['made in 2024', 'hecho en 2023', 'figures'],
    ['in the 19th century', 'en el siglo XIX', undefined],
    ['le XVIe siècle', 'the 16th century', undefined],
    ['in the 19th century', 'en el siglo XXI', 'figures'],
    ['it costs 3,250.00 euros', 'cuesta 3.250,00 euros', undefined],
    ['it costs 3,250.00 euros', 'cuesta 3.205,00 euros', 'figures'],
    ['40 000 habitants', '40,000 inhabitants', undefined],
    ['at 4:15 pm', 'à 16:15', undefined],
    ['rooms 10 and 20', 'salas 10 y 30', 'figures'],
    ['3 houses of 1999', 'tres casas de 1999', undefined],
    ['no no no no no', 'no no no no no', undefined],
    ['the house', 'la casa', undefined],
  ])('%s → %s', (source, result, fault) => {
    expect(findFault(source, result)).toBe(fault)
  })

  it('finds loops without spaces', () => {
    expect(loops('かかかかかかかかかかかかかか')).toBe(true)
    expect(loops('a usual sentence, with some words that come again and again')).toBe(false)
  })
})

describe('typography', () => {
  const n = '\u{202F}'
  const b = '\u{A0}'
  it.each([
    ['Ça va?', 'fr', `Ça va${n}?`],
    ['Oui ! Non ; voilà : fin', 'fr', `Oui${n}! Non${n}; voilà${b}: fin`],
    ['« mot » et «mot»', 'fr', `«${b}mot${b}» et «${b}mot${b}»`],
    ['à 10:30 et http', 'fr', 'à 10:30 et http'],
    ['Cómo estás?', 'es', '¿Cómo estás?'],
    ['Hola. Qué tal? Bien!', 'es', 'Hola. ¿Qué tal? ¡Bien!'],
    ['¿Ya está?', 'es', '¿Ya está?'],
    ['(Seguro?)', 'es', '(¿Seguro?)'],
    ['2 + 2', 'es', '2 + 2'],
    ['¿Che tale?', 'it', 'Che tale?'],
    ['Buenos días, cómo estás?', 'es', 'Buenos días, ¿cómo estás?'],
    ['Es bueno, verdad?', 'es', 'Es bueno, ¿verdad?'],
    ['¿ Dónde? Allí!', 'es', '¿Dónde? ¡Allí!'],
    ['Le coeur, un oeil, les soeurs et la moelle', 'fr', 'Le cœur, un œil, les sœurs et la moelle'],
  ])('%s (%s)', (text, target, expected) => {
    expect(typeset(text, target, 'es')).toBe(expected)
  })
})

describe('typography of French', () => {
  it.each([
    ['Where is it ?', 'en', 'Where is it?'],
    ['Dov’è la casa\u{202F}? Qui\u{A0}: là\u{202F}!', 'it', 'Dov’è la casa? Qui: là!'],
    ['Das ist « gut »\u{A0};', 'de', 'Das ist «gut»;'],
    ['Dónde está ?', 'es', '¿Dónde está?'],
    ['Ça va ?', 'fr', 'Ça va\u{202F}?'],
    ['Il 4.º piano', 'it', 'Il 4º piano'],
    ['Le 1er, le 3er et le 11er', 'fr', 'Le 1er, le 3e et le 11e'],
  ])('does not go along: %s (%s)', (text, target, expected) => {
    expect(typeset(text, target, 'fr')).toBe(expected)
  })
})

describe('the shape of the source', () => {
  const segment = (text: string, masks: readonly Mask[] = []): Segment => ({
    text,
    masks,
    spans: [],
    source: text,
  })
  const plain: Mask = { source: 'x', result: 'x' }
  const mask = maskCharacter(0)
  it.each([
    ['HELLO WORLD', 'hola mundo', 'es', 'HOLA MUNDO'],
    ['BIG AND RED', 'grande y rojo', 'es', 'GRANDE Y ROJO'],
    ['hello', 'Hola', 'es', 'hola'],
    ['Hello', 'hola', 'es', 'Hola'],
    ['house', 'Haus', 'de', 'Haus'],
    ['ich bin', 'I am', 'en', 'I am'],
    ['OK', 'vale', 'es', 'Vale'],
    ['a tool.', 'una herramienta .', 'es', 'una herramienta.'],
    ['a tool !', 'una herramienta !', 'es', 'una herramienta !'],
    ['hello', ' hola \n mundo ', 'es', 'hola mundo'],
    ['a tool for you', 'una herramienta  para ti', 'es', 'una herramienta para ti'],
    ['Where is it?', 'Où Il est?', 'fr', 'Où il est?'],
    ['Do you know Ana?', 'Connais-tu Ana?', 'fr', 'Connais-tu Ana?'],
    ['In the United States.', 'En los Estados Unidos.', 'es', 'En los Estados Unidos.'],
    ['The red house. ', 'La Casa Roja.', 'es', 'La casa roja.'],
    ['ich glaube, sie kommt', 'I think She comes', 'en', 'I think she comes'],
    ['avez-vous le temps?', 'tenéis- el tiempo?', 'es', 'tenéis el tiempo?'],
    ['The water is cold.', 'EL agua está fría.', 'es', 'El agua está fría.'],
    ['the water is cold.', 'EL agua está fría.', 'es', 'el agua está fría.'],
    ['THE WATER is cold.', 'EL AGUA está fría.', 'es', 'EL AGUA está fría.'],
    ['a  tool for you', 'una  herramienta para ti', 'es', 'una  herramienta para ti'],
  ])('%s ~ %s (%s)', (source, result, target, expected) => {
    expect(shapeLike(segment(source), result, target)).toBe(expected)
  })

  it('keeps the spaces beside masks', () => {
    expect(shapeLike(segment(`see ${mask} now`, [plain]), `ver${mask}ahora`, 'es')).toBe(`ver ${mask} ahora`)
    expect(shapeLike(segment(`see (${mask}).`, [plain]), `ver ( ${mask} ) .`, 'es')).toBe(`ver (${mask}).`)
    const [open, close] = ['\u{E800}', '\u{EC00}']
    expect(shapeLike(segment(`the ${open}red${close} door.`), `la porte ${open}rouge${close}.`, 'fr')).toBe(
      `la porte ${open}rouge${close}.`,
    )
    expect(shapeLike(segment(`a ${open}red${close} car`), `un ${open} rojo ${close} coche`, 'es')).toBe(
      `un ${open}rojo${close} coche`,
    )
  })
})

describe('parts', () => {
  it('leave masks at the edges outside, unless their other half is inside', () => {
    const strong = (side: 'open' | 'close') => ({
      mask: { source: '**', result: '**', pair: { number: 0, side } },
    })
    const parts = toParts([strong('open'), { prose: 'all bold' }, strong('close')], 'en')
    expect(parts).toEqual(['**', { text: 'all bold', masks: [], spans: [], source: 'all bold' }, '**'])
    expect(
      sources(toParts([strong('open'), { prose: 'some' }, strong('close'), { prose: ' bold' }], 'en')),
    ).toEqual(['**some** bold'])
  })
})
