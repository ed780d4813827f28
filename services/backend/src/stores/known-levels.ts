import type { Pool } from 'pg'

/** How many listings are so well known, or better: `above[i]` of those whose level is `levels[i]` or higher. */
export interface KnownLevels {
  /** As the signs of vectors have them (`parlance_known_sign`), the lowest first. */
  readonly levels: readonly number[]
  readonly above: readonly number[]
}

/** Readers make listings better known by and by: it is enough to count them so often. Milliseconds. */
const goodFor = 10 * 60_000
/** Counting that failed is tried again after so long. Milliseconds. */
const again = 10_000

/**
 * Counts listings by how well known they are, once in a while; whoever asks first waits for it, others have the count of before.
 * What is not known, since counting failed, is empty: questions are then answered from all that match.
 */
export function knownLevels(pool: Pool): () => Promise<KnownLevels> {
  let known: KnownLevels = { levels: [], above: [] }
  let until = 0
  let first: Promise<void> | undefined
  const count = async () => {
    until = Date.now() + goodFor
    try {
      known = await countLevels(pool)
    } catch {
      until = Date.now() + again
    }
  }
  return async () => {
    if (Date.now() >= until) {
      const counted = count()
      first ??= counted
    }
    await first
    return known
  }
}

async function countLevels(pool: Pool): Promise<KnownLevels> {
  // A listing has a document in every language: one of them is enough.
  const { rows } = await pool.query<{ level: number; above: number }>(
    `SELECT level, (sum(count(*)) OVER (ORDER BY level DESC))::int AS above
     FROM (SELECT quality / 10 AS level FROM "SearchDocument" WHERE language = 'en' AND listed AND quality >= 10) d
     GROUP BY level ORDER BY level`,
  )
  return { levels: rows.map(({ level }) => level), above: rows.map(({ above }) => above) }
}
