/**
 * The program that looks after the database: `database-main.ts <command>` prints one JSON document on stdout; an error
 * goes to stderr in a sentence, with exit code 1. With `--database=NAME` it works on that database of the same server.
 */

import { withDatabase } from './database/database-address.ts'
import { commands } from './database/database-commands.ts'
import { readDatabaseConfig } from './database/database-config.ts'

const otherDatabase = '--database='
const words = process.argv.slice(2)
const other = words.find((word) => word.startsWith(otherDatabase))?.slice(otherDatabase.length)
// `--json` is what is printed anyway.
const [name = '', ...args] = words.filter((word) => word !== '--json' && !word.startsWith(otherDatabase))
const command = commands[name]

/** Ends the process once its words are out: the schema engine leaves timers of ten seconds behind. */
function finish(stream: NodeJS.WriteStream, text: string, code: number): void {
  stream.write(text, () => process.exit(code))
}

try {
  if (!command) throw new Error(`Unknown command "${name}". One of: ${Object.keys(commands).join(', ')}`)
  const { DATABASE_URL, PUBLIC_URL = '' } = readDatabaseConfig(process.env)
  const url = other === undefined ? DATABASE_URL : withDatabase(DATABASE_URL, other)
  const { ok = true, ...document } = await command(url, args, PUBLIC_URL)
  finish(process.stdout, `${JSON.stringify({ ok, ...document }, null, 2)}\n`, ok ? 0 : 1)
} catch (error) {
  finish(process.stderr, `database: ${error instanceof Error ? error.message : String(error)}\n`, 1)
}
