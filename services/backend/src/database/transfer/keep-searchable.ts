import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { countWords, indexWhatWaits, isLeftBehind } from '../../stores/search-backlog.ts'
import { withConnection } from '../connection.ts'

/** Milliseconds between two looks. */
const everyMs = 30_000

/**
 * Finishes what imports left that broke off: looks at once, and every half minute, for listings that wait for their documents and
 * nobody works on. Any backend may do it, several at once as well.
 *
 * @param onDone told when something was finished
 * @param onFault told what failed; it is tried again
 */
export function keepSearchable(
  pool: Pool,
  url: string,
  onDone: () => void,
  onFault: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const look = async () => {
    if (!(await isLeftBehind(pool))) return
    await withConnection(url, async (client) => {
      signal.addEventListener('abort', () => void client.end(), { once: true })
      await client.query('SET jit = off')
      await indexWhatWaits(client)
      await countWords(client)
    })
    onDone()
  }
  const run = async () => {
    while (!signal.aborted) {
      await look().catch((error: unknown) => {
        if (!signal.aborted) onFault(error)
      })
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {})
    }
  }
  const running = run()
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}
