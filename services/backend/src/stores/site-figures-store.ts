import type { Pool } from 'pg'
import type { SiteFigures } from '../features/health/site-figures-port.ts'
import { queues } from './queues.ts'

/** Milliseconds after which a question is given up, so that those who count never pile up. */
const questionMs = 5_000
/** Milliseconds that the count of listings holds: it reads every published one. */
const countsHoldMs = 60_000

/** What is counted in PostgreSQL when metrics are read. @param now milliseconds, of a clock that only goes on */
export function createSiteFigures(pool: Pool, now: () => number = () => performance.now()): SiteFigures {
  let counted: { at: number; listings: Promise<Readonly<Record<string, number>>> } | undefined
  const ask = async <Row extends object>(text: string): Promise<Row[]> =>
    // node-postgres reads the time limit of one question from it; its types do not know.
    (await pool.query<Row>({ text, query_timeout: questionMs } as { text: string })).rows
  const count = async () => {
    const rows = await ask<{ language: string; listings: number }>(
      `SELECT x.language, count(*)::int AS listings FROM "ToolTranslation" x
         JOIN "Tool" t ON t.id = x."toolId" WHERE t.status = 'published' GROUP BY x.language`,
    )
    return Object.fromEntries(rows.map(({ language, listings }) => [language, listings]))
  }
  return {
    queueAges: async () => {
      const rows = await ask<{ name: string; seconds: number }>(
        `SELECT name, greatest(0, extract(epoch FROM now() - min(start_after)))::float8 AS seconds FROM pgboss.job
         WHERE state IN ('created', 'retry') AND start_after <= now() GROUP BY name`,
      )
      const waiting = new Map(rows.map(({ name, seconds }) => [name, seconds]))
      return Object.fromEntries(queues.map(({ name }) => [name, waiting.get(name) ?? 0]))
    },
    listings: () => {
      if (counted && now() - counted.at < countsHoldMs) return counted.listings
      const listings = count()
      counted = { at: now(), listings }
      // One that failed is no count: the next who asks tries again.
      listings.catch(() => {
        counted = undefined
      })
      return listings
    },
  }
}
