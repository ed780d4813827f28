import { describe, expect, it } from 'vitest'
import { HostGate } from '../../src/politeness/host-gate.ts'
import { FakeClock, settled } from '../support/fake-clock.ts'

/** A visit that lasts until it is told to end. */
function visit() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const state = { begun: false, end: resolve }
  return Object.assign(state, {
    work: async () => {
      state.begun = true
      await promise
    },
  })
}

describe('HostGate', () => {
  it('lets one through at a time, with the pause between', async () => {
    const clock = new FakeClock()
    const gate = new HostGate(clock, 500)
    const [first, second] = [visit(), visit()]
    void gate.run('a', first.work)
    void gate.run('a', second.work)
    await settled()
    expect([first.begun, second.begun]).toEqual([true, false])
    first.end()
    await settled()
    expect(second.begun).toBe(false)
    await clock.advance(499)
    expect(second.begun).toBe(false)
    await clock.advance(1)
    expect(second.begun).toBe(true)
  })

  it('does not keep other hosts waiting', async () => {
    const gate = new HostGate(new FakeClock(), 500)
    const [first, second] = [visit(), visit()]
    void gate.run('a', first.work)
    void gate.run('b', second.work)
    await settled()
    expect(second.begun).toBe(true)
  })

  it('pauses longer where the host asks for it', async () => {
    const clock = new FakeClock()
    const gate = new HostGate(clock, 500)
    await gate.run('a', async () => {}, undefined, 3_000)
    const next = visit()
    void gate.run('a', next.work)
    await settled()
    expect(clock.slept).toEqual([3_000])
  })

  it('does not pause where time has passed by itself', async () => {
    const clock = new FakeClock()
    const gate = new HostGate(clock, 500)
    await gate.run('a', async () => {})
    await clock.advance(600)
    await gate.run('a', async () => {})
    expect(clock.slept).toEqual([])
  })

  it('goes on after a visit that failed and one that was given up', async () => {
    const clock = new FakeClock()
    const gate = new HostGate(clock, 0)
    await expect(gate.run('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
    const long = visit()
    const running = gate.run('a', long.work)
    const abort = new AbortController()
    const waiting = gate.run('a', async () => 'never', abort.signal)
    const third = gate.run('a', async () => 'third')
    await settled()
    abort.abort(new Error('given up'))
    await expect(waiting).rejects.toThrow('given up')
    long.end()
    await running
    expect(await third).toBe('third')
  })
})
