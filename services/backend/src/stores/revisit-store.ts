import type { Pool, PoolClient } from 'pg'
import { newId } from '../features/identifiers.ts'
import { deadAfterDays } from '../features/revisits/judge-visit.ts'
import type { RevisitStore, VisitCandidate, VisitState, VisitUpdate } from '../features/revisits/revisits.ts'
import { hostOf } from './administration/sql.ts'
import { keepImage } from './asset-rows.ts'
import type { JobSender } from './listing-renewals.ts'
import { pageVisitQueue } from './queues.ts'
import { withTransaction } from './transaction.ts'

/** Days that rounds are kept: longer than any clock of a backend is wrong. */
const roundsKeptDays = 90

/** Days that pictures stay, however the page changes. */
const picturesStayDays = 7

/** Pages that could be read again, of each host the most urgent: what fails, then what was not read for longest. */
const candidatesSql = `SELECT c."toolId", c.host, c."picturesDue" FROM (
    SELECT t.id AS "toolId", ${hostOf('t."canonicalUrl"')} AS host, v."lastAt",
      coalesce(v."failedDays", 0) = 0 AND coalesce(v."picturesAt" <= $1::timestamptz - make_interval(secs => $6::float8), true) AS "picturesDue",
      coalesce(v."failedDays" > 0 AND t."unreachableSince" IS NULL, false) AS failing,
      row_number() OVER (PARTITION BY ${hostOf('t."canonicalUrl"')}
        ORDER BY coalesce(v."failedDays" > 0 AND t."unreachableSince" IS NULL, false) DESC, v."lastAt" NULLS FIRST, t.id) AS place
    FROM "Tool" t LEFT JOIN "PageVisit" v ON v."toolId" = t.id
    WHERE t.status = 'published' AND (v."lastAt" IS NULL OR v."lastAt" <= $1::timestamptz -
      make_interval(secs => CASE WHEN t."unreachableSince" IS NULL THEN $2::float8 ELSE $3::float8 END))
  ) c WHERE c.place <= $4 ORDER BY c.failing DESC, c."lastAt" NULLS FIRST, c."toolId" LIMIT $5`

/** Visits of pages in PostgreSQL. */
export function createRevisitStore(pool: Pool, jobs: JobSender): RevisitStore {
  return {
    openRound: (at, { perHost, most, restMs, deadRestMs, picturesRestMs }, plan) =>
      withTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'INSERT INTO "VisitRound" (at) VALUES ($1) ON CONFLICT DO NOTHING',
          [at],
        )
        if (!rowCount) return undefined
        const { rows } = await client.query<VisitCandidate>(candidatesSql, [
          at,
          restMs / 1_000,
          deadRestMs / 1_000,
          perHost,
          most,
          picturesRestMs / 1_000,
        ])
        const visits = plan(rows)
        const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
        if (visits.length > 0) {
          await jobs.insert(
            pageVisitQueue,
            visits.map(({ toolId, pictures, startAfter }) => ({
              data: { toolId, ...(pictures ? { pictures } : {}) },
              startAfter,
            })),
            { db },
          )
        }
        await client.query('UPDATE "VisitRound" SET visits = $2 WHERE at = $1', [at, visits.length])
        await client.query(
          `DELETE FROM "VisitRound" WHERE at < $1::timestamptz - make_interval(days => $2)`,
          [at, roundsKeptDays],
        )
        return visits.length
      }),

    find: async (toolId, since) => {
      const { rows } = await pool.query(
        `SELECT t.url, v.version FROM "Tool" t LEFT JOIN "PageVisit" v ON v."toolId" = t.id
         WHERE t.id = $1 AND t.status = 'published' AND (v."lastAt" IS NULL OR v."lastAt" <= $2)`,
        [toolId, since],
      )
      return rows[0]
    },

    update: (toolId, at, decide) =>
      withTransaction(pool, async (client) => {
        const state = await lockState(client, toolId)
        if (state) await write(client, toolId, at, decide(state))
      }),
  }
}

