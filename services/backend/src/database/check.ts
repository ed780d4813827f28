import type { Client } from 'pg'
import { withConnection } from './connection.ts'
import { databaseStatus } from './database-status.ts'
import type { MigrationSource } from './migrations.ts'

/** One thing that must hold. */
export interface DatabaseCheck {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
}

/** Counts what breaks each rule; a healthy database counts nothing. */
const rules: readonly { name: string; sql: string }[] = [
  {
    name: 'messages are numbered without gaps and rooms know the last',
    sql: `SELECT count(*)::int AS n FROM "Room" r LEFT JOIN LATERAL (
            SELECT coalesce(max(seq), 0) AS last, count(*) AS total FROM "Message" m WHERE m."roomId" = r.id) m ON true
          WHERE m.last <> r."lastSeq" OR m.total <> r."lastSeq"`,
  },
  {
    name: 'every listing has its texts in its own language',
    sql: `SELECT count(*)::int AS n FROM "Tool" t WHERE NOT EXISTS (
            SELECT 1 FROM "ToolTranslation" x WHERE x."toolId" = t.id AND x.language = t."sourceLanguage")`,
  },
  {
    name: 'every text can be searched',
    sql: `SELECT count(*)::int AS n FROM "ToolTranslation" x WHERE NOT EXISTS (
            SELECT 1 FROM "SearchDocument" d WHERE d."toolId" = x."toolId" AND d.language = x.language)
          -- Of what an import writes just now, documents are on their way.
          AND NOT EXISTS (
            SELECT 1 FROM "SearchPending" p WHERE p."toolId" = x."toolId" AND p.since > now() - interval '10 minutes')`,
  },
  {
    name: 'finished submissions have their listing',
    sql: `SELECT count(*)::int AS n FROM "Submission" WHERE status = 'done' AND "toolId" IS NULL`,
  },
  {
    name: 'constraints are validated',
    sql: 'SELECT count(*)::int AS n FROM pg_constraint WHERE NOT convalidated',
  },
  {
    name: 'indexes are valid',
    sql: 'SELECT count(*)::int AS n FROM pg_index WHERE NOT indisvalid OR NOT indisready',
  },
]

/** Checks that a database is whole: migrations, schema, and what no constraint can say. */
export async function checkDatabase(
  url: string,
  source: MigrationSource,
): Promise<{ ok: boolean; checks: DatabaseCheck[]; tables: Readonly<Record<string, number>> }> {
  const { migrations, drift, tables } = await databaseStatus(url, source)
  const wrong = [...migrations.pending, ...migrations.failed, ...migrations.edited, ...migrations.unknown]
  const checks: DatabaseCheck[] = [
    { name: 'migrations are applied', ok: wrong.length === 0, detail: wrong.join(', ') },
    { name: 'the tables are those of the schema', ok: drift === '', detail: drift },
  ]
  if (migrations.pending.length === 0) {
    checks.push(...(await withConnection(url, async (client) => await runRules(client))))
  }
  return { ok: checks.every(({ ok }) => ok), checks, tables }
}

async function runRules(client: Client): Promise<DatabaseCheck[]> {
  const checks: DatabaseCheck[] = []
  for (const { name, sql } of rules) {
    const { rows } = await client.query<{ n: number }>(sql)
    const count = rows[0]?.n ?? 0
    checks.push({ name, ok: count === 0, detail: count === 0 ? '' : `${count} rows break it` })
  }
  return checks
}
