import { describe, expect, it } from 'vitest'
import { mendAnalysis } from '../../src/engines/apertium/analysis.ts'
import {
  numberWords,
  replaceWord,
  sourceOf,
  withoutNumbers,
} from '../../src/engines/apertium/middle-words.ts'
import { otherSpelling, respell } from '../../src/engines/apertium/respelling.ts'
import { spanRuns } from '../../src/text/spans.ts'

describe('what the analyser says', () => {
  it.each([
    ['^one/one<num>$^-/-<guio>$^eye/eye<n>$', '^one/one<num>$ ^eye/eye<n>$'],
    ['^a/a<n>$-^b/b<n>$-^c/c<n>$ ^d/d<n>$', '^a/a<n>$ ^b/b<n>$ ^c/c<n>$ ^d/d<n>$'],
    ['[[t:s:0]]^a/a<n>$[[/]]^-/-<guio>$^b/b<n>$', '[[t:s:0]]^a/a<n>$[[/]] ^b/b<n>$'],
    ['^Ax/*Ax$^-/-<guio>$^on/on<pr>$', '^Ax/*Ax$^-/-<guio>$^on/on<pr>$'],
    ['^vice-chair/vice-chair<n>$', '^vice-chair/vice-chair<n>$'],
  ])('of compounds: %s', (stream, expected) => {
    expect(mendAnalysis(stream, 'es')).toBe(expected)
    expect(mendAnalysis(stream, 'en')).toBe(expected)
  })

  const close = '^Close/Close<adj>/Close<vblex><inf>/Close<vblex><pres>$'
  const order = '^Close/Close<vblex><pres>$'
  const the = '^the/the<det><def><sp>$'
  it.each([
    [`${close} ${the}`, `${order} ${the}`],
    [`[[t:s:0]]${close}[[/]] ${the}`, `[[t:s:0]]${order}[[/]] ${the}`],
    [`^x/x<n>$^./.<sent>$ ${close} ${the}`, `^x/x<n>$^./.<sent>$ ${order} ${the}`],
    [`${close} ^x/x<n>$`, `${close} ^x/x<n>$`],
    [`^a/a<n>$ ${close} ${the}`, `^a/a<n>$ ${close} ${the}`],
    [`^Can/Can<vaux>/Can<vblex><pres>$ ${the}`, `^Can/Can<vaux>/Can<vblex><pres>$ ${the}`],
  ])('of English orders: %s', (stream, expected) => {
    expect(mendAnalysis(stream, 'en')).toBe(expected)
    expect(mendAnalysis(stream, 'fr')).toBe(stream)
  })

  it.each([
    ['^A/a<n>$ & ^b/b<n>$', '^A/a<n>$ ^&/and<cnjcoo>$ ^b/b<n>$', 'en'],
    [
      '[[t:s:0]]^a/a<n>$[[/]] & [[t:s:1]]^b/b<n>$',
      '[[t:s:0]]^a/a<n>$[[/]] ^&/e<cnjcoo>$ [[t:s:1]]^b/b<n>$',
      'it',
    ],
    ['^A/*A$ & ^b/b<n>$', '^A/*A$ & ^b/b<n>$', 'en'],
    ['^a/a<n>$ & ^B/B<np>$', '^a/a<n>$ & ^B/B<np>$', 'fr'],
    ['^7/7<num>$^./.<sent>$^ª/*ª$ ^b/b<n>$', '^7/7<num>$.ª ^b/b<n>$', 'es'],
  ])('of “&” and ordinal numbers: %s', (stream, expected, source) => {
    expect(mendAnalysis(stream, source)).toBe(expected)
  })

  const [hyphen, day, trip] = ['^-/-<guio>$', '^day/day<n><sg>$', '^walk/walk<n><sg>/walk<vblex><inf>$']
  it.each([
    [
      `^six/six<num><sp>$${hyphen}${day} ${trip}`,
      '^walk/walk<n><sg>$ ^of/of<pr>$ ^six/six<num><sp>$ ^days/day<n><pl>$',
    ],
    [
      `^1/1<num>$${hyphen}${day} ${trip} ^x/x<adv>$`,
      `^walk/walk<n><sg>$ ^of/of<pr>$ ^1/1<num>$ ${day} ^x/x<adv>$`,
    ],
    [`^six/six<num>$${hyphen}${day} ^old/old<adj>$`, `^six/six<num>$ ${day} ^old/old<adj>$`],
  ])('of nouns that are measured: %s', (stream, expected) => {
    expect(mendAnalysis(stream, 'en')).toBe(expected)
  })

  it.each([
    [`${close} \u{E001}`, `${order} \u{E001}`],
    [`^Walk/Walk<n><sg>/Walk<vblex><pres>$ \u{E001}`, `^Walk/Walk<n><sg>/Walk<vblex><pres>$ \u{E001}`],
    [
      `${close} ${the} ^and/and<cnjcoo>$ ${close} ${the}`,
      `${order} ${the} ^and/and<cnjcoo>$ ${order} ${the}`,
    ],
  ])('of orders before what is masked, and after one another: %s', (stream, expected) => {
    expect(mendAnalysis(stream, 'en')).toBe(expected)
  })

  const para = '^para/para<pr>/parar<vblex>/parir<vblex>$'
  it.each([
    [`${para} ^el/el<det>$`, '^para/para<pr>$ ^el/el<det>$'],
    [`${para} ^en/en<pr>$`, '^para/para<pr>/parar<vblex>$ ^en/en<pr>$'],
    [`${para}^./.<sent>$`, '^para/para<pr>/parar<vblex>$^./.<sent>$'],
    ['^Marca/Marca<np>/Marcar<vblex>$ ^la/el<det>$', '^Marca/Marcar<vblex>$ ^la/el<det>$'],
    ['^Marca/Marca<np>/Marcar<vblex>$ ^es/ser<vbser>$', '^Marca/Marca<np>/Marcar<vblex>$ ^es/ser<vbser>$'],
  ])('of Spanish: %s', (stream, expected) => {
    expect(mendAnalysis(stream, 'es')).toBe(expected)
  })
})