/** What is known of a listing's page; undefined where the listing is gone. The row is held until the transaction ends. */
async function lockState(client: PoolClient, toolId: string): Promise<VisitState | undefined> {
  await client.query(
    'INSERT INTO "PageVisit" ("toolId") SELECT id FROM "Tool" WHERE id = $1 ON CONFLICT DO NOTHING',
    [toolId],
  )
  const { rows } = await client.query<Omit<VisitState, 'open'> & { open: VisitState['open'] | null }>(
    `SELECT v.facts AS statement, v.version, coalesce(v.problem ->> 'reason', '') AS "lastReason", v."failedDays",
       v."lastFailedAt", (SELECT c.suspicion FROM "PageChange" c WHERE c."toolId" = t.id AND c.status = 'open'
         ORDER BY c.id DESC LIMIT 1) AS open,
       jsonb_build_object('url', t.url, 'pricing', t.pricing, 'name', t.name, 'tagline', x.tagline, 'overview', x.overview,
         'description', x.description, 'keyFeatures', to_jsonb(coalesce(x."keyFeatures", '{}'))) AS listing
     FROM "PageVisit" v JOIN "Tool" t ON t.id = v."toolId"
     LEFT JOIN "ToolTranslation" x ON x."toolId" = t.id AND x.language = t."sourceLanguage"
     WHERE v."toolId" = $1 FOR UPDATE OF v`,
    [toolId],
  )
  const [row] = rows
  return row && { ...row, open: row.open ?? undefined }
}

async function write(client: PoolClient, toolId: string, at: Date, update: VisitUpdate): Promise<void> {
  const { outcome, problem, version, statement, change, failedDays, lastFailedAt } = update
  await client.query(
    `UPDATE "PageVisit" SET "lastAt" = $2, outcome = $3, problem = $4, "failedDays" = $5,
       "lastFailedAt" = coalesce($6, "lastFailedAt"), version = CASE WHEN $7 THEN $8 ELSE version END,
       facts = coalesce($9, facts) WHERE "toolId" = $1`,
    [
      toolId,
      at,
      outcome,
      json(problem),
      failedDays,
      lastFailedAt ?? null,
      version !== undefined,
      json(version),
      json(statement),
    ],
  )
  await client.query(
    `UPDATE "Tool" SET "unreachableSince" = CASE WHEN $2 THEN $3::timestamptz END
     WHERE id = $1 AND ("unreachableSince" IS NOT NULL) <> $2`,
    [toolId, failedDays >= deadAfterDays, at],
  )
  if (change !== undefined) await writeChange(client, toolId, at, change)
  await writePictures(client, toolId, at, update)
}

async function writeChange(
  client: PoolClient,
  toolId: string,
  at: Date,
  change: NonNullable<VisitUpdate['change']> | null,
): Promise<void> {
  if (change === null) {
    await client.query(`DELETE FROM "PageChange" WHERE "toolId" = $1 AND status = 'open'`, [toolId])
    return
  }
  const { suspicion, before, after } = change
  const values = [toolId, suspicion, json(before), json(after), at]
  const { rowCount } = await client.query(
    `UPDATE "PageChange" SET suspicion = $2, before = $3, after = $4, "updatedAt" = $5
     WHERE "toolId" = $1 AND status = 'open'`,
    values,
  )
  if (rowCount) return
  await client.query(
    `INSERT INTO "PageChange" (id, "toolId", suspicion, before, after, "createdAt", "updatedAt")
     VALUES ($6, $1, $2, $3, $4, $5, $5)`,
    [...values, newId()],
  )
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value)
}

/** New pictures, and when the next are due: after their time, or once after each change of the page, a week after the last. */
async function writePictures(
  client: PoolClient,
  toolId: string,
  at: Date,
  { pictures, pictured, looksOther }: VisitUpdate,
): Promise<void> {
  for (const image of Object.values(pictures ?? {})) await keepImage(client, image)
  if (pictures?.screenshot || pictures?.preview) {
    await client.query(
      `UPDATE "Tool" SET "screenshotKey" = coalesce($2, "screenshotKey"), "previewKey" = coalesce($3, "previewKey") WHERE id = $1
         AND ("screenshotKey", "previewKey") IS DISTINCT FROM (coalesce($2, "screenshotKey"), coalesce($3, "previewKey"))`,
      [toolId, pictures.screenshot?.key ?? null, pictures.preview?.key ?? null],
    )
  }
  if (pictured)
    await client.query('UPDATE "PageVisit" SET "picturesAt" = $2 WHERE "toolId" = $1', [toolId, at])
  else if (looksOther)
    await client.query(
      `UPDATE "PageVisit" SET "picturesAt" = NULL
       WHERE "toolId" = $1 AND "picturesAt" <= $2::timestamptz - make_interval(days => $3)
         AND NOT EXISTS (SELECT FROM "PageChange" c WHERE c."toolId" = $1 AND c.status = 'open' AND c."createdAt" <= "picturesAt")`,
      [toolId, at, picturesStayDays],
    )
}
