import { LRUCache } from 'lru-cache'
import type { Cache, Count } from '../features/cache-port.ts'

interface Entry {
  readonly value: string
  readonly bytes: number
  readonly expires: number
}

/** Counts in windows of time, in the process. */
export function createCounts(now: () => number, maxKeys = 100_000) {
  const windows = new Map<string, { count: number; ends: number }>()
  const count = (key: string, windowMs: number): Count => {
    const time = now()
    let window = windows.get(key)
    if (!window || window.ends <= time) {
      window = { count: 0, ends: time + windowMs }
      // The oldest go first when there are too many: counting is never a way to fill the memory.
      windows.delete(key)
      windows.set(key, window)
      for (const oldest of windows.keys()) {
        if (windows.size <= maxKeys) break
        windows.delete(oldest)
      }
    }
    window.count++
    return { count: window.count, resetMs: window.ends - time }
  }
  return { count, forget: (key: string) => void windows.delete(key) }
}

/** The cache of a site that runs one backend: least recently used goes first when `maxBytes` is reached. */
export function createInProcessCache({
  maxBytes = 32 * 1_024 * 1_024,
  now = Date.now,
}: {
  readonly maxBytes?: number
  /** Milliseconds. */
  readonly now?: () => number
} = {}): Cache {
  // Times are kept beside the values, because they go by the caller's clock.
  const entries = new LRUCache<string, Entry>({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes })
  const counts = createCounts(now)

  return {
    get: async (key) => {
      const entry = entries.get(key)
      if (!entry || entry.expires > now()) return entry?.value
      entries.delete(key)
      return undefined
    },
    set: async (key, value, ttlMs) => {
      // What is larger than the whole cache is not kept.
      entries.set(key, { value, bytes: 2 * (key.length + value.length) + 64, expires: now() + ttlMs })
    },
    delete: async (...keys) => {
      for (const key of keys) {
        entries.delete(key)
        counts.forget(key)
      }
    },
    count: async (key, windowMs) => counts.count(key, windowMs),
    connected: true,
    close: async () => entries.clear(),
  }
}
