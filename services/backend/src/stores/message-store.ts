import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Pool, PoolClient } from 'pg'
import type {
  Editor,
  MessageStore,
  NewMessage,
  StoredMessage,
} from '../features/conversation/conversation-ports.ts'
import type {
  RoomChanges,
  TranslationRecord,
  TranslationWork,
} from '../features/conversation/conversation-records.ts'
import { newId } from '../features/identifiers.ts'
import {
  type MessageRow,
  messageColumns,
  type TranslatedRow,
  toMessage,
  toTranslatedMessage,
  translatedColumns,
  translationColumns,
} from './message-rows.ts'
import { muteHolds } from './mute-store.ts'
import { withTransaction } from './transaction.ts'

// One statement, so one snapshot and one way there and back: what is missing between its parts is nowhere.
const changesSql = `SELECT r."lastSeq", r."lastChange",
  (SELECT coalesce(json_agg(found ORDER BY found.seq), '[]') FROM (
    SELECT ${translatedColumns('$5::text[]')} FROM "Message" m
    WHERE m."roomId" = r.id AND m.seq > $2 ORDER BY m.seq LIMIT $4) found) AS messages,
  (SELECT coalesce(json_agg(found ORDER BY found.change), '[]') FROM (
    SELECT ${translatedColumns(`'{}'::text[]`)} FROM "Message" m
    WHERE m."roomId" = r.id AND m.change > $3 AND m.seq <= $2 AND m.revision > 1 ORDER BY m.change LIMIT $4) found) AS edits,
  (SELECT coalesce(json_agg(found ORDER BY found.change), '[]') FROM (
    SELECT ${translationColumns} FROM "MessageTranslation" t
    JOIN "Message" m ON m.id = t."messageId" AND m.revision = t.revision
    WHERE t."roomId" = r.id AND t.change > $3 AND t.status = 'done' AND t.language = ANY($5::text[]) AND m.seq <= $2
    ORDER BY t.change LIMIT $4) found) AS translations
FROM "Room" r WHERE r.id = $1`

// The lock on the room's row makes numbers rise in the order of commits: who has seen one has seen all before it.
const insertSql = `WITH head AS (
    UPDATE "Room" SET "lastSeq" = "lastSeq" + 1, "lastChange" = "lastChange" + 1
    WHERE id = $1 AND "archivedAt" IS NULL
      AND EXISTS (SELECT 1 FROM "User" WHERE id = $4 AND "disabledAt" IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM "RoomMute" k WHERE k."userId" = $4 AND (k."roomId" IS NULL OR k."roomId" = $1) AND ${muteHolds})
      AND NOT EXISTS (SELECT 1 FROM "Message" WHERE "roomId" = $1 AND "clientId" = $3)
    RETURNING "lastSeq", "lastChange"),
  m AS (
    INSERT INTO "Message" (id, "roomId", seq, change, "clientId", "authorId", "authorName", language, body)
    SELECT $2, $1, "lastSeq", "lastChange", $3, $4, $5, $6, $7 FROM head RETURNING *),
  pending AS (
    INSERT INTO "MessageTranslation" ("messageId", "roomId", revision, language, attempts, "claimedAt")
    SELECT m.id, m."roomId", m.revision, target, 1, now() FROM m, unnest($8::text[]) AS target)
  SELECT ${messageColumns} FROM m`

const uniqueViolation = '23505'

