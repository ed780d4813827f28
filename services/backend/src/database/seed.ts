import { randomBytes } from 'node:crypto'
import { languageNames, languages } from '@parlance/contracts/languages'
import type { Client } from 'pg'
import { hashPassword } from '../features/accounts/passwords.ts'
import { canonicalUrl } from '../features/catalogue/canonical-url.ts'
import { newId, plainName } from '../features/identifiers.ts'
import { indexTools } from '../stores/search-index.ts'
import type { SeedData } from './seed-files.ts'
import { seedRooms } from './seed-rooms.ts'
import { seedVideos } from './seed-videos.ts'

export const adminEmail = 'admin@parlance.local'

/** What is in the database after seeding. */
export interface SeedSummary {
  readonly tools: number
  readonly categories: number
  readonly rooms: number
}

/**
 * Adds what of the sample catalogue is missing, in one transaction; what is there is left as it is, so that seeding
 * again never undoes an editor's work.
 */
export async function seedCatalogue(client: Client, data: SeedData): Promise<SeedSummary> {
  await client.query('BEGIN')
  try {
    await seedLanguages(client)
    await seedCategories(client, data)
    await seedTags(client, data)
    const added = await seedTools(client, data)
    await indexTools(client, added)
    await seedRooms(client, data)
    await seedVideos(client, data.videos, added)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
  const { rows } = await client.query<SeedSummary>(
    `SELECT (SELECT count(*)::int FROM "Tool") AS tools, (SELECT count(*)::int FROM "Category") AS categories,
            (SELECT count(*)::int FROM "Room" WHERE "toolId" IS NULL) AS rooms`,
  )
  const [summary] = rows
  if (!summary) throw new Error('the server counted nothing')
  return summary
}

/**
 * Makes the administrator where there is none.
 *
 * @returns the random password, the first and only time; undefined where there was one already.
 */
export async function seedAdmin(client: Client): Promise<string | undefined> {
  const { rowCount } = await client.query('SELECT 1 FROM "User" WHERE email = $1', [adminEmail])
  if (rowCount) return undefined
  const password = newPassword()
  const made = await client.query(
    `INSERT INTO "User" (id, role, name, email, "passwordHash") VALUES ($1, 'admin', 'Administrator', $2, $3)
     ON CONFLICT (email) DO NOTHING`,
    [newId(), adminEmail, await hashPassword(password)],
  )
  return made.rowCount === 1 ? password : undefined
}

/**
 * Gives the administrator another random password, and the account back to whoever may run this: every other way into it (sessions, API
 * tokens, passkeys, a second factor, letters with a link) ends, and its role is what it was. Makes the account where there is none.
 *
 * @returns the password, the only time
 */
export async function resetAdminPassword(client: Client): Promise<string> {
  const made = await seedAdmin(client)
  if (made !== undefined) return made
  const password = newPassword()
  await client.query('BEGIN')
  try {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE "User" SET "passwordHash" = $2, "disabledAt" = NULL, role = 'admin' WHERE email = $1 RETURNING id`,
      [adminEmail, await hashPassword(password)],
    )
    await client.query(
      `UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = 'password' WHERE "userId" = $1 AND "revokedAt" IS NULL`,
      [rows[0]?.id],
    )
    await client.query(
      'UPDATE "ApiToken" SET "revokedAt" = now() WHERE "userId" = $1 AND "revokedAt" IS NULL',
      [rows[0]?.id],
    )
    await client.query('DELETE FROM "AccountRequest" WHERE email = $1 AND "usedAt" IS NULL', [adminEmail])
    await client.query('DELETE FROM "SecondFactor" WHERE "userId" = $1', [rows[0]?.id])
    await client.query('DELETE FROM "Passkey" WHERE "userId" = $1', [rows[0]?.id])
    await client.query('DELETE FROM "RecoveryCode" WHERE "userId" = $1', [rows[0]?.id])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
  return password
}

const newPassword = () => randomBytes(15).toString('base64url')

async function seedLanguages(client: Client): Promise<void> {
  const rows = languages.map((code, position) => ({ code, name: languageNames[code], position }))
  await client.query(
    `INSERT INTO "Language" (code, name, position)
     SELECT code, name, position FROM jsonb_to_recordset($1) AS r(code text, name text, position int)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  )
}

async function seedCategories(client: Client, { categories }: SeedData): Promise<void> {
  const rows = categories.map(({ slug, icon, keywords }, position) => ({
    id: newId(),
    slug,
    icon,
    position,
    keywords: keywords ?? [],
  }))
  await client.query(
    `INSERT INTO "Category" AS c (id, slug, icon, position, keywords)
     SELECT id, slug, icon, position, keywords
     FROM jsonb_to_recordset($1) AS r(id uuid, slug text, icon text, position int, keywords text[])
     ON CONFLICT (slug) DO UPDATE SET keywords = excluded.keywords WHERE coalesce(c.keywords, '{}') = '{}'`,
    [JSON.stringify(rows)],
  )
  const texts = categories.flatMap(({ slug, translations }) =>
    Object.entries(translations).map(([language, text]) => ({ slug, language, ...text })),
  )
  await client.query(
    `INSERT INTO "CategoryTranslation" ("categoryId", language, name, description)
     SELECT c.id, r.language, r.name, coalesce(r.description, '')
     FROM jsonb_to_recordset($1) AS r(slug text, language text, name text, description text)
     JOIN "Category" c ON c.slug = r.slug
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(texts)],
  )
}

async function seedTags(client: Client, { tags, tools }: SeedData): Promise<void> {
  const keywords = new Map(tags.map((tag) => [tag.slug, tag.keywords ?? []]))
  const known = new Set([...tags.map(({ slug }) => slug), ...tools.flatMap((tool) => tool.tags)])
  await client.query(
    `INSERT INTO "Tag" AS t (id, slug, keywords)
     SELECT id, slug, keywords FROM jsonb_to_recordset($1) AS r(id uuid, slug text, keywords text[])
     ON CONFLICT (slug) DO UPDATE SET keywords = excluded.keywords WHERE coalesce(t.keywords, '{}') = '{}'`,
    [JSON.stringify([...known].map((slug) => ({ id: newId(), slug, keywords: keywords.get(slug) ?? [] })))],
  )
  const texts = tags.flatMap(({ slug, translations }) =>
    Object.entries(translations).map(([language, name]) => ({ slug, language, name })),
  )
  await client.query(
    `INSERT INTO "TagTranslation" ("tagId", language, name)
     SELECT t.id, r.language, r.name FROM jsonb_to_recordset($1) AS r(slug text, language text, name text)
     JOIN "Tag" t ON t.slug = r.slug
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(texts)],
  )
}

