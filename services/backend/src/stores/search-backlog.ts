import { setTimeout as sleep } from 'node:timers/promises'
import { languages } from '@parlance/contracts/languages'
import type { Sql } from './search-index.ts'

/**
 * Listings whose documents are made in one transaction: it locks them, and whoever edits one of them waits, about a second at
 * most.
 */
export const backlogChunk = 100
/** Milliseconds between two looks at listings that somebody else has locked, and how long that is done. */
const [lookMs, patienceMs] = [100, 60_000]

/** Makes the documents of some listings that wait for them. @returns how many; 0 = there are none that nobody works on */
export async function indexSome(sql: Sql): Promise<number> {
  const { rows } = await sql.query('SELECT parlance_index_pending($1) AS made', [backlogChunk])
  return (rows as { made: number }[])[0]?.made ?? 0
}

/** Counts the words of documents that were made since they were counted last, a language after the other. */
export async function countWords(sql: Sql, codes: readonly string[] = languages): Promise<void> {
  for (const code of codes) await sql.query('SELECT parlance_count_words($1)', [code])
}

/** Whether anything waited for longer than an import would have it wait: who wrote it is gone. */
export async function isLeftBehind(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query(
    `SELECT EXISTS (SELECT FROM "SearchPending" WHERE since < now() - interval '1 minute')
       OR EXISTS (SELECT FROM "SearchWordChange" WHERE since < now() - interval '1 minute') AS left`,
  )
  return (rows as { left: boolean }[])[0]?.left === true
}

/**
 * Makes every document that waits, whoever left it. Listings that somebody else works on are waited for, a minute at most.
 *
 * @throws Error where some are still locked then
 */
export async function indexWhatWaits(sql: Sql): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    while ((await indexSome(sql)) > 0);
    const { rows } = await sql.query(
      'SELECT count(*)::int AS left FROM (SELECT FROM "SearchPending" LIMIT 1000) p',
    )
    const left = (rows as { left: number }[])[0]?.left ?? 0
    if (left === 0) return
    if (performance.now() > deadline) {
      throw new Error(
        `${left} listings are in the directory, but somebody holds them, so that they cannot be searched yet. ` +
          'The backend makes up for it within minutes.',
      )
    }
    await sleep(lookMs)
  }
}
