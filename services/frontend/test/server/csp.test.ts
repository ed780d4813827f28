import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../src/server/csp.ts'

const policy = (apiUrl: string, development = false) =>
  new Map(
    contentSecurityPolicy({ nonce: 'abc', apiUrl, development })
      .split('; ')
      .map((directive) => {
        const [name = '', ...sources] = directive.split(' ')
        return [name, sources]
      }),
  )

describe('contentSecurityPolicy', () => {
  it('lets a script run by its nonce alone', () => {
    expect(policy('').get('script-src')).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"])
  })

  it('names the backend for calls, sockets, pictures and videos where it is another origin', () => {
    const split = policy('https://api.example.org')
    expect(split.get('connect-src')).toEqual(["'self'", 'https://api.example.org', 'wss://api.example.org'])
    expect(split.get('img-src')).toContain('https://api.example.org')
    expect(split.get('media-src')).toEqual(["'self'", 'blob:', 'https://api.example.org'])
    expect(policy('').get('media-src')).toEqual(["'self'", 'blob:'])
    expect(policy('').get('connect-src')).toEqual(["'self'"])
  })

  it('evaluates code in development only', () => {
    expect(policy('', true).get('script-src')).toContain("'unsafe-eval'")
    expect(policy('').get('script-src')).not.toContain("'unsafe-eval'")
  })
})
