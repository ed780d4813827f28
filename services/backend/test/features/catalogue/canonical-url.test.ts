import { describe, expect, test } from 'vitest'
import { canonicalUrl } from '../../../src/features/catalogue/canonical-url.ts'

describe('one listing', () => {
  test.each([
    'https://example.org',
    'http://example.org/',
    'https://www.example.org/',
    'HTTPS://EXAMPLE.ORG:443/#top',
    'https://example.org/?utm_source=x&fbclid=1',
    'https://example.org./',
  ])('%s', (url) => {
    expect(canonicalUrl(url)).toBe('https://example.org')
  })

  test('the order of parameters does not matter, their values do', () => {
    expect(canonicalUrl('https://a.org/x?b=2&a=1')).toBe(canonicalUrl('https://a.org/x/?a=1&b=2'))
    expect(canonicalUrl('https://a.org/x?a=1')).not.toBe(canonicalUrl('https://a.org/x?a=2'))
  })
})

test.each([
  ['https://example.org/a', 'https://example.org/b'],
  ['https://example.org/A', 'https://example.org/a'],
  ['https://app.example.org/', 'https://example.org/'],
  ['https://example.org:8443/', 'https://example.org/'],
  ['https://example.org/?page=2', 'https://example.org/'],
])('%s and %s are two', (one, other) => {
  expect(canonicalUrl(one)).not.toBe(canonicalUrl(other))
})

test.each(['https://example.org/a/b?x=1', 'https://bücher.example/straße', 'https://[2001:db8::1]:81/x'])(
  'is its own canonical form: %s',
  (url) => {
    expect(canonicalUrl(canonicalUrl(url))).toBe(canonicalUrl(url))
  },
)
