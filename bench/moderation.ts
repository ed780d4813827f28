/**
 * Hiding and publishing a thousand listings at once, as the administration does it: what is hidden is not found from the same
 * moment on, counts hold, and each is written down to be undone. Beside it the same rows of the same table by one bare UPDATE,
 * with no trigger and nothing written down.
 *
 * `PARLANCE_BENCH_LISTINGS` says how large the directory is.
 */
import { Client } from 'pg'
import { createListingDesk } from '../services/backend/src/stores/administration/listing-desk-store.ts'
import { openDatabase } from '../services/backend/src/stores/database.ts'
import { median, quantile, report, timed } from './support/figures.ts'
import { startLargeDirectory } from './support/large-directory.ts'

const listings = Number(process.env.PARLANCE_BENCH_LISTINGS ?? 5_000)
const many = 1_000
const rounds = 5
/** Milliseconds. */
const limit = 2_000

const directory = await startLargeDirectory(listings)
const database = openDatabase(directory.url, (error) => {
  throw error
})
const bare = new Client({ connectionString: directory.url, options: '-c session_replication_role=replica' })
try {
  await bare.connect()
  await bare.query('VACUUM ANALYZE')
  // Those that came last lie side by side, as in the queue.
  const { rows } = await bare.query<{ id: string }>(
    `SELECT id FROM "Tool" WHERE status = 'published' ORDER BY id DESC LIMIT ${many}`,
  )
  const ids = rows.map(({ id }) => id)
  const desk = createListingDesk(database.pool)
  const { rows: people } = await bare.query<{ id: string }>(
    `INSERT INTO "User" (id, name, role) VALUES (gen_random_uuid(), 'Editor', 'editor') RETURNING id`,
  )
  const by = { id: people[0]?.id ?? '', ip: '127.0.0.1', requestId: 'bench' }
  const ours = { hidden: [] as number[], published: [] as number[] }
  const beside: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const status of ['hidden', 'published'] as const) {
      ours[status].push(await timed(() => desk.setStatus(ids, { status, reason: '' }, by)))
      // Twice, so that all is as it was.
      for (const other of [status === 'hidden' ? 'published' : 'hidden', status])
        beside.push(
          await timed(() =>
            bare.query('UPDATE "Tool" SET status = $2::"ToolStatus" WHERE id = ANY($1::uuid[])', [
              ids,
              other,
            ]),
          ),
        )
    }
  }
  report(
    `${many.toLocaleString('en')} of ${listings.toLocaleString('en')} listings at once`,
    (['hidden', 'published'] as const).map((status) => ({
      name: status,
      value: median(ours[status]),
      unit: 'ms',
      limit,
      beside: `${quantile(ours[status], 1).toFixed(0)} ms at most; bare UPDATE ${median(beside).toFixed(0)} ms`,
    })),
  )
} finally {
  await bare.end()
  await database.close()
  await directory.stop()
}
