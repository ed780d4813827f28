import { setTimeout as pause } from 'node:timers/promises'

const intervalMs = 20

/**
 * Asks again and again until the answer is something, and gives it.
 *
 * @param what for the error, such as "the backend is healthy"
 * @param ask undefined, false or an error = not yet
 * @throws Error after `deadlineMs`, with the last error
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  deadlineMs = 30_000,
): Promise<T> {
  const end = performance.now() + deadlineMs
  let last: unknown
  do {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (error) {
      last = error
    }
    await pause(intervalMs)
  } while (performance.now() < end)
  throw new Error(`Not within ${deadlineMs / 1_000} s: ${what}`, { cause: last })
}
