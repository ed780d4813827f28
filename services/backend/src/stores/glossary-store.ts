import { Problem } from '@parlance/service-kit'
import type { Pool } from 'pg'
import { newId } from '../features/identifiers.ts'
import type { GlossaryStore, GlossaryTerm } from '../features/translation-memory/glossary.ts'

const columns = 'id, term, translation, language, "caseSensitive"'
const uniqueViolation = '23505'

/** The glossary in PostgreSQL. */
export function createGlossaryStore(pool: Pool): GlossaryStore {
  return {
    all: async () => {
      const text = `SELECT ${columns} FROM "GlossaryTerm" ORDER BY term, language`
      return (await pool.query<GlossaryTerm>(text)).rows
    },
    add: async ({ term, translation, language, caseSensitive }) => {
      const { rows } = await pool.query<GlossaryTerm>(
        `INSERT INTO "GlossaryTerm" (id, term, translation, language, "caseSensitive") VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING ${columns}`,
        [newId(), term, translation, language, caseSensitive],
      )
      return rows[0]
    },
    change: async (id, { term, translation, language, caseSensitive }) => {
      try {
        const { rows } = await pool.query<GlossaryTerm>(
          `UPDATE "GlossaryTerm" SET term = $2, translation = $3, language = $4, "caseSensitive" = $5,
             "updatedAt" = now() WHERE id = $1 RETURNING ${columns}`,
          [id, term, translation, language, caseSensitive],
        )
        return rows[0]
      } catch (error) {
        if ((error as { code?: string }).code !== uniqueViolation) throw error
        throw new Problem('conflict', 'Another entry has that term and language.')
      }
    },
    remove: async (id) => {
      const { rowCount } = await pool.query('DELETE FROM "GlossaryTerm" WHERE id = $1', [id])
      return rowCount === 1
    },
  }
}
