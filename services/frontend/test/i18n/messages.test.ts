import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { type Language, languages } from '../../src/i18n/languages.ts'
import { loadMessages } from '../../src/i18n/messages.ts'

type Tree = { readonly [key: string]: string | Tree }

/** Every text by its dotted key. */
function texts(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : texts(value, `${prefix}${key}.`),
  )
}

const byLanguage = new Map<Language, ReadonlyMap<string, string>>(
  await Promise.all(
    languages.map(async (language) => [language, new Map(texts(await loadMessages(language)))] as const),
  ),
)
const english = byLanguage.get('en') ?? new Map<string, string>()
const others = languages.filter((language) => language !== 'en')
const of = (language: Language) => byLanguage.get(language) ?? new Map<string, string>()

/** What a message needs: arguments with their types, tags, and for plurals the exact numbers that it names. */
function needs(elements: readonly MessageFormatElement[]): Set<string> {
  const found = new Set<string>()
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue
    found.add(`${TYPE[element.type]} ${element.value}`)
    if (element.type === TYPE.tag) for (const need of needs(element.children)) found.add(need)
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options))
        for (const need of needs(option.value)) found.add(need)
    }
  }
  return found
}

/** Texts that are rightly the same in two languages. */
const sameAllowed = new Set([
  'submit.percent',
  'room.messages',
  'tool.description',
  'tool.website',
  'tools.title',
  'shell.tools',
  'shell.menu',
  'shell.administration',
  'auth.password',
  'account.passkeys.title',
  'admin.videos',
  'video.percent',
  'video.player',
  'video.times',
  'videos.title',
])

describe('interface texts', () => {
  it.each(others)('%s has every text that English has, and no other', (language) => {
    expect([...of(language).keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each(languages)('%s has no empty text, and each is well-formed', (language) => {
    for (const [key, text] of of(language)) {
      expect(text.trim(), key).not.toBe('')
      expect(() => parse(text), key).not.toThrow()
    }
  })

  it.each(others)('%s takes the same arguments as English', (language) => {
    for (const [key, text] of of(language)) {
      expect(needs(parse(text)), key).toEqual(needs(parse(english.get(key) ?? '')))
    }
  })

  it.each(others)('%s is translated', (language) => {
    const untranslated = [...of(language)]
      .filter(([key, text]) => text === english.get(key))
      .map(([key]) => key)
    expect(untranslated.filter((key) => !sameAllowed.has(key))).toEqual([])
  })

  it.each(languages)('%s has the plural forms that its grammar asks for', (language) => {
    // `many` is for millions in Romance languages, which no count here reaches.
    const forms = new Intl.PluralRules(language)
      .resolvedOptions()
      .pluralCategories.filter((form) => form !== 'many')
    for (const [key, text] of of(language)) {
      for (const element of parse(text)) {
        if (element.type === TYPE.plural)
          expect(Object.keys(element.options), key).toEqual(expect.arrayContaining(forms))
      }
    }
  })

  it.each(languages)('%s has typographic apostrophes, which ICU does not take for quotes', (language) => {
    expect([...of(language)].filter(([, text]) => text.includes("'"))).toEqual([])
  })

  it('French keeps its signs on the line of their word', () => {
    const loose = [...of('fr')].filter(
      ([, text]) => / [?!;:»]|« /.test(text) || /[^\s\u202f\u00a0][?!»]/.test(text.replace(/<[^>]+>/g, '')),
    )
    expect(loose).toEqual([])
  })

  it('Spanish opens what it closes', () => {
    const count = (text: string, sign: string) => text.split(sign).length
    const lame = [...of('es')].filter(
      ([, text]) => count(text, '?') !== count(text, '¿') || count(text, '!') !== count(text, '¡'),
    )
    expect(lame).toEqual([])
  })
})

/** Words that only who is addressed formally is given; the site says du, tú, tu, je everywhere. By grammars, not by the texts. */
const formal: Partial<Record<Language, RegExp>> = {
  de: /[a-zäöüß]n Sie\b|\b(?:bevor|damit|dass|ob|weil|wenn) Sie\b|\bIhnen\b|[a-zß,;] Ihre?[mnrs]?\b/,
  es: /\busted(?:es)?\b|\b(?:Elija|Espere|Inicie|Inténtelo|Suéltelo|Seleccione|Introduzca|Escriba)\b/i,
  it: /[a-zà,;] (?:Lei|Sua|Sue|Suo|Suoi)\b|\b(?:Acceda|Attenda|Riprovi|Scelga|Inserisca|Trascini)\b/,
  nl: /\b(?:u|uw)\b/i,
}

describe('whoever reads is addressed in one way on every page', () => {
  it.each(Object.entries(formal))('%s', (language, words) => {
    const found = [...of(language as Language)].filter(([, text]) => words.test(text))
    expect(found).toEqual([])
  })
})
