import { testServer } from '@parlance/testing/test-server'
import { escapeIdentifier } from 'pg'
import { withServer } from '../../src/database/connection.ts'
import { withDatabase } from '../../src/database/database-address.ts'
import { readMigrations } from '../../src/database/migrations.ts'
import { readSeed } from '../../src/database/seed-files.ts'
import { prepareTemplate } from '../../src/database/template.ts'

export interface TestDatabase {
  readonly url: string
  readonly drop: () => Promise<void>
}

/** A database of the test's own, with the migrations and the sample catalogue, copied from a template in milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testServer('postgres')
  const { template } = await prepareTemplate(
    withDatabase(server, 'parlance_test'),
    await readMigrations(),
    await readSeed(),
  )
  return copyOf(server, template)
}

/** The same without anything in it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return copyOf(await testServer('postgres'), 'template0')
}

async function copyOf(server: string, template: string): Promise<TestDatabase> {
  const name = `parlance_test_${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`
  await withServer(server, (client) =>
    client.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}`),
  )
  return {
    url: withDatabase(server, name),
    drop: async () => {
      await withServer(server, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`),
      )
    },
  }
}
