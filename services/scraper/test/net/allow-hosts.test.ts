import { describe, expect, it } from 'vitest'
import { noAllowedHosts, parseAllowHosts } from '../../src/net/allow-hosts.ts'

describe('parseAllowHosts', () => {
  it('names hosts with one port or all', () => {
    const allowed = parseAllowHosts('localhost:4000, 127.0.0.1 ,[::1]:80,')
    expect(allowed.has('localhost', 4_000)).toBe(true)
    expect(allowed.has('LOCALHOST.', 4_000)).toBe(true)
    expect(allowed.has('localhost', 4_001)).toBe(false)
    expect(allowed.has('127.0.0.1', 9)).toBe(true)
    expect(allowed.has('127.0.0.2', 9)).toBe(false)
    expect(allowed.has('[::1]', 80)).toBe(true)
    expect(allowed.has('::1', 81)).toBe(false)
  })

  it('is empty for an empty text', () => {
    expect(parseAllowHosts(' , ').has('localhost', 80)).toBe(false)
    expect(noAllowedHosts.has('localhost', 80)).toBe(false)
  })

  it.each(['http://localhost', 'localhost:0', 'localhost:70000', 'a b', '*', '::1'])(
    'refuses %s by name',
    (text) => {
      expect(() => parseAllowHosts(`ok,${text}`)).toThrow(`"${text}"`)
    },
  )
})
