import type { Pool } from 'pg'
import type { BatchItemRow, BatchRow, BatchStore } from '../features/submissions/batch-store-port.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { submissionInclude, submissionRow } from './submission-store.ts'
import { withTransaction } from './transaction.ts'

/** As long as any address may be; what is longer is refused when it is taken in. */
const longestAddress = 2_100

type Item = Omit<BatchItemRow, 'submission'> & { readonly submissionId: string | null }

/** Batches of submissions in PostgreSQL. */
export function createBatchStore({ pool, prisma }: { pool: Pool; prisma: PrismaClient }): BatchStore {
  return {
    create: ({ id, source, left, userId, urls }) =>
      withTransaction(pool, async (client) => {
        await client.query(
          'INSERT INTO "SubmissionBatch" (id, source, "left", "userId") VALUES ($1, $2, $3, $4)',
          [id, source, left, userId],
        )
        await client.query(
          `INSERT INTO "SubmissionBatchItem" ("batchId", place, url)
           SELECT $1, place - 1, url FROM unnest($2::text[]) WITH ORDINALITY AS u (url, place)`,
          [id, urls.map((url) => url.slice(0, longestAddress).replaceAll('\u0000', '').toWellFormed())],
        )
      }),

    settle: async (id, place, end) => {
      const refused = 'problem' in end
      await pool.query(
        `UPDATE "SubmissionBatchItem" SET "submissionId" = $3, joined = $4, problem = $5
         WHERE "batchId" = $1 AND place = $2`,
        refused
          ? [id, place, null, false, JSON.stringify(end.problem)]
          : [id, place, end.submissionId, end.joined, null],
      )
    },

    find: async (id) => {
      const { rows: found } = await pool.query<Omit<BatchRow, 'items'>>(
        'SELECT id, source, "left", "userId", "createdAt" FROM "SubmissionBatch" WHERE id = $1',
        [id],
      )
      const [batch] = found
      if (!batch) return undefined
      const { rows } = await pool.query<Item>(
        `SELECT url, "submissionId", joined, problem FROM "SubmissionBatchItem" WHERE "batchId" = $1 ORDER BY place`,
        [id],
      )
      const ids = rows.flatMap(({ submissionId }) => submissionId ?? [])
      const made = await prisma.submission.findMany({
        where: { id: { in: ids } },
        include: submissionInclude,
      })
      const byId = new Map(made.map((row) => [row.id, submissionRow(row)]))
      const items = rows.map(({ submissionId, ...item }) => ({
        ...item,
        submission: (submissionId && byId.get(submissionId)) || null,
      }))
      return { ...batch, items }
    },
  }
}
