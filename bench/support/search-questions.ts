import type { Pool } from 'pg'
import { randomFrom } from '../../services/backend/src/database/seed-size.ts'

/** Questions as people put them, by kind: so many of each, each drawn as often as its words are. */
export interface Questions {
  readonly 'two words': readonly string[]
  readonly 'a word that half have': readonly string[]
  readonly 'beginning of a word': readonly string[]
  readonly 'a typo': readonly string[]
}

/** Draws questions from the words that documents of a language have; the same each time for the same documents. */
export async function drawQuestions(pool: Pool, language: string, count: number): Promise<Questions> {
  const { rows: words } = await pool.query<{ word: string; documents: number }>(
    `SELECT word, sum(documents)::int AS documents FROM "SearchWord"
     WHERE language = $1 AND documents > 1 AND word ~ '^[a-z]{3,}$' GROUP BY word ORDER BY 2 DESC, 1`,
    [language],
  )
  const { rows } = await pool.query<{ all: number }>(
    'SELECT count(*)::int AS all FROM "SearchDocument" WHERE language = $1',
    [language],
  )
  const half = (rows[0]?.all ?? 0) / 2
  const known = new Set(words.map(({ word }) => word))
  const random = randomFrom(7)
  const sums: number[] = []
  let sum = 0
  for (const { documents } of words) {
    sum += documents
    sums.push(sum)
  }
  const draw = (wanted: (word: string) => boolean): string => {
    for (;;) {
      const at = random() * sum
      let [low, high] = [0, sums.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sums[middle] ?? 0) < at) low = middle + 1
        else high = middle
      }
      const word = words[low]?.word ?? ''
      if (wanted(word)) return word
    }
  }
  const times = (make: () => string) => Array.from({ length: count }, make)
  const misspelt = (): string => {
    for (;;) {
      const word = draw((each) => each.length >= 6)
      const at = 1 + Math.floor(random() * (word.length - 3))
      const wrong = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
      if (!known.has(wrong)) return wrong
    }
  }
  const common = [...words].sort((a, b) => Math.abs(a.documents - half) - Math.abs(b.documents - half))[0]
  return {
    'two words': times(() => `${draw(() => true)} ${draw(() => true)}`),
    'a word that half have': times(() => common?.word ?? ''),
    'beginning of a word': times(() => draw((each) => each.length >= 6).slice(0, 4)),
    'a typo': times(misspelt),
  }
}
