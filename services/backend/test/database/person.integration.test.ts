import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Client } from 'pg'
import { extract } from 'tar-stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import { commands } from '../../src/database/database-commands.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const [ada, ben] = [randomUUID(), randomUUID()]
const secret = 'a-secret-that-nobody-may-read'
let database: TestDatabase
let folder: string

/** The same things of each, in their own words: whose is whose is seen by the name in them. */
async function fill(client: Client, id: string, name: string): Promise<void> {
  const [room] = (await client.query('SELECT id FROM "Room" ORDER BY slug LIMIT 1')).rows
  const [tool] = (await client.query('SELECT id FROM "Tool" WHERE slug = $1', ['pika'])).rows
  const seq = name === 'ada' ? 90_001 : 90_002
  await client.query(
    `INSERT INTO "User" (id, name, email, "passwordHash", role, "updatedAt") VALUES ($1, $2, $2 || '@example.org', $3, 'member', now())`,
    [id, name, secret],
  )
  await client.query(
    `INSERT INTO "Session" (id, "userId", "userAgent", ip, "expiresAt") VALUES (gen_random_uuid(), $1, $2, '192.0.2.1', now())`,
    [id, `browser of ${name}`],
  )
  await client.query(
    `INSERT INTO "ApiToken" (id, "userId", name, hash, prefix) VALUES (gen_random_uuid(), $1, $2, $3, 'par_')`,
    [id, `token of ${name}`, `${secret} ${name}`],
  )
  await client.query(`INSERT INTO "SecondFactor" ("userId", secret, "confirmedAt") VALUES ($1, $2, now())`, [
    id,
    secret,
  ])
  await client.query(
    `INSERT INTO "Passkey" (id, "userId", "credentialId", "publicKey", name) VALUES (gen_random_uuid(), $1, $2, '\\x00', $3)`,
    [id, `credential ${name}`, `key of ${name}`],
  )
  await client.query(
    `INSERT INTO "Message" (id, "roomId", seq, "clientId", "authorId", "authorName", language, body)
     SELECT gen_random_uuid(), $1, $2 + n * 10, 'client-' || $3 || n, $4, $3, 'fr', 'mot de ' || $3 || ' n° ' || n || E'\\n“é”'
       FROM generate_series(1, 2500) n`,
    [room?.id, seq, name, id],
  )
  await client.query(
    `INSERT INTO "RoomRead" ("roomId", "userId", seq, "updatedAt") VALUES ($1, $2, 3, now())`,
    [room?.id, id],
  )
  await client.query(
    `INSERT INTO "Submission" (id, url, "canonicalUrl", status, "toolId", "userId", "updatedAt")
     VALUES (gen_random_uuid(), $1, $1, 'done', $2, $3, now())`,
    [`https://${name}.example/`, name === 'ada' ? tool?.id : null, id],
  )
  await client.query(
    `INSERT INTO "Report" (id, "toolId", reason, note, "reporterId") VALUES (gen_random_uuid(), $1, 'wrong', $2, $3)`,
    [tool?.id, `note of ${name}`, id],
  )
  await client.query(
    `WITH film AS (
       INSERT INTO "Video" (id, "toolId", "ownerId", name, bytes) VALUES (gen_random_uuid(), $1, $2, 'film of ' || $3, 1) RETURNING id)
     INSERT INTO "Caption" ("videoId", language, origin) SELECT id, unnest(ARRAY['en', 'fr']), unnest(ARRAY['original', 'machine']) FROM film`,
    [tool?.id, id, name],
  )
  await client.query(
    `INSERT INTO "AuditEvent" (id, "actorId", action, "subjectType", "subjectId", ip) VALUES (gen_random_uuid(), $1, 'session.made', 'session', $2, '192.0.2.1')`,
    [id, name],
  )
}

beforeAll(async () => {
  database = await createTestDatabase()
  await withConnection(database.url, async (client) => {
    await fill(client, ada, 'ada')
    await fill(client, ben, 'ben')
  })
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlance-person-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await database?.drop()
})

