import { describe, expect, test, vi } from 'vitest'
import { createTrustedProxies } from '../../src/plugins/trusted-proxies.ts'

describe('trusted proxies', () => {
  test.each([
    ['', '127.0.0.1', false],
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['10.1.0.0/16, 192.0.2.1', '10.1.255.3', true],
    ['10.1.0.0/16', '10.2.0.1', false],
    ['fd00::/8', 'fd12::1', true],
    ['fd00::/8', '2001:db8::1', false],
  ])('%j and %s: %s', (setting, address, trusted) => {
    expect(createTrustedProxies(setting).trusts(address)).toBe(trusted)
  })

  test('a name stands for its addresses, one that is not known for none', async () => {
    const faults: unknown[] = []
    const proxies = createTrustedProxies('localhost, nowhere.invalid', {
      report: (error) => faults.push(error),
    })
    expect(proxies.trusts('127.0.0.1')).toBe(false)
    await proxies.ready()
    expect(proxies.trusts('127.0.0.1')).toBe(true)
    expect(proxies.trusts('192.0.2.7')).toBe(false)
    expect(faults.length).toBeGreaterThan(0)
  })

  test('a name that is looked up for long holds up neither a start nor the other names', async () => {
    const { promise, resolve } = Promise.withResolvers<{ address: string }[]>()
    const proxies = createTrustedProxies('late, early', {
      addressesOf: async (name) => (name === 'late' ? promise : [{ address: '192.0.2.2' }]),
      patienceMs: 10,
    })
    await proxies.ready()
    expect(proxies.trusts('192.0.2.2')).toBe(true)
    expect(proxies.trusts('192.0.2.1')).toBe(false)
    resolve([{ address: '192.0.2.1' }])
    await vi.waitFor(() => expect(proxies.trusts('192.0.2.1')).toBe(true))
  })

  test.each(['10.0.0.0/33', '10.0.0.0/x', 'http://edge', 'edge/8', 'a b'])(
    '%j is refused by name',
    (setting) => {
      expect(() => createTrustedProxies(setting)).toThrow(setting)
    },
  )
})
