import { describe, expect, it } from 'vitest'
import { readAddress } from '../../../src/features/submit/address.ts'

describe('readAddress', () => {
  it.each([
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['  example.org ', 'https://example.org/'],
    ['www.example.org/tools', 'https://www.example.org/tools'],
    ['example.org:8080/x', 'https://example.org:8080/x'],
    ['localhost:3000', 'https://localhost:3000/'],
    ['<https://example.org>', 'https://example.org/'],
    ['http://münchen.example', 'http://xn--mnchen-3ya.example/'],
  ])('%s becomes %s', (pasted, address) => {
    expect(readAddress(pasted)).toBe(address)
  })

  it.each([
    '',
    '   ',
    'not a url',
    'hello',
    'https://',
    'http://exa mple.org',
    `https://example.org/${'x'.repeat(2_048)}`,
  ])('refuses %s', (pasted) => {
    expect(readAddress(pasted)).toBeUndefined()
  })

  it('leaves other schemes to the backend, which says why not', () => {
    expect(readAddress('ftp://example.org/')).toBe('ftp://example.org/')
  })
})
