import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@parlance/testing'
import { type SecretFileName, secretFiles } from '../../src/production/secret-files.ts'
import { copyCheckout } from './copy-checkout.ts'

export const checkout = join(import.meta.dirname, '..', '..', '..')

/** Why the ring cannot run here, for titles; undefined = it can. */
export const noDocker: string | undefined =
  spawnSync('docker', ['info'], { timeout: 20_000 }).status === 0 ? undefined : 'no Docker daemon answers'

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
  ms: number
}

/** Before a test of this ring is ended, which would say nothing of what it waited for. Milliseconds. */
const longestMs = 580_000

/** Runs a program to its end; one that hangs is ended, and what it said until then is there. */
export function run(
  file: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string | undefined> } = {},
): Promise<Ran> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd ?? checkout,
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const limit = setTimeout(() => {
      said.stderr += `\nnot done after ${longestMs / 1_000} s, ended by the test\n`
      child.kill('SIGKILL')
    }, longestMs)
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8')
      child[name].on('data', (chunk: string) => {
        said[name] += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(limit)
      resolve({ code, ...said, ms: performance.now() - began })
    })
  })
}

export const docker = (...args: string[]) => run('docker', args)

/** What docker prints, trimmed. @throws Error with its words */
export async function dockerSays(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await docker(...args)
  if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

export interface Manage {
  root: string
  instance: string
  run(...args: string[]): Promise<Ran>
  /** The document of `--json`. @throws Error with everything that was said, on an exit code that is not 0 */
  json<T = Record<string, unknown>>(...args: string[]): Promise<T>
}

/** `manage` of a checkout, for an instance of the test's own. */
export function manageOf(root: string, name: string, env: Record<string, string> = {}): Manage {
  const instance = `${name}-${randomBytes(3).toString('hex')}`
  const start = (args: readonly string[]) =>
    run(process.execPath, ['manage/launch.cjs', ...args, '--instance', instance], {
      cwd: root,
      env: { PARLANCE_ENGINE: 'docker', PARLANCE_INSTANCE: undefined, ...env },
    })
  return {
    root,
    instance,
    run: (...args) => start(args),
    async json<T>(...args: string[]) {
      const { code, stdout, stderr } = await start([...args, '--json'])
      if (code !== 0) throw new Error(`manage ${args.join(' ')} ended with ${code}\n${stdout}\n${stderr}`)
      return JSON.parse(stdout) as T
    },
  }
}

/** A copy of the checkout as a fresh clone has it: what git knows, as it stands now, and nothing that was installed. */
export function cleanCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'parlance copy '))
  copyCheckout(copy)
  return copy
}

/** Secret files of a production instance, with changes of the test's. */
export function writeSecrets(
  { root, instance }: Manage,
  origin: string,
  more: Partial<Record<SecretFileName, string>> = {},
): void {
  const folder = join(root, '.parlance', instance)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(secretFiles(origin))) {
    const extra = more[name as keyof typeof more] ?? ''
    writeFileSync(join(folder, name), `${text}${extra}`, { mode: 0o600 })
  }
}

/** Removes what carries the label, whatever state a test left it in, and the instance's folder. */
export async function sweep({ root, instance }: Manage): Promise<void> {
  for (const owner of ['instance', 'production', 'backups']) {
    const label = `dev.parlance.${owner}=${instance}`
    for (const [kind, remove] of [
      ['container', ['rm', '--force', '--volumes']],
      ['volume', ['rm', '--force']],
      ['network', ['rm']],
    ] as const) {
      const list = kind === 'container' ? ['ls', '--all', '--quiet'] : ['ls', '--quiet']
      const names = (await dockerSays(kind, ...list, '--filter', `label=${label}`))
        .split('\n')
        .filter(Boolean)
      if (names.length > 0) await docker(kind, ...remove, ...names)
    }
  }
  rmSync(join(root, '.parlance', instance), { recursive: true, force: true })
}

/** Ports for every part of an instance. */
export async function freePorts(): Promise<Record<string, string>> {
  const variables = ['FRONTEND', 'BACKEND', 'TRANSLATION', 'SCRAPER', 'POSTGRES', 'REDIS'].map(
    (name) => `PARLANCE_${name}_PORT`,
  )
  const ports = new Set<number>()
  while (ports.size < variables.length) ports.add(await freePort())
  return Object.fromEntries([...ports].map((port, index) => [variables[index] ?? '', String(port)]))
}
