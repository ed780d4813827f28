import type { Language } from '@parlance/contracts/languages'
import type { SearchStore } from './search-port.ts'

/** Written together, after so many milliseconds; at most so many different ones at a time. */
const everyMs = 2_000
const mostKept = 500
/** Characters of a question that are remembered. */
const mostCharacters = 100

/** Remembers what readers looked for and did not find, many in one write. */
export interface MissRecorder {
  record(query: string, language: Language): void
  /** Writes what is not written yet. */
  stop(): Promise<void>
}

/** What comes while too many wait is left out: it is to learn from, not to account for. */
export function createMissRecorder(
  store: Pick<SearchStore, 'recordMisses'>,
  report: (error: unknown) => void,
): MissRecorder {
  let misses = new Map<string, { language: Language; query: string; times: number }>()
  const write = async () => {
    const written = [...misses.values()]
    if (written.length === 0) return
    misses = new Map()
    await store.recordMisses(written).catch(report)
  }
  const timer = setInterval(write, everyMs)
  timer.unref()
  return {
    record(asked, language) {
      const query = asked.replace(/\s+/gu, ' ').trim().toLowerCase().slice(0, mostCharacters).toWellFormed()
      const key = `${language} ${query}`
      const known = misses.get(key)
      if (known) known.times += 1
      else if (misses.size < mostKept) misses.set(key, { language, query, times: 1 })
    },
    stop: async () => {
      clearInterval(timer)
      await write()
    },
  }
}
