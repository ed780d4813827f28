import { describe, expect, it } from 'vitest'
import { negotiateLanguage } from '../../src/i18n/negotiate.ts'

describe('negotiateLanguage', () => {
  it.each([
    ['fr', 'fr'],
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt'],
    ['DE-ch', 'de'],
    ['ja,zh;q=0.9,it;q=0.2', 'it'],
    ['en;q=0.3,nl;q=0.7', 'nl'],
    ['es;q=0.5,fr;q=0.5', 'es'],
    ['ja', 'en'],
    ['', 'en'],
    [';;;,q=1', 'en'],
    ['fr;q=zero,es;q=0.1', 'es'],
    ['fr;q=7', 'fr'],
  ])('takes the best language that the site has: %s → %s', (header, language) => {
    expect(negotiateLanguage(header)).toBe(language)
  })

  it('never takes a refused language, neither by name nor by *', () => {
    expect(negotiateLanguage('fr;q=0,fr-CA,es;q=0.1')).toBe('es')
    expect(negotiateLanguage('en;q=0,*;q=0.5')).toBe('fr')
  })

  it('takes the first language for * where nothing is named', () => {
    expect(negotiateLanguage('*')).toBe('en')
    expect(negotiateLanguage('ja,*;q=0.1')).toBe('en')
  })

  it('answers without a header', () => {
    expect(negotiateLanguage(null)).toBe('en')
    expect(negotiateLanguage(undefined)).toBe('en')
  })
})
