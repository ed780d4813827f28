import type { CatalogueStore, Counter } from './catalogue-store-port.ts'

/** Counts are written together, after so many milliseconds. */
const everyMs = 1_000
/** A listing that was there is taken for there for so long; at most so many are remembered. */
const knownMs = 60_000
const mostKnown = 10_000

/** Counts readers, many in one write. */
export interface ReadCounter {
  /** Counts one more. @returns whether there is such a listing */
  count(slug: string, counter: Counter): Promise<boolean>
  /** Writes what is not written yet, and counts no more. */
  stop(): Promise<void>
}

/**
 * A reader costs a look into a map: what a busy page counts is added once a second. What a crash loses is a second of
 * counts; what an outage delays is kept and added later.
 */
export function createReadCounter({
  store,
  report,
  now = Date.now,
}: {
  readonly store: Pick<CatalogueStore, 'exists' | 'addCounts'>
  readonly report: (error: unknown) => void
  readonly now?: () => number
}): ReadCounter {
  const known = new Map<string, number>()
  let counts = new Map<string, Record<Counter, number>>()
  let writing: Promise<void> = Promise.resolve()

  const add = (slug: string, views: number, clicks: number) => {
    const count = counts.get(slug) ?? { views: 0, clicks: 0 }
    counts.set(slug, { views: count.views + views, clicks: count.clicks + clicks })
  }
  const write = async () => {
    const written = counts
    if (written.size === 0) return
    counts = new Map()
    try {
      await store.addCounts([...written].map(([slug, count]) => ({ slug, ...count })))
    } catch (error) {
      report(error)
      for (const [slug, { views, clicks }] of written) add(slug, views, clicks)
    }
  }
  const writeInTurn = () => {
    writing = writing.then(write)
    return writing
  }
  const timer = setInterval(writeInTurn, everyMs)
  timer.unref()

  return {
    count: async (slug, counter) => {
      if (!((known.get(slug) ?? 0) > now())) {
        if (!(await store.exists(slug))) return false
        if (known.size >= mostKnown) known.clear()
        known.set(slug, now() + knownMs)
      }
      add(slug, counter === 'views' ? 1 : 0, counter === 'clicks' ? 1 : 0)
      return true
    },
    stop: async () => {
      clearInterval(timer)
      await writeInTurn()
    },
  }
}
