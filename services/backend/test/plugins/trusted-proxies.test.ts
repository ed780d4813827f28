import { describe, expect, test } from 'vitest'
import { createTrustedProxies, visitorKey } from '../../src/plugins/trusted-proxies.ts'

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

  test.each(['10.0.0.0/33', '10.0.0.0/x', 'http://edge', 'edge/8', 'a b'])(
    '%j is refused by name',
    (setting) => {
      expect(() => createTrustedProxies(setting)).toThrow(setting)
    },
  )
})

test.each([
  ['192.0.2.9', '192.0.2.9'],
  ['::ffff:192.0.2.9', '192.0.2.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('a visitor from %s is counted as %s', (address, key) => {
  expect(visitorKey(address)).toBe(key)
})