/** @returns the ids of the listings that were not there before. */
async function seedTools(client: Client, { tools }: SeedData): Promise<string[]> {
  const rows = tools.map((tool) => ({
    ...tool,
    id: newId(),
    canonicalUrl: canonicalUrl(tool.url),
    sortName: plainName(tool.name),
  }))
  const { rows: added } = await client.query<{ id: string; slug: string }>(
    `INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", pricing, "sourceLanguage", "categoryId")
     SELECT r.id, r.slug, r.url, r."canonicalUrl", r.name, r."sortName", r.pricing::"Pricing", 'en', c.id
     FROM jsonb_to_recordset($1) AS r(id uuid, slug text, url text, "canonicalUrl" text, name text, "sortName" text,
       pricing text, category text)
     LEFT JOIN "Category" c ON c.slug = r.category
     ON CONFLICT DO NOTHING
     RETURNING id, slug`,
    [JSON.stringify(rows)],
  )
  const idOf = new Map(added.map(({ id, slug }) => [slug, id]))
  const links = rows.flatMap(({ slug, tags }) =>
    idOf.has(slug) ? tags.map((tag) => ({ tool: idOf.get(slug), tag })) : [],
  )
  await client.query(
    `INSERT INTO "ToolTag" ("toolId", "tagId")
     SELECT r.tool, t.id FROM jsonb_to_recordset($1) AS r(tool uuid, tag text) JOIN "Tag" t ON t.slug = r.tag
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(links)],
  )
  const texts = rows.flatMap(({ slug, name, translations }) =>
    idOf.has(slug)
      ? Object.entries(translations).map(([language, text]) => ({
          tool: idOf.get(slug),
          language,
          name,
          ...text,
        }))
      : [],
  )
  await client.query(
    `INSERT INTO "ToolTranslation" ("toolId", language, name, tagline, overview, description, "keyFeatures",
       "useCases", source, reviewed)
     SELECT r.tool, r.language, r.name, r.tagline, r.overview, r.description, coalesce(r."keyFeatures", '{}'),
       coalesce(r."useCases", '{}'), 'human', true
     FROM jsonb_to_recordset($1) AS r(tool uuid, language text, name text, tagline text, overview text,
       description text, "keyFeatures" text[], "useCases" text[])`,
    [JSON.stringify(texts)],
  )
  return added.map(({ id }) => id)
}
