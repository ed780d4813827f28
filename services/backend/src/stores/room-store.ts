import type { Pool } from 'pg'
import type { RoomView } from '../features/conversation/conversation.ts'
import type { RoomChoice, RoomStore } from '../features/conversation/conversation-ports.ts'
import type { RoomRecord } from '../features/conversation/conversation-records.ts'
import { muteHolds } from './mute-store.ts'

/** Most rooms that are told to have something unread. */
const mostUnread = 500

// The newest words of a room, in the language asked for where they are translated.
const lastMessageSql = `(SELECT json_build_object('author', m."authorName", 'body', left(coalesce(d.body, m.body), 200),
      'lang', coalesce(d.language, m.language))
    FROM "Message" m LEFT JOIN "MessageTranslation" d
      ON d."messageId" = m.id AND d.revision = m.revision AND d.language = $1 AND d.status = 'done'
    WHERE m."roomId" = r.id AND m."deletedAt" IS NULL ORDER BY m.seq DESC LIMIT 1)`

// A room of a listing has no texts of its own: it takes the listing's. Any text is in the language asked for, or in
// English, or in whatever there is.
const textsSql = `LEFT JOIN LATERAL (
    SELECT * FROM "RoomTranslation" o WHERE o."roomId" = r.id
    ORDER BY o.language = $1 DESC, o.language = 'en' DESC, o.language LIMIT 1) own ON true
  LEFT JOIN LATERAL (
    SELECT * FROM "ToolTranslation" o WHERE o."toolId" = t.id AND o.name IS NOT NULL
    ORDER BY o.language = $1 DESC, o.language = t."sourceLanguage" DESC, o.language LIMIT 1) named ON true`
const titleSql = 'coalesce(own.title, named.name, t.name, r.slug)'
const descriptionSql = `coalesce(own.description, named.tagline, '')`
const openSql = `r."archivedAt" IS NULL AND (r."toolId" IS NULL OR t.status = 'published')`

const viewSql = `SELECT r.slug, r.id, ${titleSql} AS title, ${descriptionSql} AS description,
    coalesce(own.language, named.language, t."sourceLanguage", 'en') AS language,
    r.guests, r."lastSeq", t.slug AS "toolSlug", coalesce(named.name, t.name) AS "toolName",
    (SELECT m."createdAt" FROM "Message" m WHERE m."roomId" = r.id AND m.seq = r."lastSeq") AS "lastMessageAt",
    ${lastMessageSql} AS "lastMessage",
    (SELECT coalesce(json_agg(DISTINCT m.language), '[]') FROM "Message" m
      WHERE m."roomId" = r.id AND m.seq > r."lastSeq" - 100 AND m."deletedAt" IS NULL) AS languages
  FROM "Room" r
  LEFT JOIN "Tool" t ON t.id = r."toolId" ${textsSql}
  WHERE ${openSql}`

// Every listing has a room: which of them are shown is found by the rooms' own rows, and only who searches looks at all titles.
function listSql({ words, sort, sought }: RoomChoice): string {
  const spoken = { some: 'AND r."lastSeq" > 0', none: 'AND r."lastSeq" = 0' }
  const first = sort === 'recent' ? '' : 'r.position, '
  return `SELECT v.* FROM unnest(ARRAY(
      SELECT r.id FROM "Room" r LEFT JOIN "Tool" t ON t.id = r."toolId" ${sought.length > 0 ? textsSql : ''}
      WHERE ${openSql} ${words ? spoken[words] : ''} AND NOT EXISTS (SELECT 1 FROM unnest($3::text[]) AS w
        WHERE strpos(lower(concat_ws(' ', ${sought.length > 0 ? `${titleSql}, ${descriptionSql}, ` : ''}r.slug)), lower(w)) = 0)
      ORDER BY ${first}r.id = ANY($4::uuid[]) DESC, r."spokenAt" DESC NULLS LAST, r.slug LIMIT $2)) WITH ORDINALITY AS o (id, place),
    LATERAL (${viewSql} AND r.id = o.id) v
    ORDER BY o.place`
}

type ViewRow = Omit<RoomView, 'lastMessageAt' | 'tool'> & {
  readonly lastMessageAt: Date | null
  readonly toolSlug: string | null
  readonly toolName: string | null
}

