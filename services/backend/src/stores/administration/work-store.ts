import { Problem } from '@parlance/service-kit'
import type { Pool } from 'pg'
import type { PgBoss } from 'pg-boss'
import type { JobView, SubmissionRecord, Summary, Work } from '../../features/administration/work.ts'
import { queues, submissionQueue } from '../queues.ts'
import { withTransaction } from '../transaction.ts'
import { writeEntries } from './change-log.ts'
import { iso } from './sql.ts'

/** Submissions and jobs in PostgreSQL, for editors. */
export function createWork(pool: Pool, boss: Pick<PgBoss, 'send' | 'retry' | 'deleteJob'>): Work {
  return {
    summary: async () => {
      const { rows } = await pool.query<Summary>(
        `SELECT (SELECT count(*)::int FROM "Tool" WHERE status = 'pending') AS pending,
           (SELECT count(*)::int FROM "Tool" WHERE status = 'published') AS published,
           (SELECT count(*)::int FROM "Tool" WHERE status = 'hidden') AS hidden,
           (SELECT count(*)::int FROM "Report" WHERE status = 'open') AS "openReports",
           (SELECT count(*)::int FROM "PageChange" WHERE status = 'open') AS "openPageChanges",
           (SELECT count(*)::int FROM "Tool" WHERE status = 'published' AND "unreachableSince" IS NOT NULL) AS unreachable,
           (SELECT count(*)::int FROM "Submission" WHERE status = 'failed') AS "failedSubmissions",
           (SELECT count(*)::int FROM "Submission" WHERE status IN ('queued', 'running')) AS "runningSubmissions",
           (SELECT count(*)::int FROM pgboss.job WHERE state = 'failed') AS "failedJobs",
           (SELECT count(*)::int FROM "User" WHERE role <> 'guest') AS people`,
      )
      return rows[0] as Summary
    },

    submissions: async ({ status, cursor, limit }) => {
      const { rows } = await pool.query<SubmissionRecord>(
        `SELECT s.id, s.url, s.status::text, s.step, s.attempts, s.duplicate, s.problem, coalesce(u.name, '') AS submitter,
           CASE WHEN t.id IS NULL THEN NULL ELSE jsonb_build_object('id', t.id, 'slug', t.slug, 'name', t.name,
             'status', t.status) END AS tool,
           ${iso('s."createdAt"')} AS "createdAt", ${iso('s."updatedAt"')} AS "updatedAt"
         FROM "Submission" s LEFT JOIN "User" u ON u.id = s."userId" LEFT JOIN "Tool" t ON t.id = s."toolId"
         WHERE ($1::text IS NULL OR s.status::text = $1) AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3`,
        [status ?? null, cursor ?? null, limit + 1],
      )
      const items = rows.slice(0, limit)
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    retrySubmission: (id, by) =>
      withTransaction(pool, async (client) => {
        const { rows } = await client.query<{ status: string }>(
          'SELECT status::text FROM "Submission" WHERE id = $1 FOR UPDATE',
          [id],
        )
        if (!rows[0]) throw new Problem('not-found', 'There is no such submission.')
        if (rows[0].status !== 'failed') throw new Problem('precondition', 'Only what failed is read again.')
        await client.query(
          `UPDATE "Submission" SET status = 'queued', step = 'queued', progress = 0, detail = '', problem = NULL,
             "finishedAt" = NULL, "updatedAt" = now() WHERE id = $1`,
          [id],
        )
        const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
        // The job has the submission's id: the one that ended makes room.
        await boss.deleteJob(submissionQueue, id, { db })
        await boss.send(submissionQueue, { id }, { id, db })
        await writeEntries(client, [
          { by, action: 'submission.retried', subjectType: 'submission', subjectId: id, images: [] },
        ])
      }),

    jobs: async ({ state, limit }) => {
      const { rows } = await pool.query<JobView>(
        `SELECT j.id, j.name AS queue, j.state::text, j.retry_count AS retries, j.retry_limit AS "retryLimit",
           coalesce(j.data ->> 'id', j.data ->> 'toolId', j.data ->> 'videoId', '') AS subject,
           CASE WHEN j.state IN ('failed', 'retry') THEN left(coalesce(j.output ->> 'message', j.output ->> 'value', ''), 500) ELSE '' END AS fault,
           ${iso('j.created_on')} AS "createdAt", ${iso('j.completed_on')} AS "finishedAt"
         FROM pgboss.job j WHERE j.name = ANY($1) AND ($2::text IS NULL OR j.state::text = $2)
         ORDER BY j.created_on DESC, j.id LIMIT $3`,
        [queues.map(({ name }) => name), state ?? null, limit],
      )
      return rows
    },

    retryJob: async (queue, id, by) => {
      const { rowCount } = await pool.query(
        `SELECT 1 FROM pgboss.job WHERE name = $1 AND id = $2 AND state = 'failed'`,
        [queue, id],
      )
      if (!rowCount) throw new Problem('not-found', 'There is no job of this id that failed.')
      await boss.retry(queue, id)
      await withTransaction(pool, (client) =>
        writeEntries(client, [
          { by, action: 'job.retried', subjectType: 'job', subjectId: id, detail: { queue }, images: [] },
        ]),
      )
    },
  }
}
