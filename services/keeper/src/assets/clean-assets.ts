import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, escapeIdentifier } from 'pg'
import { alteredStore, assetStore, listKeys, restoreAssets, type SiteAssets } from '../backups/assets.ts'
import { withConnection } from '../connection.ts'

/** What was found, and unless it was only looked for, done. */
export interface AssetCleaning {
  /** Files that nothing names, and altered ones whose place their copies have taken. */
  readonly files: number
  /** Their size together. */
  readonly bytes: number
  /** Entries of the database that nothing uses. */
  readonly unused: number
  /** Files that were missing and came back from the backups. */
  readonly restored: number
  /** Files that are missing and that no backup has: what named them no longer does. */
  readonly lost: readonly string[]
}

interface Options {
  readonly url: string
  readonly site: SiteAssets
  readonly backups: string
  /** Younger ones are left alone: what is being submitted is stored before anything names it. In milliseconds. */
  readonly graceMs: number
  /** Looks, and changes nothing. */
  readonly check: boolean
}

/** Keys and ages decide; what has another shape than a key is never touched. Runs under the keeper's lock. */
export async function cleanAssets({ url, site, backups, graceMs, check }: Options): Promise<AssetCleaning> {
  const oldest = new Date(Date.now() - graceMs)
  return withConnection(url, async (client) => {
    await client.query('BEGIN')
    const unused = await deleteUnused(client, oldest)
    const named = new Set(await keysOf(client))
    const there = await site.list()
    const missing = [...named].filter((key) => !there.has(key))
    const stored = new Set(await listKeys(assetStore(backups)))
    const back = missing.filter((key) => stored.has(key))
    const lost = missing.filter((key) => !stored.has(key))
    // Another folder or bucket than the site's looks like this: what would be forgotten is not lost.
    if (there.size === 0 && lost.length > 0)
      throw new Error(
        `there is no image at all at ${site.name}, and ${lost.length} that the database names are in no backup either: nothing was ` +
          'changed. Is it the right place (ASSETS_DIR, ASSETS_BUCKET), and is its disk there?',
      )
    await client.query('DELETE FROM public."Asset" WHERE key = ANY($1)', [lost])
    await client.query(check ? 'ROLLBACK' : 'COMMIT')
    const restored = check ? back.length : (await restoreAssets(backups, site, back)).missing
    let [count, bytes] = [0, 0]
    for (const [key, file] of there) {
      if (named.has(key) || file.at > oldest) continue
      count++
      bytes += file.bytes
      if (!check) await site.remove(key)
    }
    const aside = alteredStore(backups)
    for (const key of await listKeys(aside)) {
      const file = await stat(join(aside, key))
      if (file.mtime > oldest) continue
      count++
      bytes += file.size
      if (!check) await rm(join(aside, key))
    }
    return { files: count, bytes, unused, restored, lost }
  })
}

const keysOf = async (client: Client): Promise<string[]> =>
  (await client.query<{ key: string }>('SELECT key FROM public."Asset"')).rows.map(({ key }) => key)

/** Deletes entries that no foreign key and no document names; renditions go with their picture. @returns how many */
async function deleteUnused(client: Client, oldest: Date): Promise<number> {
  const users = await referencesTo(client)
  if (users.length === 0)
    throw new Error('nothing in this database could use an asset: it is not as this version knows it')
  const unused = users.map(
    ({ table, column }) => `NOT EXISTS (SELECT FROM ${table} u WHERE u.${escapeIdentifier(column)} = a.key)`,
  )
  const { rowCount } = await client.query(
    `DELETE FROM public."Asset" a WHERE a."createdAt" < $1 AND a."renditionOf" IS NULL AND a.key <> ALL($2) AND ${unused.join(' AND ')}`,
    [oldest, await keysInDocuments(client)],
  )
  return rowCount ?? 0
}

/** Columns of other tables with a foreign key to an asset. */
async function referencesTo(client: Client): Promise<{ table: string; column: string }[]> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT c.conrelid::regclass::text AS "table", a.attname AS "column"
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND c.confrelid = 'public."Asset"'::regclass AND c.conparentid = 0
        AND c.conrelid <> c.confrelid`,
  )
  return rows
}

/** Keys in JSON: of the history whose changes can be undone, of jobs that wait. */
async function keysInDocuments(client: Client): Promise<string[]> {
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `SELECT c.oid::regclass::text AS "table", a.attname AS "column"
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE a.atttypid IN ('json'::regtype, 'jsonb'::regtype) AND a.attnum > 0 AND NOT a.attisdropped
        AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  )
  const keys = new Set<string>()
  for (const { table, column } of columns) {
    const { rows } = await client.query<{ key: string }>(
      `SELECT DISTINCT m[1] AS key FROM ${table} t,
              LATERAL regexp_matches(t.${escapeIdentifier(column)}::text, '([0-9a-f]{2}/[0-9a-f]{62}[.][a-z0-9]+)', 'g') m`,
    )
    for (const { key } of rows) keys.add(key)
  }
  return [...keys]
}
