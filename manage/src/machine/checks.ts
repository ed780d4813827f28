import { chmodSync, existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { toManageError } from '../core/errors.ts'
import type { Finding } from '../core/findings.ts'
import { envFileName, serviceNames } from '../core/topology.ts'
import { aptLine, findTools } from './apt-packages.ts'
import { checkFonts } from './fonts.ts'
import { generatedSteps } from './generated-code.ts'
import { howToGetAllLanguages } from './models.ts'
import { installSteps } from './prepare-checkout.ts'

export type Check = (context: Context) => Promise<Finding | Finding[]>

/** What can be said of the machine and the checkout, whichever engine runs the stack. */
export const machineChecks: readonly Check[] = [
  checkNode,
  checkDependencies,
  checkGenerated,
  checkSpace,
  checkWatches,
  checkSecrets,
  checkTools,
  checkLanguages,
  checkFonts,
]

/** Looks at everything, at the same time; a check that fails to look is itself a finding. */
export async function examine(context: Context, checks: readonly Check[]): Promise<Finding[]> {
  const findings = await Promise.all(
    checks.map(async (check) => {
      try {
        return await check(context)
      } catch (thrown) {
        const error = toManageError(thrown)
        return {
          category: 'machine' as const,
          name: check.name.replace('check', '').toLowerCase(),
          status: 'failure' as const,
          message: error.message,
          ...(error.hint ? { fix: error.hint } : {}),
        }
      }
    }),
  )
  return findings.flat()
}

async function checkNode(): Promise<Finding> {
  const { node } = process.versions
  const fine = Number(node.split('.')[0]) >= 24
  return {
    category: 'machine',
    name: 'node',
    status: fine ? 'ok' : 'failure',
    message: `Node ${node} at ${process.execPath}`,
    ...(fine ? {} : { fix: 'Run `npm start`: it brings Node 24.' }),
  }
}

async function checkDependencies({ root }: Context): Promise<Finding> {
  const installed = join(root, 'node_modules', '.pnpm', 'lock.yaml')
  const fix = 'Install them: npx pnpm@12.21.0 install'
  const base = { category: 'project' as const, name: 'dependencies' }
  if (!existsSync(installed)) return { ...base, status: 'failure', message: 'not installed', fix }
  const same = readFileSync(installed, 'utf8') === readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  if (same) return { ...base, status: 'ok', message: 'installed as the lockfile has them' }
  return { ...base, status: 'warning', message: 'installed, and the lockfile has changed since', fix }
}

async function checkGenerated({ root }: Context): Promise<Finding> {
  const repair = generatedSteps(root)
  const stale = repair.length > 0
  return {
    category: 'project',
    name: 'generated code',
    status: stale ? 'warning' : 'ok',
    message: stale ? 'the database client is older than its schema' : 'fresh',
    ...(stale ? { fix: 'pnpm manage setup', repair } : {}),
  }
}

const gigabyte = 1024 ** 3

async function checkSpace({ root }: Context): Promise<Finding[]> {
  const { bavail, bsize } = statfsSync(root)
  const [disk, memory] = [(bavail * bsize) / gigabyte, freeMemory() / gigabyte]
  return [
    {
      category: 'machine',
      name: 'disk',
      status: disk < 1 ? 'failure' : disk < 4 ? 'warning' : 'ok',
      message: `${disk.toFixed(1)} GB free here`,
      ...(disk < 4 ? { fix: 'Make room: the stack and its models want 4 GB.' } : {}),
    },
    {
      category: 'machine',
      name: 'memory',
      status: memory < 1.5 ? 'warning' : 'ok',
      message: `${memory.toFixed(1)} GB available`,
      ...(memory < 1.5 ? { fix: 'End other programs: the stack wants 1.5 GB.' } : {}),
    },
  ]
}

function freeMemory(): number {
  if (process.platform !== 'linux') return freemem()
  const available = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]
  return available === undefined ? freemem() : Number(available) * 1024
}

async function checkWatches(): Promise<Finding[]> {
  const file = '/proc/sys/fs/inotify/max_user_watches'
  if (!existsSync(file)) return []
  const limit = Number(readFileSync(file, 'utf8'))
  const fine = limit >= 16_384
  return [
    {
      category: 'machine',
      name: 'file watches',
      status: fine ? 'ok' : 'warning',
      message: `the system allows ${limit}`,
      ...(fine ? {} : { fix: 'Hot reload wants more: sudo sysctl fs.inotify.max_user_watches=65536' }),
    },
  ]
}

async function checkSecrets({ root, instance }: Context): Promise<Finding> {
  return secrecyOf([
    ...serviceNames.map((name) => join(root, envFileName(name))),
    join(instance.folder, 'secrets.json'),
  ])
}

/** Whether files of secrets are readable by their owner alone; those that are not there are nobody's to read. */
export function secrecyOf(files: readonly string[]): Finding {
  const open = files.filter((file) => existsSync(file) && (statSync(file).mode & 0o077) !== 0)
  return {
    category: 'project',
    name: 'secrets',
    status: open.length > 0 ? 'failure' : 'ok',
    message: open.length > 0 ? `others can read ${open.join(', ')}` : 'readable by you alone',
    ...(open.length > 0
      ? {
          fix: `chmod 600 ${open.join(' ')}`,
          repair: open.map((file) => ({
            summary: `make ${file} readable by you alone`,
            act: () => chmodSync(file, 0o600),
          })),
        }
      : {}),
  }
}

async function checkTools(context: Context): Promise<Finding[]> {
  const repair = await installSteps(context)
  return findTools(context.env).map(({ name, state, detail, without, packages }) => {
    const wanted = state === 'missing'
    return {
      category: 'tools',
      name,
      status: wanted ? 'warning' : 'ok',
      message: wanted ? `${detail}: ${without}` : detail,
      ...(wanted ? { fix: aptLine(packages), ...(repair.length > 0 ? { repair } : {}) } : {}),
    }
  })
}

async function checkLanguages(context: Context): Promise<Finding> {
  const fix = howToGetAllLanguages(context)
  return {
    category: 'tools',
    name: 'languages',
    status: fix ? 'warning' : 'ok',
    message: fix ? 'Apertium alone serves 20 of 42 pairs' : 'models for all seven are installed',
    ...(fix ? { fix } : {}),
  }
}
