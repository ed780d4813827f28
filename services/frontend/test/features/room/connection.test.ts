import { describe, expect, it } from 'vitest'
import { reconnectDelay } from '../../../src/features/room/backoff.ts'
import {
  type Connection,
  type ConnectionEvent,
  type Effect,
  idle,
  isReconnecting,
  stepConnection,
} from '../../../src/features/room/connection.ts'

function run(types: readonly ConnectionEvent['type'][], from: Connection = idle) {
  const effects: Effect[] = []
  let now = from
  for (const type of types) {
    const step = stepConnection(now, { type }, 0.5)
    now = step.next
    effects.push(...step.effects)
  }
  return { now, effects: effects.map((effect) => effect.type), full: effects }
}

const live = run(['start', 'opened', 'welcomed']).now

describe('stepConnection', () => {
  it('opens, says hello, and is live once welcomed', () => {
    const { now, effects } = run(['start', 'opened', 'welcomed'])
    expect(effects).toEqual(['open', 'hello'])
    expect(now).toEqual({ phase: 'live', attempt: 0, everLive: true })
  })

  it('waits longer after each failure, and begins anew once live', () => {
    const { full, now } = run(['lost', 'due', 'lost', 'due', 'lost'], live)
    const waits = full.flatMap((effect) => (effect.type === 'wait' ? [effect.ms] : []))
    expect(waits).toEqual([375, 750, 1_500])
    expect(run(['due', 'opened', 'welcomed'], now).now.attempt).toBe(0)
  })

  it('does not sit out a wait when it is woken', () => {
    expect(run(['lost', 'wake'], live)).toMatchObject({
      now: { phase: 'connecting' },
      effects: ['wait', 'open'],
    })
    expect(run(['wake'], live).effects).toEqual([])
  })

  it('hears of one loss once', () => {
    expect(run(['lost', 'lost'], live).effects).toEqual(['wait'])
  })

  it('says hello again to go on under another name; where it is not open, the hello to come does', () => {
    expect(run(['renew'], live)).toMatchObject({ now: { phase: 'greeting' }, effects: ['hello'] })
    expect(run(['renew', 'welcomed'], live).now.phase).toBe('live')
    expect(run(['lost', 'renew'], live).effects).toEqual(['wait'])
    expect(run(['start', 'renew', 'opened']).effects).toEqual(['open', 'hello'])
  })

  it('does nothing more once stopped, but to start again', () => {
    const { now } = run(['stop'], live)
    expect(run(['lost', 'due', 'wake', 'renew', 'opened'], now).effects).toEqual([])
    expect(run(['start'], now).effects).toEqual(['open'])
  })

  it('passes over what does not fit', () => {
    expect(run(['opened', 'welcomed', 'due', 'lost']).now).toBe(idle)
    expect(run(['welcomed'], run(['start']).now).now.phase).toBe('connecting')
  })
})

describe('isReconnecting', () => {
  it('is not said of the first connecting, but of every later one', () => {
    expect(isReconnecting(run(['start']).now)).toBe(false)
    expect(isReconnecting(run(['start', 'lost']).now)).toBe(true)
    expect(isReconnecting(run(['lost', 'due'], live).now)).toBe(true)
    expect(isReconnecting(run(['renew'], live).now)).toBe(false)
    expect(isReconnecting(live)).toBe(false)
  })
})

describe('reconnectDelay', () => {
  it('doubles up to 15 s, between half and the whole', () => {
    expect([0, 1, 2, 3].map((attempt) => reconnectDelay(attempt, 0))).toEqual([250, 500, 1_000, 2_000])
    expect(reconnectDelay(50, 0)).toBe(7_500)
    expect(reconnectDelay(50, 0.999_999)).toBe(15_000)
  })
})
