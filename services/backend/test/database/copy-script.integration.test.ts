import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import { copyScript } from '../../src/database/copy-script.ts'
import { query } from '../support/people.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

let database: TestDatabase
/** Of every table that is copied: what goes over, a row a text. */
let copied: Map<string, string[]>

/** What nobody may see, in the words of each place where it lies. */
const secrets = `
  INSERT INTO "User" (id, role, name, email, "passwordHash", language)
    SELECT gen_random_uuid(), 'member', 'leak-name', 'leak' || n || '@leak.example', 'leak-hash', 'en' FROM generate_series(1, 3) n;
  UPDATE "Message" SET "authorId" = (SELECT id FROM "User" WHERE email = 'leak1@leak.example'), "authorName" = 'leak-name',
    "clientId" = 'leak-' || id, body = body || ' write to anna.b@leak.example, or <mailto:leak@leak.example>!';
  UPDATE "MessageTranslation" SET body = body || ' leak+tag@leak.example';
  INSERT INTO "Session" (id, "userId", "userAgent", ip, "expiresAt")
    SELECT gen_random_uuid(), id, 'leak-agent', 'leak-ip', now() FROM "User" WHERE email IS NOT NULL;
  INSERT INTO "RefreshToken" (hash, "sessionId") SELECT 'leak-' || id, id FROM "Session";
  INSERT INTO "ApiToken" (id, "userId", name, hash, prefix) SELECT gen_random_uuid(), id, 'leak-token', 'leak-' || id, 'leak' FROM "User" WHERE email IS NOT NULL;
  INSERT INTO "Setting" (key, value) VALUES ('leak', '"leak-key"');
  INSERT INTO "Invitation" (id, email, hash, "expiresAt") VALUES (gen_random_uuid(), 'leak@leak.example', 'leak-hash', now());
  INSERT INTO "AccountRequest" (id, kind, email, hash, "expiresAt") VALUES (gen_random_uuid(), 'reset', 'leak@leak.example', 'leak-hash', now());
  INSERT INTO "AuditEvent" (id, action, "subjectType", "subjectId", ip) VALUES (gen_random_uuid(), 'leak-act', 'x', 'y', 'leak-ip');
  INSERT INTO "TranslationMemory" (key, "segmentHash", "sourceLanguage", "targetLanguage", "sourceText", translated, engine, model, confidence)
    VALUES ('k', 'h', 'en', 'fr', 'leak-words', 'leak-words', 'e', 'm', 1);
  INSERT INTO "SearchMiss" (language, query) VALUES ('en', 'leak-question');
  INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", status, "sourceLanguage")
    VALUES ('00000000-0000-7000-8000-00000000000a', 'leak-hidden', 'https://leak.example', 'https://leak.example', 'leak-hidden', 'leakhidden', 'pending', 'en');
  INSERT INTO "ToolTranslation" ("toolId", language, name, tagline, source)
    VALUES ('00000000-0000-7000-8000-00000000000a', 'en', 'leak-hidden', 'leakwords', 'human');
  UPDATE "Tool" SET "statusReason" = 'leak-reason';
  INSERT INTO "Room" (id, slug, "toolId") VALUES ('00000000-0000-7000-8000-00000000000b', 'leak-room', '00000000-0000-7000-8000-00000000000a');
  INSERT INTO "Room" (id, slug, "archivedAt") VALUES ('00000000-0000-7000-8000-00000000000c', 'leak-archived', now());
  INSERT INTO "Message" (id, "roomId", seq, "clientId", "authorName", language, body)
    SELECT gen_random_uuid(), r.id, 1, 'leak-' || r.slug, 'leak-name', 'en', 'leak-private' FROM "Room" r WHERE r.slug LIKE 'leak-%';
`

beforeAll(async () => {
  database = await createTestDatabase()
  await query(database.url, secrets)
  const script = await withConnection(database.url, copyScript)
  copied = new Map()
  for (const [, select = '', table = ''] of script.matchAll(
    /^COPY \((SELECT .*? FROM "(\w+)".*)\) TO STDOUT;$/gm,
  )) {
    const rows = await query<{ row: string }>(database.url, `SELECT t::text AS row FROM (${select}) t`)
    copied.set(
      table,
      rows.map(({ row }) => row),
    )
  }
})
afterAll(() => database?.drop())

test('nothing that only some may see goes over: no address, no hash, no name, nothing hidden', () => {
  const leaks = [...copied].flatMap(([table, rows]) =>
    rows.filter((row) => row.includes('leak')).map((row) => `${table}: ${row.slice(0, 200)}`),
  )
  expect(leaks).toEqual([])
})

test('what everybody sees goes over, whole', async () => {
  const [count] = await query<{ tools: string; texts: string; rooms: string; messages: string }>(
    database.url,
    `SELECT (SELECT count(*) FROM "Tool" WHERE status = 'published') AS tools,
            (SELECT count(*) FROM "ToolTranslation" WHERE "toolId" <> '00000000-0000-7000-8000-00000000000a') AS texts,
            (SELECT count(*) FROM "Room" WHERE slug NOT LIKE 'leak-%') AS rooms,
            (SELECT count(*) FROM "Message" WHERE body <> 'leak-private' AND "deletedAt" IS NULL) AS messages`,
  )
  const of = (table: string) => String(copied.get(table)?.length)
  expect({
    tools: of('Tool'),
    texts: of('ToolTranslation'),
    rooms: of('Room'),
    messages: of('Message'),
  }).toEqual(count)
  expect(Number(count?.messages)).toBeGreaterThan(0)
  expect(
    copied
      .get('Message')
      ?.every((row) => row.includes('write to someone@example.org, or <mailto:someone@example.org>!')),
  ).toBe(true)
})

test.each([
  ['a table', 'CREATE TABLE "Forgotten" (id int)', 'DROP TABLE "Forgotten"', '"Forgotten"'],
  [
    'a column of people',
    'ALTER TABLE "User" ADD COLUMN phone text',
    'ALTER TABLE "User" DROP COLUMN phone',
    '"User"."phone"',
  ],
])('%s without a rule stops the copy, by its name', async (_, add, drop, named) => {
  await query(database.url, add)
  await expect(withConnection(database.url, copyScript)).rejects.toThrow(named)
  await query(database.url, drop)
})
