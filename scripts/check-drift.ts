/** Fails where services/backend/prisma/schema.prisma and its migrations do not describe the same database. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '@parlance/testing'

const program = fileURLToPath(new URL('../services/backend/src/database-main.ts', import.meta.url))
const server = await startEmbeddedPostgres()

function database(command: string): Record<string, unknown> {
  const env = { PATH: process.env.PATH, DATABASE_URL: server.url }
  return JSON.parse(execFileSync(process.execPath, [program, command, '--json'], { env, encoding: 'utf8' }))
}

try {
  database('migrate')
  const { sql } = database('diff')
  if (sql) {
    process.stderr.write(`schema.prisma has what no migration makes; write one with this:\n${sql}\n`)
    process.exitCode = 1
  }
} finally {
  await server.stop()
}
