import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ManageError } from '../../src/core/errors.ts'
import { createRunner } from '../../src/core/runner.ts'
import { carryOut } from '../../src/core/steps.ts'
import { findScanner, type KnownFault, type Scanner, scanStep } from '../../src/production/bill-scan.ts'

// Neither program can be had here. A program of the test's own stands in: it takes the command line that their documentation
// has (https://trivy.dev/latest/docs/references/configuration/cli/trivy_sbom, https://github.com/anchore/grype), and nothing
// else, and answers in the form of their documents.
const home = mkdtempSync(join(tmpdir(), 'parlance-scan-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const bill = '/srv/sbom/backend.cdx.json'
const takes: Readonly<Record<Scanner, readonly string[]>> = {
  trivy: ['sbom', '--quiet', '--format', 'json', '--severity', 'HIGH,CRITICAL', bill],
  grype: [`sbom:${bill}`, '--quiet', '--output', 'json'],
}

let count = 0
/** A folder with stand-ins, and what runs programs with it in the path. */
function installed(programs: Partial<Record<Scanner, { code?: number; stdout?: string; stderr?: string }>>) {
  const folder = join(home, String(++count))
  const signal = new AbortController().signal
  const runner = createRunner({
    cwd: home,
    env: { ...process.env, PATH: [folder, join(process.execPath, '..'), '/usr/bin', '/bin'].join(delimiter) },
    signal,
  })
  for (const [name, { code = 0, stdout = '', stderr = '' }] of Object.entries(programs)) {
    const script = `#!${process.execPath}
const args = process.argv.slice(2)
if (args.join() === '--version') { console.log('${name} 1.0'); process.exit(0) }
if (JSON.stringify(args) !== ${JSON.stringify(JSON.stringify(takes[name as Scanner]))}) {
  console.error('unknown flags: ' + args.join(' ')); process.exit(64)
}
process.stdout.write(${JSON.stringify(stdout)}); process.stderr.write(${JSON.stringify(stderr)}); process.exitCode = ${code}
`
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), script)
    chmodSync(join(folder, name), 0o755)
  }
  return {
    find: () => findScanner({ runner }),
    async scan(scanner: Scanner): Promise<readonly KnownFault[]> {
      let found: readonly KnownFault[] = []
      const step = scanStep(scanner, bill, (faults) => {
        found = faults
      })
      await carryOut({ steps: [step], result: () => {} }, { runner, signal })
      return found
    },
  }
}

const trivySays = (...severities: string[]) =>
  JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: bill,
    ArtifactType: 'cyclonedx',
    Results: [
      { Target: 'debian', Class: 'os-pkgs', Type: 'debian' },
      {
        Target: 'Node.js',
        Class: 'lang-pkgs',
        Type: 'node-pkg',
        Vulnerabilities: severities.map((Severity, index) => ({
          VulnerabilityID: `CVE-2026-000${index}`,
          PkgName: 'fastify',
          InstalledVersion: '5.0.0',
          ...(index === 0 ? { FixedVersion: '5.0.1' } : {}),
          Severity,
        })),
      },
    ],
  })

const grypeSays = (...severities: string[]) =>
  JSON.stringify({
    matches: severities.map((severity, index) => ({
      vulnerability: {
        id: `CVE-2026-000${index}`,
        severity,
        fix: { versions: index === 0 ? ['5.0.1'] : [], state: index === 0 ? 'fixed' : '' },
      },
      artifact: { name: 'fastify', version: '5.0.0', type: 'npm' },
    })),
    source: { type: 'sbom-file', target: bill },
    descriptor: { name: 'grype', version: '1.0' },
  })

const fault = (index: number, severity: 'high' | 'critical') => ({
  id: `CVE-2026-000${index}`,
  severity,
  component: 'fastify',
  version: '5.0.0',
  fixed: index === 0 ? '5.0.1' : null,
})

test.each<[Scanner[], Scanner | undefined]>([
  [['trivy', 'grype'], 'trivy'],
  [['grype'], 'grype'],
  [[], undefined],
])('of %j %s looks', async (names, wanted) => {
  expect(await installed(Object.fromEntries(names.map((name) => [name, {}]))).find()).toBe(wanted)
})

describe.each([
  { name: 'trivy' as const, says: trivySays, words: ['HIGH', 'CRITICAL'] },
  { name: 'grype' as const, says: grypeSays, words: ['High', 'Critical'] },
])('$name', ({ name, says, words: [high = '', critical = ''] }) => {
  test('what it finds is told, each with what mends it', async () => {
    const machine = installed({ [name]: { stdout: says(high, critical) } })
    expect(await machine.scan(name)).toEqual([fault(0, 'high'), fault(1, 'critical')])
  })

  test('what is neither high nor critical is left out', async () => {
    const machine = installed({ [name]: { stdout: says('Medium', high, 'Negligible', 'Unknown') } })
    expect(await machine.scan(name)).toEqual([fault(1, 'high')])
  })

  test('nothing found is nothing told', async () => {
    expect(await installed({ [name]: { stdout: says() } }).scan(name)).toEqual([])
  })

  test.each([
    ['it has no lists', { code: 1, stderr: 'FATAL failed to download vulnerability DB\n' }],
    ['it says nothing', { stdout: '' }],
    ['it says half', { stdout: says(high).slice(0, -10) }],
  ])('%s: nobody has looked, which is no answer', async (_words, program) => {
    const error = await installed({ [name]: program })
      .scan(name)
      .then(
        () => undefined,
        (thrown: ManageError) => thrown,
      )
    expect(error?.message).toBe(`${name} could not look ${bill} up, so nothing is known of it`)
    expect(error?.kind).toBe('failed')
    expect(JSON.stringify(error?.details)).toContain((program as { stderr?: string }).stderr?.trim() ?? '')
  })
})
