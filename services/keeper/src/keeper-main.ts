/**
 * The program that looks after the data, for one thing at a time: `keeper-main.ts <command>` prints one JSON document on
 * stdout; an error goes to stderr in a sentence, with exit code 1.
 */
import { readKeeperConfig } from './config.ts'
import { commands } from './keeper-commands.ts'

const [name = '', ...args] = process.argv.slice(2)
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new Error(`unknown command "${name}". One of: ${Object.keys(commands).join(', ')}`)
  const { ok = true, ...document } = await command(readKeeperConfig(process.env), args)
  process.stdout.write(`${JSON.stringify({ ok, ...document })}\n`)
  process.exitCode = ok ? 0 : 1
} catch (error) {
  process.stderr.write(`keeper: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
