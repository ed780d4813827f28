import { Problem } from '@parlance/service-kit'
import type { Pool } from 'pg'
import {
  type CatalogueImports,
  type ImportJobStore,
  type ImportStage,
  type ImportView,
  type ImportWork,
  mostImportBytes,
} from '../../features/administration/catalogue-imports.ts'
import { chosenMapping } from '../../features/administration/chosen-mapping.ts'
import { type Mapping, proposeMapping, targets } from '../../features/administration/import-fields.ts'
import { newId } from '../../features/identifiers.ts'
import type { JobSender } from '../listing-renewals.ts'
import { catalogueImportQueue } from '../queues.ts'
import type { Sql } from '../search-index.ts'
import { withTransaction } from '../transaction.ts'
import { writeEntries } from './change-log.ts'
import { iso } from './sql.ts'

/** Bytes of a part of a file. */
const partBytes = 4 * 1_024 * 1_024

const columns = `i.id, i.name, i.language, i.bytes::float8 AS bytes, i.stage, i.status, i.records, i.failed, i.report,
  i."failedLines" <> '' AS "hasFailedLines", i.fault, coalesce(u.name, '') AS by, ${iso('i."createdAt"')} AS "createdAt"`

/** Imports in PostgreSQL: a file lies in parts beside its row until it is imported, or for a day. */
export function createCatalogueImports(pool: Pool, jobs: JobSender): CatalogueImports {
  const find = async (sql: Sql, id: string): Promise<ImportView> => {
    const { rows } = await sql.query(
      `SELECT ${columns} FROM "CatalogueImport" i LEFT JOIN "User" u ON u.id = i."createdById"
       WHERE i.id = $1 AND i.status <> 'uploading'`,
      [id],
    )
    if (!rows[0]) throw new Problem('not-found', 'There is no such import.')
    return rows[0] as ImportView
  }
  const mappedColumns = async (sql: Sql, id: string) => {
    const { rows } = await sql.query(
      `SELECT columns, mapping FROM "CatalogueImport" WHERE id = $1 AND status <> 'uploading' FOR UPDATE`,
      [id],
    )
    const [row] = rows as { columns: string[]; mapping: Mapping | null }[]
    if (!row) throw new Problem('not-found', 'There is no such import.')
    return row
  }
  const enqueue = (sql: Sql, id: string) =>
    jobs.insert(catalogueImportQueue, [{ data: { id } }], {
      db: { executeSql: (text, values) => sql.query(text, values) },
    })

  return {
    begin: async ({ name, language, bytes }, by) => {
      const id = newId()
      await forgetOld(pool)
      await pool.query(
        `INSERT INTO "CatalogueImport" (id, name, language, "createdById") VALUES ($1, $2, $3, $4)`,
        [id, name, language, by.id],
      )
      try {
        const size = await keepParts(pool, id, bytes)
        if (size === 0) throw new Problem('invalid', 'The file is empty.')
        return await withTransaction(pool, async (client) => {
          await client.query(`UPDATE "CatalogueImport" SET status = 'waiting', bytes = $2 WHERE id = $1`, [
            id,
            size,
          ])
          await enqueue(client, id)
          return find(client, id)
        })
      } catch (error) {
        await pool.query('DELETE FROM "CatalogueImport" WHERE id = $1', [id])
        throw error
      }
    },

    list: async () => {
      const { rows } = await pool.query<ImportView>(
        `SELECT ${columns} FROM "CatalogueImport" i LEFT JOIN "User" u ON u.id = i."createdById"
         WHERE i.status <> 'uploading' ORDER BY i."createdAt" DESC LIMIT 20`,
      )
      return rows
    },

    get: (id) => find(pool, id),

    columns: async (id) => {
      const { columns, mapping } = await mappedColumns(pool, id)
      const where = mapping ?? proposeMapping(columns)
      return {
        columns: columns.map((name) => ({
          name,
          field: Object.hasOwn(where, name) ? (where[name] ?? null) : null,
        })),
        fields: [...targets],
      }
    },

    mapColumns: (id, chosen) =>
      withTransaction(pool, async (client) => {
        const { columns } = await mappedColumns(client, id)
        const mapping = chosenMapping(columns, chosen)
        const { rowCount } = await client.query(
          `UPDATE "CatalogueImport" i SET mapping = $2, status = 'waiting', records = 0, failed = 0, report = NULL,
             "failedLines" = '', fault = '', "updatedAt" = now()
           WHERE id = $1 AND stage = 'check' AND status IN ('ended', 'failed')
             AND EXISTS (SELECT FROM "CatalogueImportPart" p WHERE p."importId" = i.id)`,
          [id, JSON.stringify(mapping)],
        )
        if (!rowCount) {
          throw new Problem(
            'precondition',
            'Columns are chosen when the file was looked through, and before it is imported. Send the file again.',
          )
        }
        await enqueue(client, id)
        return find(client, id)
      }),

    run: (id, by) =>
      withTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `UPDATE "CatalogueImport" i SET stage = 'import', status = 'waiting', records = 0, failed = 0, "updatedAt" = now()
           WHERE id = $1 AND (stage = 'check' AND status = 'ended' OR stage = 'import' AND status = 'failed')
             AND EXISTS (SELECT FROM "CatalogueImportPart" p WHERE p."importId" = i.id)`,
          [id],
        )
        const found = await find(client, id)
        if (!rowCount) {
          throw new Problem(
            'precondition',
            'Only what was looked through is imported, once. Send the file again.',
          )
        }
        await enqueue(client, id)
        const detail = { name: found.name, records: found.report?.records ?? 0 }
        await writeEntries(client, [
          { by, action: 'catalogue.imported', subjectType: 'import', subjectId: id, detail, images: [] },
        ])
        return found
      }),

    failedLines: async (id) => {
      const { rows } = await pool.query<{ name: string; text: string; format: string }>(
        `SELECT name, "failedLines" AS text, report->>'format' AS format FROM "CatalogueImport"
         WHERE id = $1 AND "failedLines" <> ''`,
        [id],
      )
      const [row] = rows
      if (!row) throw new Problem('not-found', 'No lines of this import failed.')
      return { name: `failed.${row.format === 'csv' ? 'csv' : 'ndjson'}`, text: row.text }
    },
  }
}

