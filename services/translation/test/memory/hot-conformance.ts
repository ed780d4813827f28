import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HotMemory, Remembered } from '../../src/memory/hot-memory-port.ts'

/** An entry. */
export function remembered(translated: string): Remembered {
  return { translated, engine: 'apertium', model: 'apertium', confidence: 0.7, human: false, confirmed: true }
}

/** One suite for every hot memory. */
export function describeHotMemory(name: string, make: () => Promise<HotMemory>): void {
  describe(`hot memory ${name}`, () => {
    let memory: HotMemory
    beforeAll(async () => {
      memory = await make()
    })
    afterAll(() => memory.close())

    it('knows what it was told, in the order asked', async () => {
      await memory.set([
        { hash: 'a', field: 'en|es', entry: remembered('uno') },
        { hash: 'a', field: 'en|fr', entry: remembered('un') },
        { hash: 'b', field: 'en|es', entry: remembered('dos “tres” 😀') },
      ])
      const found = await memory.get([
        { hash: 'b', field: 'en|es' },
        { hash: 'x', field: 'en|es' },
        { hash: 'a', field: 'en|fr' },
      ])
      expect(found.map((entry) => entry?.translated)).toEqual(['dos “tres” 😀', undefined, 'un'])
      expect(found[0]).toEqual(remembered('dos “tres” 😀'))
      expect(await memory.get([])).toEqual([])
    })

    it('writes over what it knew', async () => {
      await memory.set([{ hash: 'w', field: 'f', entry: remembered('old') }])
      await memory.set([{ hash: 'w', field: 'f', entry: { ...remembered('new'), human: true } }])
      expect((await memory.get([{ hash: 'w', field: 'f' }]))[0]).toMatchObject({
        translated: 'new',
        human: true,
      })
    })

    it('forgets a segment in all languages, and nothing else', async () => {
      await memory.set([
        { hash: 'gone', field: '1', entry: remembered('x') },
        { hash: 'gone', field: '2', entry: remembered('y') },
        { hash: 'here', field: '1', entry: remembered('z') },
      ])
      expect(await memory.forget(['gone'])).toBe(1)
      const found = await memory.get([
        { hash: 'gone', field: '1' },
        { hash: 'gone', field: '2' },
        { hash: 'here', field: '1' },
      ])
      expect(found.map((entry) => entry?.translated)).toEqual([undefined, undefined, 'z'])
      expect(await memory.forget([])).toBe(0)
    })

    it('forgets everything', async () => {
      await memory.set([{ hash: 'last', field: 'f', entry: remembered('x') }])
      expect(await memory.forgetAll()).toBeGreaterThan(0)
      expect(await memory.get([{ hash: 'last', field: 'f' }])).toEqual([undefined])
    })
  })
}
