import { Problem } from '@parlance/service-kit'
import type { Pool } from 'pg'
import type { By } from '../../features/administration/changes.ts'
import { indexTools } from '../search-index.ts'
import { withTransaction } from '../transaction.ts'
import { type Scope, track } from './change-log.ts'

/**
 * Leads a listing to another: its address, what was merged into it before, its submissions, videos, tags and the languages
 * that the other lacks. Its room goes with it where the other has none.
 *
 * @throws Problem `not-found`, `invalid`
 */
export async function mergeListing(pool: Pool, id: string, into: string, by: By): Promise<void> {
  if (id === into) throw new Problem('invalid', 'A listing cannot be merged into itself.')
  const both = [id, into]
  const scopes: Scope[] = [
    { table: 'Tool', column: 'id', values: both },
    { table: 'Tool', column: 'mergedIntoId', values: [id] },
    { table: 'ToolTag', column: 'toolId', values: [into] },
    { table: 'ToolTranslation', column: 'toolId', values: [into] },
    { table: 'Room', column: 'toolId', values: both },
    { table: 'Submission', column: 'toolId', values: both },
    { table: 'Video', column: 'toolId', values: both },
  ]
  const entry = { by, action: 'tool.merged', subjectType: 'tool', subjectId: id, detail: { into } }
  await withTransaction(pool, (client) =>
    track(client, entry, scopes, async () => {
      const { rows } = await client.query<{ id: string; status: string }>(
        'SELECT id, status::text FROM "Tool" WHERE id = ANY($1::uuid[])',
        [both],
      )
      if (rows.length < 2) throw new Problem('not-found', 'There is no such listing.')
      const target = rows.find((row) => row.id === into)
      if (target?.status === 'merged' || target?.status === 'deleted') {
        throw new Problem(
          'invalid',
          'A listing that is gone itself takes no other: merge into the one that stands.',
        )
      }
      await client.query(
        `UPDATE "Tool" SET status = 'merged', "mergedIntoId" = $2, revision = revision + 1, "updatedAt" = now() WHERE id = $1`,
        [id, into],
      )
      await client.query('UPDATE "Tool" SET "mergedIntoId" = $2 WHERE "mergedIntoId" = $1', [id, into])
      await client.query(
        'INSERT INTO "ToolTag" ("toolId", "tagId") SELECT $2, "tagId" FROM "ToolTag" WHERE "toolId" = $1 ON CONFLICT DO NOTHING',
        [id, into],
      )
      await client.query(
        `INSERT INTO "ToolTranslation" ("toolId", language, name, tagline, overview, description, "keyFeatures", "useCases",
           "metaTitle", "metaDescription", source, engine, model, confidence, reviewed)
         SELECT $2, language, name, tagline, overview, description, "keyFeatures", "useCases", "metaTitle",
           "metaDescription", source, engine, model, confidence, reviewed
         FROM "ToolTranslation" WHERE "toolId" = $1 ON CONFLICT DO NOTHING`,
        [id, into],
      )
      await client.query(
        `UPDATE "Room" SET "toolId" = $2 WHERE "toolId" = $1 AND NOT EXISTS (SELECT 1 FROM "Room" WHERE "toolId" = $2)`,
        [id, into],
      )
      await client.query('UPDATE "Submission" SET "toolId" = $2 WHERE "toolId" = $1', [id, into])
      await client.query('UPDATE "Video" SET "toolId" = $2 WHERE "toolId" = $1', [id, into])
      await indexTools(client, [into])
    }),
  )
}