const exportOf = (email: string, file = join(folder, 'person.tar')) =>
  commands['person-export']?.(database.url, [file, email], '')

async function read(file: string): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>()
  for await (const entry of createReadStream(file).pipe(extract()))
    entries.set(entry.header.name, await buffer(entry))
  return entries
}

describe("one's own data", () => {
  test('everything of the person is in it, nothing of another, and nothing that signs in', async () => {
    const said = await exportOf('Ada@Example.org ')
    const entries = await read(join(folder, 'person.tar'))
    const lines = (name: string) =>
      String(entries.get(`${name}.ndjson`))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines('account')).toMatchObject([
      { id: ada, email: 'ada@example.org', role: 'member', password: true },
    ])
    expect(lines('messages')).toHaveLength(2_500)
    expect(lines('messages').map(({ body }) => body)).toContain('mot de ada n° 1\n“é”')
    expect(lines('sessions')).toMatchObject([{ userAgent: 'browser of ada', ip: '192.0.2.1' }])
    expect(lines('tokens')).toMatchObject([{ name: 'token of ada', prefix: 'par_' }])
    expect(lines('passkeys')).toMatchObject([{ name: 'key of ada' }])
    expect(lines('submissions')).toMatchObject([{ url: 'https://ada.example/', listing: 'pika' }])
    expect(lines('listings')).toMatchObject([{ slug: 'pika', texts: { fr: expect.any(Object) } }])
    expect(lines('reports')).toMatchObject([{ listing: 'pika', note: 'note of ada' }])
    expect(lines('videos')).toMatchObject([{ name: 'film of ada', listing: 'pika', captions: ['en'] }])
    expect(lines('acts')).toMatchObject([{ action: 'session.made', subjectId: 'ada' }])
    const all = [...entries.values()].map(String).join('\n')
    expect(all).not.toContain(secret)
    expect(all).not.toMatch(/\bben\b/)
    const { parts } = JSON.parse(String(entries.get('manifest.json'))) as {
      parts: { file: string; rows: number; sha256: string }[]
    }
    expect(parts.map(({ file }) => file)).toEqual(
      [...entries.keys()].filter((name) => name !== 'manifest.json'),
    )
    for (const { file, sha256 } of parts)
      expect(
        createHash('sha256')
          .update(entries.get(file) ?? '')
          .digest('hex'),
      ).toBe(sha256)
    expect(said).toMatchObject({ parts: { 'messages.ndjson': 2_500, 'account.ndjson': 1 } })
  })

  test('nobody of that address: a sentence, and no file', async () => {
    await expect(exportOf('nobody@example.org')).rejects.toThrow(
      /Nobody here has the address nobody@example.org/,
    )
    expect(await readdir(folder)).toEqual([])
  })

  test('a folder that is not there: an error, and nothing hangs', async () => {
    await expect(exportOf('ada@example.org', join(folder, 'missing', 'person.tar'))).rejects.toThrow(/ENOENT/)
  })

  test('every table that says whose its rows are is in it, or is named here with why it is not', async () => {
    const { rows } = await withConnection(database.url, (client) =>
      client.query<{ name: string }>(
        `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
          WHERE confrelid = '"User"'::regclass AND contype = 'f' ORDER BY 1`,
      ),
    )
    const left = ['"RecoveryCode"', '"PasskeyChallenge"']
    const held = [
      ...[
        'ApiToken',
        'AuditEvent',
        'CatalogueImport',
        'Invitation',
        'Message',
        'Passkey',
        'Report',
        'RoomMute',
      ],
      ...['RoomRead', 'SecondFactor', 'Session', 'Submission', 'SubmissionBatch', 'Video'],
    ].map((name) => `"${name}"`)
    expect(rows.map(({ name }) => name).filter((name) => !left.includes(name))).toEqual(held)
  })
})
