import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { type PostgresTools, runPostgresTool, startPostgresTool } from './postgres-tools.ts'
import {
  type Base,
  baseFolder,
  chainOf,
  listBases,
  pointInTimeFolder,
  type Stream,
  walFolder,
} from './stream-folder.ts'

/** A large site's log takes its time to be gone through again. */
const recoveryMs = 4 * 3_600_000
const askEveryMs = 100

/** The moment that is wanted, as PostgreSQL reads it; undefined: as far as the log goes. */
export type Target = Date | undefined

/**
 * Brings a server of its own to a moment of the past, lets work read it, and removes it. It listens on a socket in a folder
 * that nobody else may enter.
 *
 * @param work gets the address of a database on that server
 * @throws Error where the log does not reach the moment, or says what the server said
 */
export async function withRecovered<T>(
  {
    folder,
    tools,
    stream,
    base,
    target,
  }: { folder: string; tools: PostgresTools; stream: Stream; base: Base; target: Target },
  work: (addressOf: (database: string) => string) => Promise<T>,
): Promise<T> {
  await removeScratches(folder)
  const scratch = await mkdtemp(join(pointInTimeFolder(folder), '.scratch-'))
  // A socket's path may have a hundred bytes.
  const socket = await mkdtemp(join(tmpdir(), 'parlance-'))
  try {
    const data = join(scratch, 'data')
    const chain = chainOf(await listBases(stream), base)
    await runPostgresTool(tools, 'pg_combinebackup', [
      `--output=${data}`,
      ...chain.map(({ name }) => baseFolder(stream, name)),
    ])
    await runPostgresTool(tools, 'pg_verifybackup', ['--quiet', data])
    await chmod(data, 0o700)
    await mkdir(join(data, 'pg_wal'), { recursive: true, mode: 0o700 })
    await writeFile(join(data, 'recovery.signal'), '')
    await writeFile(join(scratch, 'hba.conf'), 'local all all trust\n')
    return await serve(
      tools,
      settingsOf(scratch, socket, stream, target),
      { socket, user: tools.env.PGUSER ?? '' },
      work,
    )
  } finally {
    await rm(scratch, { recursive: true, force: true })
    await rm(socket, { recursive: true, force: true })
  }
}

async function serve<T>(
  tools: PostgresTools,
  args: readonly string[],
  { socket, user }: { socket: string; user: string },
  work: (addressOf: (database: string) => string) => Promise<T>,
): Promise<T> {
  const { child, said } = startPostgresTool(tools, 'postgres', args)
  const ended = once(child, 'exit')
  ended.catch(() => {})
  const addressOf = (database: string) =>
    `postgresql://${encodeURIComponent(user)}@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(socket)}`
  try {
    await recovered(addressOf('postgres'), () => child.exitCode !== null || child.signalCode !== null, said)
    return await work(addressOf)
  } finally {
    // Nothing of it is needed any more: it need not write down what it knows.
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGQUIT')
    await ended.catch(() => {})
  }
}

/** Waits until the server answers, which it does once it has come to the moment. */
async function recovered(address: string, over: () => boolean, said: () => string): Promise<void> {
  const until = Date.now() + recoveryMs
  for (;;) {
    const client = new Client({ connectionString: address, connectionTimeoutMillis: 10_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await client.end().catch(() => {})
    }
    if (over()) throw new Error(whyNot(said()))
    if (Date.now() > until) throw new Error(`the log was not gone through in ${recoveryMs / 3_600_000} hours`)
    await pause(askEveryMs)
  }
}

function whyNot(said: string): string {
  if (/recovery ended before configured recovery target was reached/.test(said)) {
    const last = /last completed transaction was at log time ([^\n]+)/.exec(said)?.[1]
    return `the log that is kept does not reach that moment${last ? `: its last change is of ${last}` : ''}`
  }
  const fatal = said.split('\n').findLast((line) => /FATAL|PANIC/.test(line))
  return `PostgreSQL could not recover: ${fatal ?? said.trim().split('\n')[0]}`
}

const inSettings = (path: string) => path.replaceAll('%', '%%').replaceAll('"', '\\"')

function settingsOf(scratch: string, socket: string, stream: Stream, target: Target): string[] {
  const wal = inSettings(walFolder(stream))
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    hba_file: join(scratch, 'hba.conf'),
    // Nobody is answered before the moment is reached, and limits need not be those of the server that it was.
    hot_standby: 'off',
    restore_command: `cp "${wal}/%f" "%p" 2>/dev/null || cp "${wal}/%f.partial" "%p" 2>/dev/null`,
    recovery_target_action: 'promote',
    ...(target ? { recovery_target_time: target.toISOString().replace('T', ' ').replace('Z', '+00') } : {}),
    // What is thrown away afterwards need not be safe, and the machine has other work.
    fsync: 'off',
    full_page_writes: 'off',
    shared_buffers: '64MB',
    ssl: 'off',
    jit: 'off',
    archive_mode: 'off',
    summarize_wal: 'off',
    autovacuum: 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
    shared_preload_libraries: '',
    max_parallel_workers: '0',
  }
  return [
    '-D',
    join(scratch, 'data'),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

/** Removes what a recovery that was killed has left; its server has ended with the files that it stood on. */
async function removeScratches(folder: string): Promise<void> {
  for (const name of await readdir(pointInTimeFolder(folder)))
    if (name.startsWith('.scratch-'))
      await rm(join(pointInTimeFolder(folder), name), { recursive: true, force: true })
}
