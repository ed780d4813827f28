import { describe, expect, it } from 'vitest'
import { languageNameIn } from '../../src/i18n/language-name.ts'
import { alternatesOf, localPath, samePageIn, splitLanguage } from '../../src/i18n/paths.ts'

describe('paths with a language', () => {
  it('tells a language from a page of the same length', () => {
    expect(splitLanguage('/fr/tools/runway')).toEqual({ language: 'fr', rest: '/tools/runway' })
    expect(splitLanguage('/fr')).toEqual({ language: 'fr', rest: '/' })
    expect(splitLanguage('/xx/tools')).toEqual({ language: undefined, rest: '/xx/tools' })
    expect(splitLanguage('/')).toEqual({ language: undefined, rest: '/' })
    expect(splitLanguage('/free')).toEqual({ language: undefined, rest: '/free' })
  })

  it('keeps the page when the language changes', () => {
    expect(samePageIn('de', '/fr/tools/runway')).toBe('/de/tools/runway')
    expect(samePageIn('de', '/fr')).toBe('/de')
    expect(localPath('es', '/')).toBe('/es')
  })

  it('names every language and a default for each page', () => {
    const alternates = alternatesOf('/tools')
    expect(Object.keys(alternates)).toEqual(['en', 'fr', 'es', 'it', 'de', 'nl', 'pt', 'x-default'])
    expect(alternates.nl).toBe('/nl/tools')
    expect(alternatesOf('/')['x-default']).toBe('/')
  })

  it('calls a language as its reader does', () => {
    expect(languageNameIn('de', 'fr')).toBe('allemand')
    expect(languageNameIn('en', 'pt')).toBe('inglês')
    expect(languageNameIn('ja', 'es')).toBe('japonés')
    expect([languageNameIn('', 'en'), languageNameIn('x_y!', 'en')]).toEqual(['', 'x_y!'])
  })
})
