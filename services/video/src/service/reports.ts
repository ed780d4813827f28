/** Milliseconds without news after which the last are told again. */
const usualQuietMs = 20_000

/**
 * Work as it goes: what it reports while it runs, the latest alone where the reader is slower, then what it makes. Work that
 * cannot tell how far it is, is told of all the same: its own limits end it where it hangs, and who reads takes silence for a dead service.
 *
 * @yields fractions from 0 to 1, none smaller than the one before; the same again after `quietMs` milliseconds without news
 */
export async function* withProgress<T>(
  work: (report: (fraction: number) => void) => Promise<T>,
  quietMs = usualQuietMs,
): AsyncGenerator<number, T> {
  let latest = 0
  let told = 0
  let wake = Promise.withResolvers<void>()
  let ended = false
  const result = work((fraction) => {
    latest = fraction
    wake.resolve()
  }).finally(() => {
    ended = true
    wake.resolve()
  })
  // It is awaited below; until then nobody has to hear of its failure.
  result.catch(() => {})
  let quiet = false
  const timer = setInterval(() => {
    quiet = true
    wake.resolve()
  }, quietMs)
  try {
    for (;;) {
      await wake.promise
      if (ended) return await result
      wake = Promise.withResolvers()
      if (latest > told || quiet) {
        told = Math.max(told, latest)
        quiet = false
        timer.refresh()
        yield told
      }
    }
  } finally {
    clearInterval(timer)
    // Who reads no further has ended the work by its signal. Until it has ended, what it works with is not taken away.
    await result.catch(() => {})
  }
}
