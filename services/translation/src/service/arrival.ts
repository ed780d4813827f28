/** Texts begun in one turn of the event loop. */
const perTurn = 8

/** Begins work on many items, so many a turn, so that a large request does not keep the others waiting. */
export function beginAll<T, R>(items: readonly T[], begin: (item: T) => Promise<R>): Promise<R>[] {
  let turn: Promise<void> | undefined
  return items.map((item, index) => {
    if (index > 0 && index % perTurn === 0) {
      const before = turn ?? Promise.resolve()
      turn = before.then(() => new Promise((resolve) => setImmediate(resolve)))
    }
    return turn ? turn.then(() => begin(item)) : begin(item)
  })
}

/**
 * Yields what promises resolve to as they do, each with its index. Rejects with the first rejection; the other promises
 * are left to their own signals and never become unhandled.
 */
export async function* inOrderOfArrival<T>(
  work: readonly Promise<T>[],
): AsyncGenerator<[index: number, value: T]> {
  const arrived: [number, T][] = []
  let failure: { error: unknown } | undefined
  let wake = () => {}
  work.forEach((promise, index) => {
    promise.then(
      (value) => {
        arrived.push([index, value])
        wake()
      },
      (error) => {
        failure ??= { error }
        wake()
      },
    )
  })
  for (let yielded = 0; yielded < work.length; ) {
    if (failure) throw failure.error
    const next = arrived.shift()
    if (next) {
      yielded += 1
      yield next
      continue
    }
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
}
