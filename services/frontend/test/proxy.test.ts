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

  it('gives each page its language and a policy with a nonce of its own', () => {
    const [one, two] = [ask('/fr/tools'), ask('/fr/tools')]
    expect(one.headers.get('x-middleware-request-x-parlance-language')).toBe('fr')
    expect(one.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}'/)
    expect(one.headers.get('content-security-policy')).not.toBe(two.headers.get('content-security-policy'))
    expect(one.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