/** What the job of an import reads and writes down. */
export function createImportJobStore(pool: Pool): ImportJobStore {
  return {
    claim: async (id) => {
      const { rows } = await pool.query<ImportWork>(
        `UPDATE "CatalogueImport" SET status = 'running', "updatedAt" = now()
         WHERE id = $1 AND status IN ('waiting', 'running') RETURNING name, language, stage, mapping`,
        [id],
      )
      return rows[0]
    },

    async *parts(id) {
      for (let place = 0; ; place += 1) {
        const { rows } = await pool.query<{ bytes: Buffer }>(
          'SELECT bytes FROM "CatalogueImportPart" WHERE "importId" = $1 AND place = $2',
          [id, place],
        )
        if (!rows[0]) return
        yield rows[0].bytes
      }
    },

    progress: async (id, { records, failed }) => {
      await pool.query(
        `UPDATE "CatalogueImport" SET records = $2, failed = $3, "updatedAt" = now() WHERE id = $1 AND status = 'running'`,
        [id, records, failed],
      )
    },

    end: (id, report, failedLines, columns) =>
      withTransaction(pool, async (client) => {
        const { rows } = await client.query<{ stage: ImportStage }>(
          `UPDATE "CatalogueImport" SET status = 'ended', report = $2, "failedLines" = $3, records = $4, failed = $5,
             columns = $6, fault = '', "updatedAt" = now() WHERE id = $1 RETURNING stage`,
          [
            id,
            JSON.stringify(report),
            failedLines.replaceAll('\u0000', ''),
            report.records,
            report.failed,
            written(columns),
          ],
        )
        if (rows[0]?.stage === 'import') {
          await client.query('DELETE FROM "CatalogueImportPart" WHERE "importId" = $1', [id])
        }
      }),

    fail: async (id, fault, columns) => {
      await pool.query(
        `UPDATE "CatalogueImport" SET status = 'failed', fault = $2, columns = $3, "updatedAt" = now() WHERE id = $1`,
        [id, fault.replaceAll('\u0000', ''), written(columns)],
      )
    },
  }
}

/** Names of columns as PostgreSQL takes them; one with a NUL can be no field's. */
const written = (columns: readonly string[]) => columns.filter((name) => !name.includes('\u0000'))

/** @returns the bytes that were kept. */
async function keepParts(pool: Pool, id: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let [size, place] = [0, 0]
  let held: Uint8Array[] = []
  let heldBytes = 0
  const keep = async () => {
    if (heldBytes === 0) return
    await pool.query('INSERT INTO "CatalogueImportPart" ("importId", place, bytes) VALUES ($1, $2, $3)', [
      id,
      place,
      Buffer.concat(held),
    ])
    place += 1
    held = []
    heldBytes = 0
  }
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > mostImportBytes) {
      throw new Problem(
        'too-large',
        'The file is larger than 200 MB. Import it on the server: pnpm manage data:import FILE.',
      )
    }
    held.push(chunk)
    heldBytes += chunk.length
    if (heldBytes >= partBytes) await keep()
  }
  await keep()
  return size
}

/** Files that nobody imported are kept for a day, what came of imports for ninety. */
async function forgetOld(pool: Pool): Promise<void> {
  await pool.query(
    `DELETE FROM "CatalogueImport" WHERE "createdAt" < now() - interval '90 days'
       OR status = 'uploading' AND "createdAt" < now() - interval '1 day'`,
  )
  await pool.query(
    `DELETE FROM "CatalogueImportPart" p USING "CatalogueImport" i
     WHERE i.id = p."importId" AND i."updatedAt" < now() - interval '1 day'`,
  )
}
