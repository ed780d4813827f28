import { Problem } from '@parlance/service-kit'
import { expect, test } from 'vitest'
import { readAddress } from '../../../src/features/submissions/submitted-address.ts'

test.each([
  ['example.org', 'https://example.org/'],
  [' https://example.org/a?b=c#d ', 'https://example.org/a?b=c'],
  ['http://example.org', 'http://example.org/'],
  ['//example.org/x', 'https://example.org/x'],
  ['example.org:8080/x', 'https://example.org:8080/x'],
  ['HTTPS://EXAMPLE.ORG', 'https://example.org/'],
  ['https://bücher.example', 'https://xn--bcher-kva.example/'],
  ['127.0.0.1:4000', 'https://127.0.0.1:4000/'],
  ['http://localhost:3000/x', 'http://localhost:3000/x'],
  ['http://[2001:db8::1]/', 'http://[2001:db8::1]/'],
])('%j is %s', (typed, address) => {
  expect(readAddress(typed)).toBe(address)
})

test.each([
  ['', 'invalid-url'],
  ['hello', 'invalid-url'],
  ['two words.org', 'invalid-url'],
  ['https://', 'invalid-url'],
  ['https://exa mple.org', 'invalid-url'],
  ['https://a..b/', 'invalid-url'],
  ['https://me@example.org/', 'invalid-url'],
  ['https://me:secret@example.org/', 'invalid-url'],
  ['mailto:me@example.org', 'unsupported-scheme'],
  ['javascript:alert(1)', 'unsupported-scheme'],
  ['data:text/html,x', 'unsupported-scheme'],
  ['file:///etc/passwd', 'unsupported-scheme'],
  ['ftp://example.org/', 'unsupported-scheme'],
])('%j is refused: %s', (typed, reason) => {
  const fault = (() => {
    try {
      return readAddress(typed)
    } catch (error) {
      return error
    }
  })()
  expect(fault).toBeInstanceOf(Problem)
  expect(fault).toMatchObject({ code: 'invalid', reason })
  expect((fault as Problem).detail).not.toContain('secret')
})
