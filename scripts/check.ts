/** `pnpm check`: what can be said of the code in seconds, all at once; prints each check's time, and all of what failed. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => join(root, 'node_modules/.bin', name)

interface Check {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

const checks: readonly Check[] = [
  { name: 'format, lint and import rules (biome)', command: [bin('biome'), 'check', '.'] },
  { name: 'types (tsc -b)', command: [bin('tsc'), '-b'] },
  { name: 'nothing unused (knip)', command: [bin('knip')] },
  { name: 'generated code is fresh', command: [process.execPath, 'scripts/generate.ts', '--check'] },
  { name: 'env examples match schemas', command: [process.execPath, 'scripts/check-env-example.ts'] },
  {
    name: 'migrations can be applied beside what serves',
    command: [process.execPath, 'scripts/check-migrations.ts'],
  },
  { name: 'schema and migrations agree', command: [process.execPath, 'scripts/check-drift.ts'] },
]

async function run({ name, command: [file, ...args] }: Check): Promise<boolean> {
  const started = performance.now()
  const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (data) => {
    output += data
  })
  child.stderr.on('data', (data) => {
    output += data
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n\n`)
  return code === 0
}

if (!existsSync(join(root, 'services/backend/src/generated'))) {
  process.stderr.write('The Prisma client is not generated yet: run `pnpm manage setup` first.\n')
  process.exit(1)
}
const results = await Promise.all(checks.map(run))
process.exitCode = results.every(Boolean) ? 0 : 1
