import { Problem } from '@parlance/service-kit'

/** Mean delay of the event loop over a second beyond which requests are refused, in milliseconds. */
const mostDelayMs = 3_000

/**
 * What @fastify/under-pressure refuses. It calls a second without one measurement an infinite delay: that is a single pause,
 * as after a start or on a busy machine, which is over when a request is looked at, and no overload.
 */
export const overload = {
  maxEventLoopDelay: mostDelayMs,
  async pressureHandler(_request: unknown, _reply: unknown, _type: string, delayMs: number | undefined) {
    if (delayMs === Number.POSITIVE_INFINITY) return
    throw new Problem('unavailable', 'The server is too busy. Try again in a moment.')
  },
}
