import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../src/server/csp.ts'

const policy = (apiUrl: string, development = false, picturesOrigin = '') =>
  new Map(
    contentSecurityPolicy({ nonce: 'abc', apiUrl, picturesOrigin, development })
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

  it('names the site that it is a copy of for pictures alone', () => {
    const site = 'https://site.example.org'
    const [copy, other] = [policy('', false, site), policy('')]
    expect(copy.get('img-src')).toEqual(["'self'", 'data:', 'blob:', site])
    copy.delete('img-src')
    other.delete('img-src')
    expect([...copy]).toEqual([...other])
  })

  it('evaluates code in development only', () => {
    expect(policy('', true).get('script-src')).toContain("'unsafe-eval'")
    expect(policy('').get('script-src')).not.toContain("'unsafe-eval'")
  })
})
