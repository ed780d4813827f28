import { describe, expect, it } from 'vitest'
import { Problem } from '../src/problem.ts'
import { Slots } from '../src/slots.ts'

const busy = () => new Problem('rate-limited', 'Try again in a minute.', { reason: 'busy' })
const never = new AbortController().signal

describe('Slots', () => {
  it('lets so many run, keeps so many waiting, and turns the rest away', async () => {
    const slots = new Slots(1, 1, busy)
    const giveBack = await slots.take(never)
    const second = slots.take(never)
    await expect(slots.take(never)).rejects.toMatchObject({ reason: 'busy', code: 'rate-limited' })
    expect([slots.running, slots.waiting]).toEqual([1, 1])
    giveBack()
    giveBack()
    const giveSecondBack = await second
    expect([slots.running, slots.waiting]).toEqual([1, 0])
    giveSecondBack()
    expect(slots.running).toBe(0)
  })

  it('serves in the order of arrival, and forgets who gave up', async () => {
    const slots = new Slots(1, 3, busy)
    const giveBack = await slots.take(never)
    const order: string[] = []
    const come = async (name: string) => {
      const back = await slots.take(never)
      order.push(name)
      back()
    }
    const abort = new AbortController()
    const a = come('a')
    const gone = slots.take(abort.signal)
    const b = come('b')
    abort.abort(new Error('gave up'))
    await expect(gone).rejects.toThrow('gave up')
    giveBack()
    await Promise.all([a, b])
    expect(order).toEqual(['a', 'b'])
    expect(slots.running).toBe(0)
  })

  it('takes nobody in who has given up already', async () => {
    const slots = new Slots(1, 1, busy)
    await expect(slots.take(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    expect(slots.running).toBe(0)
  })
})
