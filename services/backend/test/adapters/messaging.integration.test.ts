import { type Cable, layCable, waitUntil } from '@parlance/testing'
import { redisMissing, testServer } from '@parlance/testing/test-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Messaging, openMessaging } from '../../src/adapters/messaging.ts'
import type { Bus } from '../../src/features/bus-port.ts'
import type { Cache } from '../../src/features/cache-port.ts'

const missing = await redisMissing()

/** What each bus and cache must do; `open` gives one more backend of the same site. */
function contract(open: () => Promise<Messaging>): void {
  const opened: Messaging[] = []
  const another = async () => {
    const messaging = await open()
    opened.push(messaging)
    await waitUntil('contact', () => messaging.bus.connected && messaging.cache.connected)
    return messaging
  }
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()))
  })
  const listen = (bus: Bus, topic: string) => {
    const heard: string[] = []
    const stop = bus.subscribe(topic, (message) => heard.push(message))
    return { heard, stop }
  }

  test('a message reaches every listener of its topic once, in order, and no other', async () => {
    const { bus } = await another()
    const [one, two, other] = [listen(bus, 'a'), listen(bus, 'a'), listen(bus, 'b')]
    await bus.settled()
    const sent = Array.from({ length: 100 }, (_, n) => `${n} ünïcode "quoted" \n ${'x'.repeat(n)}`)
    for (const message of sent) bus.publish('a', message)
    bus.publish('b', 'last')
    await waitUntil('the last', () => other.heard.length === 1)
    expect(one.heard).toEqual(sent)
    expect(two.heard).toEqual(sent)
    expect(other.heard).toEqual(['last'])
  })

  test('a listener that stopped hears no more; the others do, and it may come back', async () => {
    const { bus } = await another()
    const [one, two] = [listen(bus, 'a'), listen(bus, 'a')]
    await bus.settled()
    one.stop()
    one.stop()
    bus.publish('a', '1')
    two.stop()
    bus.publish('a', '2')
    const three = listen(bus, 'a')
    await bus.settled()
    bus.publish('a', '3')
    await waitUntil('the third', () => three.heard.length === 1)
    expect([one.heard, two.heard, three.heard]).toEqual([[], ['1'], ['3']])
  })

  test('a listener that throws harms nobody, and the same function may listen twice', async () => {
    const { bus } = await another()
    bus.subscribe('a', () => {
      throw new Error('mine alone')
    })
    const heard: string[] = []
    const listener = (message: string) => void heard.push(message)
    bus.subscribe('a', listener)
    const stop = bus.subscribe('a', listener)
    await bus.settled()
    bus.publish('a', '1')
    stop()
    bus.publish('a', '2')
    await waitUntil('both', () => heard.length === 3)
    expect(heard).toEqual(['1', '1', '2'])
  })

  test('a cache keeps, forgets at its time and when told, and knows nothing of what was never put in', async () => {
    const { cache } = await another()
    const key = crypto.randomUUID()
    expect(await cache.get(key)).toBeUndefined()
    await cache.set(key, 'ünïcode', 60_000)
    expect(await cache.get(key)).toBe('ünïcode')
    await cache.set(key, 'other', 60_000)
    expect(await cache.get(key)).toBe('other')
    await cache.delete(key, 'never-there')
    await cache.delete()
    expect(await cache.get(key)).toBeUndefined()
    await cache.set(key, 'short', 60)
    await waitUntil('it is forgotten', async () => (await cache.get(key)) === undefined)
  })

  test('counts go up in their window, each key by itself, and begin anew after it', async () => {
    const { cache } = await another()
    const key = crypto.randomUUID()
    const all = await Promise.all(Array.from({ length: 20 }, () => cache.count(key, 1_500)))
    expect(all.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    )
    for (const { resetMs } of all) expect(resetMs).toSatisfy((ms: number) => ms > 0 && ms <= 1_500)
    expect((await cache.count(`${key}:other`, 60_000)).count).toBe(1)
    await cache.delete(`${key}:other`)
    expect((await cache.count(`${key}:other`, 60_000)).count).toBe(1)
    await waitUntil('a new window', async () => (await cache.count(key, 1_500)).count < 20)
  })
}

