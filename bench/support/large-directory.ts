import { startEmbeddedPostgres } from '@parlance/testing'
import { Client } from 'pg'
import { withDatabase } from '../../services/backend/src/database/database-address.ts'
import { readMigrations } from '../../services/backend/src/database/migrations.ts'
import { readSeed } from '../../services/backend/src/database/seed-files.ts'
import { seedSize } from '../../services/backend/src/database/seed-size.ts'
import { copyDatabase, prepareTemplate } from '../../services/backend/src/database/template.ts'

/** A database with a directory of so many listings in seven languages, the same each time. */
export async function startLargeDirectory(listings: number): Promise<{
  readonly url: string
  /** Milliseconds that making the listings took. */
  readonly seedingMs: number
  stop(): Promise<void>
}> {
  const postgres = await startEmbeddedPostgres()
  const url = withDatabase(postgres.url, 'bench')
  const seed = await readSeed()
  const { template } = await prepareTemplate(url, await readMigrations(), seed)
  await copyDatabase(url, template)
  const client = new Client({ connectionString: url })
  await client.connect()
  const started = performance.now()
  await seedSize(client, seed, listings, (made) => {
    if (made % 5_000 === 0) console.error(`${made} listings`)
  })
  await client.end()
  return { url, seedingMs: performance.now() - started, stop: () => postgres.stop() }
}
