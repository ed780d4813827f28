const firstMs = 500
const longestMs = 15_000

/**
 * Milliseconds to wait before connection attempt `attempt` (0 = the first retry): exponential with equal jitter, so that
 * the readers of a restarted server do not all come back in the same instant, and none comes back at once.
 * @param random uniform in [0, 1)
 */
export function reconnectDelay(attempt: number, random: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling / 2 + (ceiling / 2) * random)
}
