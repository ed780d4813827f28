import { describe, expect, it } from 'vitest'
import { parseAllowHosts } from '../../src/net/allow-hosts.ts'
import { Guard, portOf } from '../../src/net/guard.ts'

const answers = (addresses: readonly string[]) => new Guard({ resolve: async () => addresses })

describe('Guard.checkUrl', () => {
  const guard = new Guard({ allowed: parseAllowHosts('127.0.0.1:4000,localhost') })

  it('returns the address without its fragment', () => {
    expect(guard.checkUrl('  https://Example.org/a?b=c#d ').href).toBe('https://example.org/a?b=c')
  })

  it('lets named loopback hosts through, on their port alone', () => {
    expect(guard.checkUrl('http://127.0.0.1:4000/').port).toBe('4000')
    expect(() => guard.checkUrl('http://127.0.0.1:4001/')).toThrow('Port 4001')
    expect(() => guard.checkUrl('http://127.0.0.1/')).toThrow('private network')
    expect(guard.checkUrl('http://localhost:5555/').port).toBe('5555')
  })

  it('does not take a host for another that resembles it', () => {
    expect(() => guard.checkUrl('http://[::1]:4000/')).toThrow('Port 4000')
  })
})

describe('Guard.resolve', () => {
  it('returns what it checked', async () => {
    expect(await answers(['93.184.216.34', '2606:4700::1111']).resolve('example.org', 443)).toEqual([
      { address: '93.184.216.34', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ])
  })

  it.each([
    [['10.0.0.1']],
    [['93.184.216.34', '127.0.0.1']],
    [['::ffff:192.168.1.1']],
    [['fe80::1']],
    [['nonsense']],
  ])('condemns a name with %j', async (addresses) => {
    await expect(answers(addresses).resolve('example.org', 443)).rejects.toMatchObject({
      reason: 'blocked-address',
    })
  })

  it('condemns a name that is a named host but leads further inside than loopback', async () => {
    const guard = new Guard({ allowed: parseAllowHosts('intranet'), resolve: async () => ['10.0.0.1'] })
    await expect(guard.resolve('intranet', 80)).rejects.toMatchObject({ reason: 'blocked-address' })
  })

  it('takes localhost for this machine, whatever a name server says', async () => {
    await expect(answers(['93.184.216.34']).resolve('a.localhost', 80)).rejects.toMatchObject({
      reason: 'blocked-address',
    })
  })

  it('names a name that is not there', async () => {
    await expect(answers([]).resolve('example.org', 80)).rejects.toMatchObject({ reason: 'name-not-found' })
  })

  it('checks the port again', async () => {
    await expect(answers(['93.184.216.34']).resolve('example.org', 25)).rejects.toMatchObject({
      reason: 'blocked-port',
    })
  })
})

it('portOf knows the ports of the schemes', () => {
  expect([
    portOf(new URL('http://a/')),
    portOf(new URL('https://a/')),
    portOf(new URL('http://a:81/')),
  ]).toEqual([80, 443, 81])
})
