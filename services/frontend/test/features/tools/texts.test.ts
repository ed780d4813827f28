import { describe, expect, it } from 'vitest'
import { assetUrl } from '../../../src/features/tools/asset-url.ts'
import { engineName } from '../../../src/features/tools/engine-name.ts'
import { foreignLanguage } from '../../../src/features/tools/text-language.ts'

describe('what stands beside a text', () => {
  it('marks a text that is in another language than the page, and no other', () => {
    expect(foreignLanguage({ tagline: 'en' }, 'tagline', 'fr')).toBe('en')
    expect(foreignLanguage({ tagline: 'fr' }, 'tagline', 'fr')).toBeUndefined()
    expect(foreignLanguage({}, 'tagline', 'fr')).toBeUndefined()
    expect(foreignLanguage({ tagline: 'xx' }, 'tagline', 'fr')).toBeUndefined()
  })

  it('calls engines by their names', () => {
    expect(engineName('apertium')).toBe('Apertium')
    expect(engineName('phrasebook')).toBe('Parlance')
    expect(engineName('onnx:nllb-200')).toBe('ONNX (nllb-200)')
    expect(engineName('somethingNew')).toBe('somethingNew')
    expect(engineName(null)).toBe('')
  })

  it('finds images behind the same origin and behind another', () => {
    expect(assetUrl('', { url: '/assets/a.webp' })).toBe('/assets/a.webp')
    expect(assetUrl('http://localhost:3002', { url: '/assets/a.webp' })).toBe(
      'http://localhost:3002/assets/a.webp',
    )
    expect(assetUrl('http://localhost:3002', { url: 'https://cdn.example/a.webp' })).toBe(
      'https://cdn.example/a.webp',
    )
  })
})
