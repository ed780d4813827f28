const hubs = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls back once when a signal aborts; @returns how to take that back. One listener serves all callbacks of a signal:
 * thousands of segments share a request's, and adding a listener looks through all that are there.
 */
export function onAbort(signal: AbortSignal, call: () => void): () => void {
  let calls = hubs.get(signal)
  if (!calls) {
    const all = new Set<() => void>()
    calls = all
    hubs.set(signal, all)
    const abort = () => {
      for (const one of all) one()
      all.clear()
    }
    signal.addEventListener('abort', abort, { once: true })
  }
  calls.add(call)
  return () => calls.delete(call)
}