/** Rooms in PostgreSQL. */
export function createRoomStore(pool: Pool): RoomStore {
  return {
    list: async (lang, choice) => {
      const values = [lang, choice.limit + 1, choice.sought, choice.live]
      const { rows } = await pool.query<ViewRow>({ text: listSql(choice), values })
      return { items: rows.slice(0, choice.limit).map(toView), more: rows.length > choice.limit }
    },

    view: async (slug, lang) => {
      const text = `${viewSql} AND r.slug = $2`
      const { rows } = await pool.query<ViewRow>({ name: 'room-view', text, values: [lang, slug] })
      return rows[0] && toView(rows[0])
    },

    find: async (slug) => {
      const { rows } = await pool.query<RoomRecord>({
        name: 'room-find',
        text: `SELECT id, slug, guests, "archivedAt" IS NOT NULL AS archived, "lastSeq", "lastChange"
          FROM "Room" r WHERE slug = $1 AND ("toolId" IS NULL OR EXISTS (
            SELECT 1 FROM "Tool" t WHERE t.id = r."toolId" AND t.status = 'published'))`,
        values: [slug],
      })
      return rows[0]
    },

    heads: async (roomIds) => {
      const { rows } = await pool.query<{ id: string; lastChange: number }>({
        name: 'room-heads',
        text: 'SELECT id, "lastChange" FROM "Room" WHERE id = ANY($1::uuid[])',
        values: [roomIds],
      })
      return new Map(rows.map(({ id, lastChange }) => [id, lastChange]))
    },

    markRead: async (reads) => {
      await pool.query({
        name: 'room-mark-read',
        // Nobody has read what is not written yet; people and rooms that are gone meanwhile have read nothing.
        text: `INSERT INTO "RoomRead" AS known ("userId", "roomId", seq)
          SELECT u.id, r.id, least(max(d.seq), r."lastSeq")
          FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS d("userId", "roomId", seq)
          JOIN "User" u ON u.id = d."userId" JOIN "Room" r ON r.id = d."roomId"
          GROUP BY u.id, r.id ORDER BY u.id, r.id
          ON CONFLICT ("userId", "roomId") DO UPDATE SET seq = excluded.seq, "updatedAt" = now()
            WHERE known.seq < excluded.seq`,
        values: [
          reads.map(({ userId }) => userId),
          reads.map(({ roomId }) => roomId),
          reads.map(({ seq }) => seq),
        ],
      })
    },

    unread: async (userId) => {
      const { rows } = await pool.query<{ room: string; unread: number }>({
        name: 'room-unread',
        text: `SELECT r.slug AS room, n.unread FROM "RoomRead" d JOIN "Room" r ON r.id = d."roomId",
          LATERAL (SELECT count(*)::int AS unread FROM (
            SELECT 1 FROM "Message" m WHERE m."roomId" = r.id AND m.seq > d.seq AND m."deletedAt" IS NULL
              AND m."authorId" IS DISTINCT FROM d."userId" LIMIT 100) few) n
          WHERE d."userId" = $1 AND r."lastSeq" > d.seq AND r."archivedAt" IS NULL AND n.unread > 0
          ORDER BY r.slug LIMIT ${mostUnread}`,
        values: [userId],
      })
      return rows
    },

    mutedIn: async (userId, roomIds) => {
      const { rows } = await pool.query<{ id: string }>({
        name: 'room-muted-in',
        text: `SELECT d.room AS id FROM unnest($2::uuid[]) AS d(room) WHERE EXISTS (
          SELECT 1 FROM "RoomMute" k
          WHERE k."userId" = $1 AND (k."roomId" IS NULL OR k."roomId" = d.room) AND ${muteHolds})`,
        values: [userId, roomIds],
      })
      return new Set(rows.map(({ id }) => id))
    },

    readSeqs: async (userId, roomIds) => {
      const { rows } = await pool.query<{ roomId: string; seq: number }>({
        name: 'room-read-seqs',
        text: 'SELECT "roomId", seq FROM "RoomRead" WHERE "userId" = $1 AND "roomId" = ANY($2::uuid[])',
        values: [userId, roomIds],
      })
      return new Map(rows.map(({ roomId, seq }) => [roomId, seq]))
    },
  }
}

function toView({ toolSlug, toolName, lastMessageAt, ...room }: ViewRow): RoomView {
  return {
    ...room,
    lastMessageAt: lastMessageAt?.toISOString() ?? null,
    tool: toolSlug === null ? null : { slug: toolSlug, name: toolName ?? toolSlug },
  }
}
