import type { Pool } from 'pg'
import type { MessageTranslationStore } from '../features/conversation/conversation-ports.ts'
import type { TranslationWork } from '../features/conversation/conversation-records.ts'
import { newId } from '../features/identifiers.ts'
import { type WorkRow, workColumns } from './message-rows.ts'
import { withTransaction } from './transaction.ts'

/** A claim that was not renewed for so long is nobody's. Milliseconds. */
export const claimLeaseMs = 3_000
/** Somebody who asks again makes what failed, or what nothing could serve, be tried anew; but not at once. */
const failedRest = `interval '1 minute'`
const unservedRest = `interval '10 minutes'`

const keysSql = 'unnest($1::uuid[], $2::int[], $3::text[]) AS k("messageId", revision, language)'
const isKey = 't."messageId" = k."messageId" AND t.revision = k.revision AND t.language = k.language'

function keys(work: readonly TranslationWork[]): [string[], number[], string[]] {
  return [
    work.map(({ messageId }) => messageId),
    work.map(({ rev }) => rev),
    work.map(({ target }) => target),
  ]
}

/** Translations of messages in PostgreSQL. @param leaseMs see {@link claimLeaseMs} */
export function createMessageTranslationStore(pool: Pool, leaseMs = claimLeaseMs): MessageTranslationStore {
  return {
    claim: async (roomId, seqs, target) => {
      const { rows } = await pool.query<WorkRow>({
        name: 'translation-claim',
        text: `WITH c AS (
            INSERT INTO "MessageTranslation" AS t
              ("messageId", "roomId", revision, language, attempts, "claimedAt")
            SELECT m.id, m."roomId", m.revision, $3::varchar, 1, now() FROM "Message" m
            WHERE m."roomId" = $1 AND m.seq = ANY($2::int[]) AND m."deletedAt" IS NULL AND m.language <> $3::varchar
            ORDER BY m.seq
            ON CONFLICT ("messageId", revision, language) DO UPDATE
              SET status = 'pending', attempts = 1, "claimedAt" = now(), "updatedAt" = now()
              WHERE (t.status = 'failed' AND t."updatedAt" < now() - ${failedRest})
                OR (t.status = 'done' AND t.engine = 'none' AND t."updatedAt" < now() - ${unservedRest})
            RETURNING t."messageId", t.revision, t.language, 0 AS attempts)
          SELECT ${workColumns} FROM c JOIN "Message" m ON m.id = c."messageId" ORDER BY m.seq`,
        values: [roomId, seqs, target],
      })
      return rows
    },

    claimAbandoned: async (limit) => {
      const { rows } = await pool.query<WorkRow>({
        name: 'translation-claim-abandoned',
        text: `WITH due AS (
            SELECT t."messageId", t.revision, t.language FROM "MessageTranslation" t
            WHERE t.status = 'pending'
              AND (t."claimedAt" IS NULL OR t."claimedAt" < now() - make_interval(secs => $2::float8 / 1000))
            ORDER BY t."claimedAt" NULLS FIRST LIMIT $1 FOR UPDATE SKIP LOCKED),
          stale AS (
            DELETE FROM "MessageTranslation" t USING due k, "Message" m
            WHERE ${isKey} AND m.id = t."messageId" AND (m.revision <> t.revision OR m."deletedAt" IS NOT NULL)),
          c AS (
            UPDATE "MessageTranslation" t SET "claimedAt" = now(), attempts = t.attempts + 1
            FROM due k, "Message" m
            WHERE ${isKey} AND m.id = t."messageId" AND m.revision = t.revision AND m."deletedAt" IS NULL
            RETURNING t."messageId", t.revision, t.language, t.attempts - 1 AS attempts)
          SELECT ${workColumns} FROM c JOIN "Message" m ON m.id = c."messageId"`,
        values: [limit, leaseMs],
      })
      return rows
    },

    renew: async (work) => {
      await pool.query(
        `UPDATE "MessageTranslation" t SET "claimedAt" = now() FROM ${keysSql} WHERE ${isKey} AND t.status = 'pending'`,
        keys(work),
      )
    },

    finish: async (roomId, done) => {
      const work = done.map((each) => each.work)
      const results = done.map(({ result }) => result)
      const { rows } = await pool.query<{ change: number; messageId: string; rev: number; language: string }>(
        {
          name: 'translation-finish',
          text: `WITH k AS (
            SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[])
              AS k("messageId", revision, language, body, engine, model, confidence)),
          head AS (
            UPDATE "Room" SET "lastChange" = "lastChange" + 1 WHERE id = $8
              AND EXISTS (SELECT 1 FROM k JOIN "Message" m ON m.id = k."messageId" AND m.revision = k.revision)
            RETURNING "lastChange")
          UPDATE "MessageTranslation" t SET status = 'done', body = k.body, source = 'machine', engine = k.engine,
            model = k.model, confidence = k.confidence, change = head."lastChange", "claimedAt" = NULL,
            "updatedAt" = now()
          FROM k, head, "Message" m
          WHERE ${isKey} AND t.status = 'pending' AND m.id = t."messageId" AND m.revision = t.revision
          RETURNING t.change, t."messageId", t.revision AS rev, t.language`,
          values: [
            ...keys(work),
            results.map(({ body }) => body),
            results.map(({ engine }) => engine),
            results.map(({ model }) => model),
            results.map(({ confidence }) => confidence),
            roomId,
          ],
        },
      )
      const name = (messageId: string, rev: number, language: string) => `${messageId} ${rev} ${language}`
      const made = new Set(rows.map((row) => name(row.messageId, row.rev, row.language)))
      const kept = work.filter(({ messageId, rev, target }) => made.has(name(messageId, rev, target)))
      return { change: rows[0]?.change ?? 0, kept }
    },

    postpone: async (work, delayMs) => {
      await pool.query(
        `UPDATE "MessageTranslation" t SET "claimedAt" = now() + make_interval(secs => ($4::float8 - $5::float8) / 1000)
         FROM ${keysSql} WHERE ${isKey} AND t.status = 'pending'`,
        [...keys(work), delayMs, leaseMs],
      )
    },

    fail: async (work) => {
      await pool.query(
        `UPDATE "MessageTranslation" t SET status = 'failed', "claimedAt" = NULL, "updatedAt" = now()
         FROM ${keysSql} WHERE ${isKey} AND t.status = 'pending'`,
        keys(work),
      )
    },

    correct: (roomId, { seq, rev, lang, body }, editor) =>
      withTransaction(pool, async (client) => {
        await client.query('SELECT 1 FROM "Room" WHERE id = $1 FOR UPDATE', [roomId])
        const { rows } = await client.query<{ change: number; messageId: string }>(
          `WITH head AS (
             UPDATE "Room" SET "lastChange" = "lastChange" + 1 WHERE id = $1 AND EXISTS (
               SELECT 1 FROM "Message" WHERE "roomId" = $1 AND seq = $2 AND revision = $3 AND "deletedAt" IS NULL)
             RETURNING "lastChange")
           INSERT INTO "MessageTranslation"
             ("messageId", "roomId", revision, language, change, status, body, source, engine, confidence)
           SELECT m.id, m."roomId", m.revision, $4, head."lastChange", 'done', $5, 'human', 'human', 1
           FROM "Message" m, head WHERE m."roomId" = $1 AND m.seq = $2
           ON CONFLICT ("messageId", revision, language) DO UPDATE SET change = excluded.change, status = 'done',
             body = excluded.body, source = 'human', engine = 'human', model = '', confidence = 1,
             "claimedAt" = NULL, "updatedAt" = now()
           RETURNING change, "messageId"`,
          [roomId, seq, rev, lang, body],
        )
        const [row] = rows
        if (!row) return undefined
        await client.query(
          `INSERT INTO "AuditEvent" (id, "actorId", action, "subjectType", "subjectId", detail, ip, "requestId")
           VALUES ($1, $2, 'message.corrected', 'message', $3, $4, $5, $6)`,
          [newId(), editor.id, row.messageId, { rev, language: lang }, editor.ip, editor.requestId],
        )
        return row.change
      }),
  }
}
