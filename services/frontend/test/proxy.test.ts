import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { proxy } from '../proxy.ts'

const ask = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://parlance.example${path}`, { headers }))

describe('proxy', () => {
  it('sends a path without a language to what the browser asks for, and keeps path and query', () => {
    const answer = ask('/tools?q=a%20b', { 'accept-language': 'pt-PT,en;q=0.5' })
    expect(answer.status).toBe(307)
    expect(new URL(answer.headers.get('location') ?? '')).toMatchObject({
      pathname: '/pt/tools',
      search: '?q=a%20b',
    })
    expect(answer.headers.get('vary')).toBe('Accept-Language, Cookie')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('takes the chosen language over the browser’s, and no other value of the cookie', () => {
    const headers = { 'accept-language': 'fr' }
    expect(ask('/', { ...headers, cookie: 'parlance_lang=nl' }).headers.get('location')).toMatch(/\/nl$/)
    expect(ask('/', { ...headers, cookie: 'parlance_lang=../evil' }).headers.get('location')).toMatch(/\/fr$/)
  })

  it('cannot be led to another host', () => {
    for (const path of ['//evil.example/x', '/\\evil.example', '/%2F%2Fevil.example']) {
      expect(new URL(ask(path).headers.get('location') ?? '').host).toBe('parlance.example')
    }
  })

  it.each([
    ['/EN', '/en'],
    ['/en-US/tools?q=a', '/en/tools?q=a'],
    ['/pt_BR/rooms/lobby', '/pt/rooms/lobby'],
    ['/de-Latn-CH', '/de'],
    ['/es-419/submit', '/es/submit'],
  ])('finds the page of %s at %s, for good', (path, target) => {
    const answer = ask(path)
    expect(answer.status).toBe(308)
    expect(answer.headers.get('location')).toBe(`http://parlance.example${target}`)
  })

  it.each(['/ja-JP/tools', '/it-tools', '/english'])('takes %s for no language of the site', (path) => {
    expect(ask(path, { 'accept-language': 'nl' }).headers.get('location')).toBe(
      `http://parlance.example/nl${path}`,
    )
  })

  it('lets a browser keep a page for its back button', () => {
    expect(ask('/fr/tools').headers.get('cache-control')).not.toContain('no-store')
  })

  it('gives each page its language and a policy with a nonce of its own', () => {
    const [one, two] = [ask('/fr/tools'), ask('/fr/tools')]
    expect(one.headers.get('x-middleware-request-x-parlance-language')).toBe('fr')
    expect(one.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}'/)
    expect(one.headers.get('content-security-policy')).not.toBe(two.headers.get('content-security-policy'))
    expect(one.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
