/**
 * Work as it goes: what it reports while it runs, the latest alone where the reader is slower, then what it makes.
 *
 * @yields fractions from 0 to 1, each larger than the one before
 */
export async function* withProgress<T>(
  work: (report: (fraction: number) => void) => Promise<T>,
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
  try {
    for (;;) {
      await wake.promise
      if (ended) return await result
      wake = Promise.withResolvers()
      if (latest > told) {
        told = latest
        yield told
      }
    }
  } finally {
    // Who reads no further has ended the work by its signal. Until it has ended, what it works with is not taken away.
    await result.catch(() => {})
  }
}
