import { setTimeout as delay } from 'node:timers/promises'

/** Milliseconds between two questions, at least and at most. */
const [leastMs, mostMs] = [20, 500]
/** Milliseconds beyond its time that the last question may take on a busy machine. Short of what a test has in all. */
const lastQuestionMs = 60_000

/**
 * Asks until there is an answer, and gives it. It rests as long as the question took, 20 to 500 ms: one that starts a
 * program would otherwise keep a processor from the very thing that is waited for.
 *
 * @param what for the error, such as "the backend is healthy"
 * @param ask undefined, false or an error = not yet
 * @param ms how long it may take, in milliseconds
 * @throws Error after `ms`, with the last error as its cause; a minute later where a question itself never ends
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 90_000,
): Promise<T> {
  const end = performance.now() + ms
  let last: unknown
  for (;;) {
    const asked = performance.now()
    try {
      const answer = await within(Promise.resolve(ask()), end + lastQuestionMs - asked)
      if (answer !== undefined && answer !== false) return answer
      last = undefined
    } catch (error) {
      last = error
    }
    if (performance.now() > end) {
      const why = last === undefined ? '' : ` (${last instanceof Error ? last.message : String(last)})`
      throw new Error(`not within ${ms} ms: ${what}${why}`, { cause: last })
    }
    await delay(Math.min(Math.max(performance.now() - asked, leastMs), mostMs))
  }
}

/** What would be waited for for ever ends the test without a word of what it was. */
async function within<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the last question has no answer')), ms)
  })
  return Promise.race([answer, never]).finally(() => clearTimeout(timer))
}
