import { startEmbeddedPostgres } from '@parlance/testing'
import { Client } from 'pg'
import { withDatabase } from '../../services/backend/src/database/database-address.ts'
import { readMigrations } from '../../services/backend/src/database/migrations.ts'
import { readSeed } from '../../services/backend/src/database/seed-files.ts'
import { seedSize } from '../../services/backend/src/database/seed-size.ts'
import { copyDatabase, prepareTemplate } from '../../services/backend/src/database/template.ts'

/** A server on which directories are made that have the sample catalogue. */
export interface Directories {
  /** Makes one. @returns its address */
  make(name: string): Promise<string>
  /** Makes a database with nothing in it. @returns its address */
  empty(name: string): Promise<string>
  stop(): Promise<void>
}

/** Starts a server of its own, which goes when it stops. */
export async function startDirectories(): Promise<Directories> {
  const postgres = await startEmbeddedPostgres()
  const { template } = await prepareTemplate(
    withDatabase(postgres.url, 'bench'),
    await readMigrations(),
    await readSeed(),
  )
  return {
    make: async (name) => {
      const url = withDatabase(postgres.url, name)
      await copyDatabase(url, template)
      return url
    },
    empty: async (name) => {
      const client = new Client({ connectionString: postgres.url })
      await client.connect()
      await client.query(`CREATE DATABASE "${name}"`)
      await client.end()
      return withDatabase(postgres.url, name)
    },
    stop: () => postgres.stop(),
  }
}

/** A database with a directory of so many listings in seven languages, the same each time. */
export async function startLargeDirectory(listings: number): Promise<{
  readonly url: string
  /** Milliseconds that making the listings took. */
  readonly seedingMs: number
  stop(): Promise<void>
}> {
  const directories = await startDirectories()
  const url = await directories.make('bench')
  const client = new Client({ connectionString: url })
  await client.connect()
  const started = performance.now()
  await seedSize(client, await readSeed(), listings, (made) => {
    if (made % 5_000 === 0) console.error(`${made} listings`)
  })
  await client.end()
  return { url, seedingMs: performance.now() - started, stop: () => directories.stop() }
}
