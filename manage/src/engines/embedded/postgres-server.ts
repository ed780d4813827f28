import { spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ManageError } from '../../core/errors.ts'
import { urlHost } from '../../core/services/service.ts'
import { startTimeOf } from '../../machine/process-table.ts'
import { signalProcess } from '../../machine/terminate.ts'
import type { PostgresPlan, ProgramPlan } from './stack-types.ts'

/** Development's data may be lost with the machine's power, not with a crash of the server. */
const settings = {
  unix_socket_directories: '',
  synchronous_commit: 'off',
  shared_buffers: '64MB',
  max_connections: '100',
  log_line_prefix: '%m [%p] ',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

export const postgresUrl = ({ host, port, user, password, database }: PostgresPlan, name = database) =>
  `postgresql://${user}:${encodeURIComponent(password)}@${urlHost(host)}:${port}/${name}`

/** The server as a supervised program. SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint. */
export function postgresProgram(plan: PostgresPlan): ProgramPlan {
  const { binaries, data, host, port, owner } = plan
  const options = Object.entries({ ...settings, listen_addresses: host, port: String(port) })
  return {
    name: 'postgres',
    command: {
      file: join(binaries, 'postgres'),
      args: ['-D', data, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      env: { LC_MESSAGES: 'C' },
      cwd: dirname(data),
    },
    address: `${urlHost(host)}:${port}`,
    port,
    probe: { protocol: 'postgres', host, port },
    after: [],
    reloader: false,
    watch: [],
    stopSignal: 'SIGINT',
    graceMs: 10_000,
    ...(owner ? { owner } : {}),
  }
}

/** Makes the data folder ready: creates it the first time, ends or forgets what an earlier server left. @param mark the run's mark. @returns whether it was created. */
export async function preparePostgres(plan: PostgresPlan, mark: string): Promise<boolean> {
  await clearLeftover(plan)
  if (existsSync(join(plan.data, 'PG_VERSION'))) return false
  await initialise(plan, mark)
  return true
}

/** Works in a folder of its own that gets its name at the end, so that a killed attempt leaves no half a server. */
async function initialise(plan: PostgresPlan, mark: string): Promise<void> {
  const { binaries, user, password, owner } = plan
  const data = `${plan.data}.new`
  const [markName = '', markValue = ''] = mark.split('=')
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const passwordFile = `${data}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (owner) for (const path of [data, passwordFile]) chownSync(path, owner.uid, owner.gid)
  const args = [
    `--pgdata=${data}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same on every platform, whatever locales the machine has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ]
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(join(binaries, 'initdb'), args, {
        ...owner,
        cwd: dirname(data),
        env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', [markName]: markValue },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let said = ''
      child.stderr.setEncoding('utf8')
      child.stderr.on('data', (chunk: string) => {
        said = (said + chunk).slice(-4_000)
      })
      child.on('error', reject)
      child.on('close', (code) => {
        if (code === 0) resolve()
        else reject(new Error(`initdb ended with ${code}: ${said.trim()}`))
      })
    })
    renameSync(data, plan.data)
  } catch (error) {
    rmSync(data, { recursive: true, force: true })
    throw new ManageError('failed', 'the embedded PostgreSQL could not be initialised', {
      cause: error,
      details: { cause: error instanceof Error ? error.message : String(error), folder: plan.data },
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/**
 * Looks at `postmaster.pid`. A server that still runs on exactly this folder is one that a killed supervisor left: it
 * is shut down. Any other process with that number (after a reboot) is none of ours: only the file goes.
 */
async function clearLeftover({ data }: PostgresPlan): Promise<void> {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (servesFolder(pid, data)) {
    const started = startTimeOf(pid)
    signalProcess(pid, 'SIGINT')
    const deadline = Date.now() + 15_000
    while (started !== undefined && startTimeOf(pid) === started) {
      if (Date.now() > deadline) {
        throw new ManageError('timedOut', `an earlier PostgreSQL (pid ${pid}) does not stop`, {
          hint: `Look at it: it serves ${data}`,
        })
      }
      await sleep(20)
    }
  }
  rmSync(file, { force: true })
}

/** PostgreSQL's working folder is its data folder; without /proc, the command line says it. */
function servesFolder(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || startTimeOf(pid) === undefined) return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    return false
  }
}
