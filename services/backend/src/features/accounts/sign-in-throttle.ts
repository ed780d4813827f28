import { Problem } from '@parlance/service-kit'
import type { Cache } from '../cache-port.ts'

const minute = 60_000
/** Wrong passwords are counted for so long. */
const windowMs = 15 * minute
/** So many cost nothing: of one visitor for one account, and of one visitor for all accounts. */
const freeOfPair = 10
const freeOfVisitor = 50
/** After these, each wrong one doubles the wait until the next try, from one second up. */
const longestWaitMs = minute
/** Wrong ones for an account, from wherever, after which each try takes longer; its owner is never refused for them. */
const freeOfAccount = 20
const slowerMs = 100
const slowestMs = 2_000
/** Tries of one visitor for one account that may wait for each other. */
const mostWaiting = 20

/** Who tries to sign in: an account and a visitor, by keys that say nothing. */
export interface Attempt {
  readonly account: string
  readonly visitor: string
}

/** Makes guessing passwords slow, and signing in not. */
export interface SignInThrottle {
  /**
   * Runs one try. What it resolves to is a success and clears what was counted; undefined is a wrong password.
   *
   * @throws Problem `rate-limited` with `retryAfterMs`, where this visitor has to wait
   */
  run<T>(attempt: Attempt, verify: () => Promise<T | undefined>): Promise<T | undefined>
}

/**
 * Slows by visitor and by account. A visitor who guesses waits longer and longer; strangers who guess from everywhere make
 * each try for the account take longer, at most two seconds, and keep nobody out. Tries of one visitor for one account go
 * one after the other, so that many at once count as many.
 */
export function createSignInThrottle({
  cache,
  now,
  pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}: {
  readonly cache: Pick<Cache, 'count' | 'delete' | 'get' | 'set'>
  readonly now: () => number
  readonly pause?: (ms: number) => Promise<void>
}): SignInThrottle {
  const queues = new Map<string, { tail: Promise<unknown>; waiting: number }>()
  /** Beside the cache, for when that cannot be reached: until when somebody waits. */
  const waits = new Map<string, number>()

  const inTurn = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const queue = queues.get(key) ?? { tail: Promise.resolve(), waiting: 0 }
    if (queue.waiting >= mostWaiting) throw tooMany(1_000)
    queues.set(key, queue)
    queue.waiting++
    const turn = queue.tail.then(work, work)
    queue.tail = turn.catch(() => {})
    try {
      return await turn
    } finally {
      queue.waiting--
      if (queue.waiting === 0) queues.delete(key)
    }
  }
  const leftOf = async (key: string) => {
    const until = Math.max(waits.get(key) ?? 0, Number((await cache.get(`login:wait:${key}`)) ?? 0))
    return Math.max(0, until - now())
  }
  const wrong = async (key: string, free: number) => {
    const { count } = await cache.count(`login:wrong:${key}`, windowMs)
    if (count < free) return
    const waitMs = Math.min(longestWaitMs, 1_000 * 2 ** Math.min(count - free, 16))
    for (const [known, until] of waits) if (until <= now() || waits.size > 10_000) waits.delete(known)
    waits.set(key, now() + waitMs)
    await cache.set(`login:wait:${key}`, String(now() + waitMs), waitMs)
  }
  const forget = async (...keys: readonly string[]) => {
    for (const key of keys) waits.delete(key)
    await cache.delete(
      ...keys.flatMap((key) => [`login:wrong:${key}`, `login:wait:${key}`, `login:slow:${key}`]),
    )
  }

  return {
    run: ({ account, visitor }, verify) => {
      const pair = `${account}:${visitor}`
      return inTurn(pair, async () => {
        const waitMs = Math.max(await leftOf(pair), await leftOf(visitor))
        if (waitMs > 0) throw tooMany(waitMs)
        const slow = Number((await cache.get(`login:slow:${account}`)) ?? 0)
        if (slow > 0) await pause(slow)
        const found = await verify()
        if (found !== undefined) {
          await forget(pair, account)
          return found
        }
        await wrong(pair, freeOfPair)
        await wrong(visitor, freeOfVisitor)
        const { count } = await cache.count(`login:wrong:${account}`, windowMs)
        const slower = Math.min(slowestMs, slowerMs * (count - freeOfAccount))
        if (slower > 0) await cache.set(`login:slow:${account}`, String(slower), windowMs)
        return undefined
      })
    },
  }
}

function tooMany(waitMs: number): Problem {
  return new Problem(
    'rate-limited',
    `Too many wrong passwords from here: try again in ${Math.ceil(waitMs / 1_000)} s.`,
    { extra: { retryAfterMs: waitMs } },
  )
}