describe('spelling', () => {
  it('has two ways for joined letters, in any case', () => {
    expect(['nœud', 'Œuvre', 'CŒUR', 'oeil', 'Oeil', 'lycæna'].map(otherSpelling)).toEqual([
      'noeud',
      'Oeuvre',
      'COEUR',
      'œil',
      'Œil',
      'lycaena',
    ])
  })

  it('is changed in unknown words alone', () => {
    expect(respell('Le nœud, le vœu.', ['nœud'])).toBe('Le noeud, le vœu.')
    expect(respell('Le nœud.', ['zorgle'])).toBeUndefined()
  })
})

describe('words of a language between', () => {
  it('are traced to the words of the source', () => {
    const numbered = numberWords('A \u{E800}big\u{EC00} tree')
    expect(numbered?.words).toEqual(['A', 'big', 'tree'])
    expect(numbered?.first).toBe(1)
    if (!numbered) throw new Error('no numbers')
    expect(spanRuns(numbered.text).filter(({ text }) => text === 'big')[0]?.spans).toEqual(new Set([0, 2]))
    const answer = '\u{E803}árbol\u{EC03} \u{E800}\u{E802}gran\u{EC02}\u{EC00}'
    expect(sourceOf('árbol', answer, numbered)).toBe('tree')
    expect(sourceOf('gran', answer, numbered)).toBe('big')
    expect(sourceOf('casa', answer, numbered)).toBe('')
    expect(withoutNumbers(answer, numbered)).toBe('árbol \u{E800}gran\u{EC00}')
  })

  it('are replaced as words, in their case', () => {
    expect(replaceWord('Cara, caracol y cara', 'cara', 'face')).toBe('Cara, caracol y face')
    expect(replaceWord('Cara y', 'Cara', 'face')).toBe('Face y')
  })
})