/** Messages in PostgreSQL. */
export function createMessageStore(pool: Pool): MessageStore {
  const mutedUntil = async (roomId: string, userId: string): Promise<Date | null | undefined> => {
    const { rows } = await pool.query<{ until: Date | null }>({
      name: 'writer-muted',
      text: `SELECT k.until FROM "RoomMute" k
        WHERE k."userId" = $1 AND (k."roomId" IS NULL OR k."roomId" = $2) AND ${muteHolds}
        ORDER BY k.until DESC NULLS FIRST LIMIT 1`,
      values: [userId, roomId],
    })
    return rows[0]?.until
  }
  const stored = async ({ roomId, clientId, authorId }: NewMessage): Promise<StoredMessage> => {
    const { rows } = await pool.query<MessageRow>(
      `SELECT ${messageColumns} FROM "Message" m WHERE m."roomId" = $1 AND m."clientId" = $2`,
      [roomId, clientId],
    )
    const [row] = rows
    if (!row && (await mutedUntil(roomId, authorId)) !== undefined) {
      throw new Problem('forbidden', 'You may read here, and not write for now.', { reason: 'muted' })
    }
    if (!row)
      throw new Problem('precondition', 'The room is closed, or your account is.', { reason: 'archived' })
    if (row.authorId !== authorId) {
      throw new Problem(
        'conflict',
        'Somebody else used this `clientId`: make it long and random, such as a UUID.',
      )
    }
    return { message: toMessage(row), fresh: false, work: [] }
  }

  return {
    insert: async (message) => {
      const { roomId, clientId, authorId, authorName, lang, body, targets } = message
      const values = [roomId, newId(), clientId, authorId, authorName, lang, body, targets]
      try {
        const { rows } = await pool.query<MessageRow>({ name: 'message-insert', text: insertSql, values })
        const [row] = rows
        if (!row) return await stored(message)
        const written = toMessage(row)
        return { message: written, fresh: true, work: workOf(roomId, written, targets) }
      } catch (error) {
        // The same message, sent twice at the same moment.
        if ((error as { code?: string }).code === uniqueViolation) return stored(message)
        throw error
      }
    },

    mutedUntil,

    mayWrite: async (userId) => {
      const { rowCount } = await pool.query({
        name: 'writer-active',
        text: 'SELECT 1 FROM "User" WHERE id = $1 AND "disabledAt" IS NULL',
        values: [userId],
      })
      return rowCount === 1
    },

    find: async (roomId, seq) => {
      const { rows } = await pool.query<MessageRow>(
        `SELECT ${messageColumns} FROM "Message" m WHERE m."roomId" = $1 AND m.seq = $2`,
        [roomId, seq],
      )
      return rows[0] && toMessage(rows[0])
    },

    edit: (roomId, { seq, rev, body, lang, targets }, editor) =>
      withTransaction(pool, async (client) => {
        const row = await rewrite(
          client,
          roomId,
          { seq, rev },
          'body = $4, language = $5, "editedAt" = now()',
          [body, lang],
        )
        if (!row) return undefined
        await client.query(
          `INSERT INTO "MessageTranslation" ("messageId", "roomId", revision, language, attempts, "claimedAt")
           SELECT $1, $2, $3, target, 1, now() FROM unnest($4::text[]) AS target`,
          [row.id, roomId, row.rev, targets],
        )
        await audit(client, 'message.edited', row, editor)
        const message = toMessage(row)
        return { message, work: workOf(roomId, message, targets) }
      }),

    remove: (roomId, { seq, rev }, editor) =>
      withTransaction(pool, async (client) => {
        const row = await rewrite(client, roomId, { seq, rev }, `body = '', "deletedAt" = now()`, [])
        if (!row) return undefined
        await audit(client, 'message.deleted', row, editor)
        return toMessage(row)
      }),

    page: async (roomId, { after, before, limit, languages }) => {
      const forward = after !== undefined
      const condition = forward ? 'm.seq > $2' : 'm.seq < $2'
      const { rows } = await pool.query<TranslatedRow>({
        name: `message-page-${forward ? 'after' : 'before'}`,
        text: `SELECT ${translatedColumns('$4::text[]')} FROM "Message" m
          WHERE m."roomId" = $1 AND ${condition} ORDER BY m.seq ${forward ? 'ASC' : 'DESC'} LIMIT $3`,
        values: [roomId, after ?? before ?? 2 ** 31 - 1, limit, languages],
      })
      const page = rows.map(toTranslatedMessage)
      return forward ? page : page.reverse()
    },

    changes: async (roomId, { seq, change, limit, languages }): Promise<RoomChanges> => {
      const { rows } = await pool.query<{
        lastSeq: number
        lastChange: number
        messages: TranslatedRow[]
        edits: TranslatedRow[]
        translations: TranslationRecord[]
      }>({ name: 'room-changes', text: changesSql, values: [roomId, seq, change, limit, languages] })
      const [row] = rows
      if (!row) throw new Problem('not-found', 'The room is gone.')
      return {
        ...row,
        messages: row.messages.map(toTranslatedMessage),
        edits: row.edits.map(toTranslatedMessage),
      }
    },
  }
}

/** Gives a message another revision, under the lock of its room; the translations of the one before go. */
async function rewrite(
  client: PoolClient,
  roomId: string,
  { seq, rev }: { seq: number; rev: number },
  assignment: string,
  values: readonly unknown[],
): Promise<MessageRow | undefined> {
  await client.query('SELECT 1 FROM "Room" WHERE id = $1 FOR UPDATE', [roomId])
  const { rows } = await client.query<MessageRow>(
    `WITH m AS (
       UPDATE "Message" SET revision = revision + 1, ${assignment},
         change = (SELECT "lastChange" + 1 FROM "Room" WHERE id = $1)
       WHERE "roomId" = $1 AND seq = $2 AND revision = $3 AND "deletedAt" IS NULL RETURNING *),
     head AS (UPDATE "Room" SET "lastChange" = m.change FROM m WHERE "Room".id = m."roomId"),
     gone AS (DELETE FROM "MessageTranslation" t USING m WHERE t."messageId" = m.id)
     SELECT ${messageColumns} FROM m`,
    [roomId, seq, rev, ...values],
  )
  return rows[0]
}

async function audit(client: PoolClient, action: string, message: MessageRow, editor: Editor): Promise<void> {
  await client.query(
    `INSERT INTO "AuditEvent" (id, "actorId", action, "subjectType", "subjectId", detail, ip, "requestId")
     VALUES ($1, $2, $3, 'message', $4, $5, $6, $7)`,
    [
      newId(),
      editor.id,
      action,
      message.id,
      { rev: message.rev, byAuthor: message.authorId === editor.id },
      editor.ip,
      editor.requestId,
    ],
  )
}

/** The pending rows that were written, and claimed, with a message. */
function workOf(
  roomId: string,
  { id, seq, rev, lang, body }: StoredMessage['message'],
  targets: readonly Language[],
): TranslationWork[] {
  return targets.map((target) => ({
    messageId: id,
    roomId,
    seq,
    rev,
    source: lang,
    target,
    body,
    attempts: 0,
  }))
}