describe('in the process', () => {
  contract(async () => openMessaging(undefined, () => {}))
})

describe.skipIf(missing !== '')(`over Redis${missing && ` (skipped: ${missing})`}`, () => {
  let url: string
  let cable: Cable
  beforeAll(async () => {
    url = await testServer('redis')
    cable = await layCable(url)
  })
  afterAll(() => cable?.close())
  const connected = async (at = url) => {
    const messaging = openMessaging(at, () => {})
    await waitUntil('contact', () => messaging.bus.connected && messaging.cache.connected)
    return messaging
  }

  contract(async () => openMessaging(url, () => {}))

  test('backends hear each other, and themselves once; cache and counts are one', async () => {
    const [one, two] = [await connected(), await connected()]
    const [here, there]: [string[], string[]] = [[], []]
    one.bus.subscribe('a', (message) => here.push(message))
    two.bus.subscribe('a', (message) => there.push(message))
    await Promise.all([one.bus.settled(), two.bus.settled()])
    for (let n = 0; n < 50; n++) one.bus.publish('a', `${n}`)
    two.bus.publish('a', 'back')
    await waitUntil('both have all', () => here.length === 51 && there.length === 51)
    expect(there.filter((message) => message !== 'back')).toEqual(
      Array.from({ length: 50 }, (_, n) => `${n}`),
    )
    const key = crypto.randomUUID()
    await one.cache.set(key, 'shared', 60_000)
    expect(await two.cache.get(key)).toBe('shared')
    const counts = [await one.cache.count(key, 60_000), await two.cache.count(key, 60_000)]
    expect(counts.map(({ count }) => count)).toEqual([1, 2])
    await Promise.all([one.close(), two.close()])
  })

  test('while Redis is away nothing throws and this backend hears itself; contact comes back by itself', async () => {
    const [one, two] = [await connected(cable.url), await connected()]
    const [here, there]: [string[], string[]] = [[], []]
    const contact: boolean[] = []
    one.bus.onContact((now) => contact.push(now))
    one.bus.subscribe('a', (message) => here.push(message))
    two.bus.subscribe('a', (message) => there.push(message))
    await Promise.all([one.bus.settled(), two.bus.settled()])

    cable.cut()
    await waitUntil('the loss is noticed', () => !one.bus.connected && !one.cache.connected)
    one.bus.publish('a', 'alone')
    one.bus.subscribe('b', (message) => here.push(message))
    await one.bus.settled()
    await one.cache.set('k', 'v', 60_000)
    expect(await one.cache.get('k')).toBeUndefined()
    const key = crypto.randomUUID()
    const counts = [await one.cache.count(key, 60_000), await one.cache.count(key, 60_000)]
    expect(counts.map(({ count }) => count)).toEqual([1, 2])
    expect(here).toEqual(['alone'])

    cable.mend()
    await waitUntil('contact', () => one.bus.connected && one.cache.connected)
    await one.bus.settled()
    two.bus.publish('b', 'again')
    await waitUntil('it is heard', () => here.includes('again'))
    expect(contact).toEqual([false, true])
    expect(there).toEqual([])
    await Promise.all([one.close(), two.close()])
  })
})

describe('the cache in the process', () => {
  test('forgets the least recently used when it is full, and takes nothing that is larger than itself', async () => {
    const { createInProcessCache } = await import('../../src/adapters/cache-in-process.ts')
    const cache: Cache = createInProcessCache({ maxBytes: 1_000, now: () => 0 })
    const value = 'x'.repeat(100)
    for (const key of ['a', 'b', 'c']) await cache.set(key, value, 1_000)
    await cache.get('a')
    await cache.set('d', value, 1_000)
    await cache.set('huge', 'x'.repeat(1_000), 1_000)
    const known = await Promise.all(['a', 'b', 'c', 'd', 'huge'].map((key) => cache.get(key)))
    expect(known.map((each) => each !== undefined)).toEqual([true, false, true, true, false])
  })
})
