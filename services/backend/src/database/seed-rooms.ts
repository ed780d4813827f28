import type { Client } from 'pg'
import { newId } from '../features/identifiers.ts'
import type { SeedData, SeedRoom } from './seed-files.ts'

/** Rooms of listings stand after those of the house. */
const listingPosition = 1_000

/** Adds the rooms that are missing: those of the files with what is said in them, and one for each listing. */
export async function seedRooms(client: Client, { rooms }: SeedData): Promise<void> {
  for (const [position, room] of rooms.entries()) {
    const id = newId()
    const made = await client.query(
      `INSERT INTO "Room" (id, slug, guests, position, "lastSeq", "lastChange", "spokenAt", "toolId")
       SELECT $1, $2, $3, $4, $5::int, $5, CASE WHEN $5 > 0 THEN now() - interval '3 minutes' END, t.id FROM (SELECT $6::text AS slug) r LEFT JOIN "Tool" t ON t.slug = r.slug
       WHERE r.slug IS NULL OR t.id IS NOT NULL
       ON CONFLICT DO NOTHING`,
      [
        id,
        room.slug,
        room.guests,
        room.tool ? listingPosition : position,
        room.messages.length,
        room.tool ?? null,
      ],
    )
    if (made.rowCount === 1) await fillRoom(client, id, room)
  }
  const { rows } = await client.query<{ id: string; slug: string }>(
    'SELECT t.id, t.slug FROM "Tool" t WHERE NOT EXISTS (SELECT 1 FROM "Room" r WHERE r."toolId" = t.id)',
  )
  await client.query(
    `INSERT INTO "Room" (id, slug, "toolId", position)
     SELECT id, slug, "toolId", ${listingPosition} FROM jsonb_to_recordset($1) AS r(id uuid, slug text, "toolId" uuid)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows.map(({ id, slug }) => ({ id: newId(), slug, toolId: id })))],
  )
}

async function fillRoom(client: Client, roomId: string, room: SeedRoom): Promise<void> {
  const titles = Object.entries(room.translations).map(([language, text]) => ({ language, ...text }))
  await client.query(
    `INSERT INTO "RoomTranslation" ("roomId", language, title, description)
     SELECT $1, r.language, r.title, coalesce(r.description, '')
     FROM jsonb_to_recordset($2) AS r(language text, title text, description text)`,
    [roomId, JSON.stringify(titles)],
  )
  const messages = room.messages.map((message, index) => ({ ...message, id: newId(), seq: index + 1 }))
  await client.query(
    `INSERT INTO "Message" (id, "roomId", seq, change, "clientId", "authorName", language, body, "createdAt")
     SELECT r.id, $1, r.seq, r.seq, 'seed-' || r.seq, r.author, r.lang, r.body,
       now() - make_interval(mins => 3 * ($3::int - r.seq + 1))
     FROM jsonb_to_recordset($2) AS r(id uuid, seq int, author text, lang text, body text)`,
    [roomId, JSON.stringify(messages), messages.length],
  )
  const translations = messages.flatMap(({ id, seq, translations: texts }) =>
    Object.entries(texts ?? {}).map(([language, body]) => ({ id, seq, language, body })),
  )
  await client.query(
    `INSERT INTO "MessageTranslation"
       ("messageId", "roomId", change, revision, language, status, body, source, engine, confidence)
     SELECT r.id, $2, r.seq, 1, r.language, 'done', r.body, 'human', 'human', 1
     FROM jsonb_to_recordset($1) AS r(id uuid, seq int, language text, body text)`,
    [JSON.stringify(translations), roomId],
  )
}
