/**
 * `npm test`: set-up, then every ring that can run here, fastest first. A ring that cannot run says why and its tests
 * count as skipped. The last line is `N passed, N failed, N skipped`.
 *
 * `node scripts/test.ts unit integration` runs only those rings.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Ring {
  readonly name: string
  readonly about: string
  /** Why it cannot run here; undefined = it can. */
  readonly obstacle?: string | undefined
}

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** A line for each failure: the file, the test and what it said. */
  readonly failures: readonly string[]
}

/** The part of Vitest's JSON report that is read here. */
interface Report {
  readonly numPassedTests?: number
  readonly numFailedTests?: number
  readonly numPendingTests?: number
  readonly numTodoTests?: number
  readonly testResults?: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const vitest = join(root, 'node_modules/.bin/vitest')
const answers = (file: string, ...args: string[]) => spawnSync(file, args, { timeout: 10_000 }).status === 0

function rings(): readonly Ring[] {
  const daemon = answers('docker', 'info')
  const parser = answers('docker', 'compose', 'version')
  const backing = daemon ? 'containers (Testcontainers)' : 'the embedded server, as no Docker daemon answers'
  return [
    { name: 'unit', about: 'no process, no network' },
    {
      name: 'contract',
      about: "docker's own parser checks our command lines, no daemon",
      obstacle: parser ? undefined : 'the docker client with Compose is not installed',
    },
    { name: 'integration', about: `real parts on loopback; Postgres and Redis from ${backing}` },
    { name: 'e2e', about: 'the whole stack with a real browser' },
    {
      name: 'docker',
      about: 'images built and run',
      obstacle: daemon ? undefined : 'no Docker daemon answers',
    },
  ]
}

function runRing(ring: Ring, scratch: string): Count {
  process.stdout.write(`\n── ${ring.name}: ${ring.about}\n`)
  // Its files skip themselves then, which counts their tests.
  if (ring.obstacle) process.stdout.write(`skipped: ${ring.obstacle}\n`)
  const report = join(scratch, `${ring.name}.json`)
  const args = [
    'run',
    '--project',
    ring.name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const { status } = spawnSync(vitest, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const count = readReport(report)
  // A file that cannot even be loaded has no failed test, yet the ring failed.
  if (status === 0 || count.failed > 0) return count
  const failures = [...count.failures, `it ended with ${status}, though no test of it failed`]
  return { ...count, failed: 1, failures }
}

function readReport(file: string): Count {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8')) as Report
    return {
      passed: json.numPassedTests ?? 0,
      failed: json.numFailedTests ?? 0,
      skipped: (json.numPendingTests ?? 0) + (json.numTodoTests ?? 0),
      failures: (json.testResults ?? []).flatMap(failuresOf),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: ['the ring left no report'] }
  }
}

/** What failed in a file; the file itself where it could not be loaded, or fell in a hook. */
function failuresOf({
  name,
  status,
  message,
  assertionResults,
}: NonNullable<Report['testResults']>[number]): string[] {
  const file = relative(root, name)
  const line = (what: string, said = '') => `${file} > ${what}\n      ${said.split('\n', 1)[0]}`
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [line('(the file)', message)] : []
  return failed.map(({ fullName, failureMessages }) => line(fullName, failureMessages?.[0]))
}

const setup = spawnSync(process.execPath, ['docker-manage.ts', 'setup'], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
})
if (setup.status !== 0) process.exit(setup.status ?? 1)

const wanted = process.argv.slice(2)
const scratch = mkdtempSync(join(tmpdir(), 'parlance-test-'))
const total = { passed: 0, failed: 0, skipped: 0 }
const table: string[] = []
const failures: string[] = []
try {
  for (const ring of rings()) {
    if (wanted.length > 0 && !wanted.includes(ring.name)) continue
    const started = performance.now()
    const count = runRing(ring, scratch)
    const seconds = ((performance.now() - started) / 1_000).toFixed(0)
    table.push(
      `${ring.name.padEnd(12)} ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped, in ${seconds} s`,
    )
    failures.push(...count.failures.map((failure) => `  ${ring.name}: ${failure}`))
    total.passed += count.passed
    total.failed += count.failed
    total.skipped += count.skipped
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
// Last, as a long log is read from its end and may be cut at its beginning.
if (failures.length > 0) process.stdout.write(`\nWhat failed:\n${failures.join('\n')}\n`)
process.stdout.write(`\n${table.map((row) => `  ${row}`).join('\n')}\n\n`)
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exitCode = total.failed === 0 ? 0 : 1
