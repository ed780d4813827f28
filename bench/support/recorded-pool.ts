import type { Pool, QueryConfig } from 'pg'

interface Recorded {
  readonly text: string
  readonly values: unknown[]
  readonly ms: number
}

/** Remembers of every named statement of a pool the run that took longest, to show its plan afterwards. */
export function recordPool(pool: Pool): {
  /** The plans of the statements that took longest, the slowest first. */
  slowest(count: number): Promise<{ name: string; ms: number; plan: string }[]>
  /** Forgets what was run: the warm-up. */
  forget(): void
} {
  const runs = new Map<string, Recorded>()
  const plain = pool.query.bind(pool)
  const recorded = async (config: string | QueryConfig, given?: unknown[]) => {
    const { name, text, values = [] } = typeof config === 'string' ? { text: config, values: given } : config
    const started = performance.now()
    const result = await plain(config as QueryConfig, given)
    const ms = performance.now() - started
    const key = name ?? text.slice(0, 40)
    if (ms > (runs.get(key)?.ms ?? 0)) runs.set(key, { text, values, ms })
    return result
  }
  pool.query = recorded as typeof pool.query
  return {
    forget: () => runs.clear(),
    slowest: async (count) => {
      const found = [...runs].sort(([, a], [, b]) => b.ms - a.ms).slice(0, count)
      return Promise.all(
        found.map(async ([name, { text, values, ms }]) => {
          const { rows } = await plain({ text: `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${text}`, values })
          return { name, ms, plan: rows.map((row) => row['QUERY PLAN']).join('\n') }
        }),
      )
    },
  }
}
