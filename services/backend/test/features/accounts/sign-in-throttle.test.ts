import { describe, expect, test } from 'vitest'
import { createInProcessCache } from '../../../src/adapters/cache-in-process.ts'
import { createSignInThrottle } from '../../../src/features/accounts/sign-in-throttle.ts'

/** A throttle on a clock of the test's own; pauses move the clock. */
function throttleOf() {
  let time = 1_000_000
  const pauses: number[] = []
  const now = () => time
  const throttle = createSignInThrottle({
    cache: createInProcessCache({ now }),
    now,
    pause: async (ms) => {
      pauses.push(ms)
      time += ms
    },
  })
  const attempt = async (visitor: string, right: boolean, account = 'ada') => {
    try {
      return (await throttle.run({ account, visitor }, async () => (right ? 'in' : undefined))) ?? 'wrong'
    } catch (error) {
      return (error as { extra: { retryAfterMs: number } }).extra.retryAfterMs
    }
  }
  const many = async (count: number, visitor: string, right: boolean, account?: string) => {
    const answers: (string | number)[] = []
    for (let each = 0; each < count; each += 1) answers.push(await attempt(visitor, right, account))
    return answers
  }
  return {
    attempt,
    many,
    pauses,
    pass: (ms: number) => {
      time += ms
    },
  }
}

test('right passwords are never counted, however many', async () => {
  const { many, pauses } = throttleOf()
  expect(new Set(await many(40, 'home', true))).toEqual(new Set(['in']))
  expect(pauses).toEqual([])
})

describe('wrong passwords', () => {
  test('make their visitor wait, twice as long each time, up to a minute', async () => {
    const { attempt, many, pass } = throttleOf()
    expect(await many(10, 'there', false)).toEqual(Array(10).fill('wrong'))
    const waits: number[] = []
    for (let each = 0; each < 9; each += 1) {
      const waitMs = Number(await attempt('there', true))
      waits.push(waitMs)
      pass(waitMs)
      expect(await attempt('there', false)).toBe('wrong')
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000))
  })

  test('that are tried while waiting make nobody wait longer', async () => {
    const { attempt, many, pass } = throttleOf()
    await many(10, 'there', false)
    await many(50, 'there', false)
    pass(1_000)
    expect(await attempt('there', true)).toBe('in')
  })

  test('are forgotten with a right one', async () => {
    const { attempt, many } = throttleOf()
    for (let each = 0; each < 4; each += 1) {
      expect(await many(9, 'home', false)).toEqual(Array(9).fill('wrong'))
      expect(await attempt('home', true)).toBe('in')
    }
  })

  test('for many accounts make their visitor wait for each', async () => {
    const { attempt, many } = throttleOf()
    for (let account = 0; account < 10; account += 1) await many(5, 'there', false, `account ${account}`)
    expect(await attempt('there', true, 'one more')).toBe(1_000)
    expect(await attempt('home', true, 'one more')).toBe('in')
  })

  test('from everywhere slow the account down and never keep its owner out', async () => {
    const { attempt, pauses } = throttleOf()
    for (let each = 0; each < 300; each += 1) await attempt(`stranger ${each}`, false)
    expect(Math.max(...pauses)).toBe(2_000)
    expect(pauses[0]).toBe(100)
    expect(await attempt('home', true)).toBe('in')
    const slowed = pauses.length
    expect(await attempt('home', true)).toBe('in')
    expect(pauses).toHaveLength(slowed)
  })
})

test('ten wrong ones from each of a hundred addresses: each address waits, each try is slowed, the owner comes in', async () => {
  const { attempt, many, pauses } = throttleOf()
  for (let address = 0; address < 100; address += 1) {
    expect(await many(10, `address ${address}`, false)).toEqual(Array(10).fill('wrong'))
    expect(await attempt(`address ${address}`, true)).toBe(1_000)
  }
  // Twenty for an account cost nothing; the next one slows the 979 after it.
  expect(pauses).toHaveLength(979)
  expect(Math.max(...pauses)).toBe(2_000)
  expect(await attempt('home', true)).toBe('in')
})

test('many tries at once count as many', async () => {
  const { attempt } = throttleOf()
  const answers = await Promise.all(Array.from({ length: 20 }, () => attempt('there', false)))
  expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(10)
})
