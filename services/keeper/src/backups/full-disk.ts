import { setTimeout as pause } from 'node:timers/promises'
import { type Client, DatabaseError } from 'pg'
import { databaseName, withServer } from '../connection.ts'

/** A disk of the server, in bytes. */
interface Disk {
  readonly size: number
  readonly free: number
}

/** So much of a disk is left to the site, in bytes: a server that cannot write its log stops, and the site with it. */
const leftToSite = ({ size }: Disk) => Math.min(Math.max(size * 0.02, 64 * 1_048_576), 512 * 1_048_576)

const lookEveryMs = 250

class NearlyFull extends Error {}

/**
 * Fills a database while somebody watches the disks of the server, and ends it before one of them is full. Where they cannot be
 * looked at, as the server runs no program for this user, it goes on unwatched.
 *
 * @param clients the connections that fill it
 * @throws Error with what is left, where that is too little
 */
export async function withRoomWatched<T>(
  url: string,
  clients: readonly Client[],
  work: () => Promise<T>,
): Promise<T> {
  const pids = await Promise.all(
    clients.map(
      async (client) => (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid,
    ),
  )
  const over = new AbortController()
  let short: Disk | undefined
  const watching = withServer(url, async (guard) => {
    await guard.query('CREATE TEMPORARY TABLE parlance_disks (line text)')
    for (;;) {
      // The last look is at what the work has left.
      const last = over.signal.aborted
      // What has been cancelled gives room back: it was too little all the same.
      short ??= (await disksOf(guard)).find((disk) => disk.free < leftToSite(disk))
      if (last) return
      // Between two statements there is nothing to cancel: then the next look does.
      if (short) await guard.query('SELECT pg_cancel_backend(pid) FROM unnest($1::int[]) AS pid', [pids])
      await pause(lookEveryMs, undefined, { signal: over.signal }).catch(() => {})
    }
  }).catch(() => {})
  const ended = async () => {
    over.abort()
    await watching
    return short
  }
  try {
    const made = await work()
    const disk = await ended()
    if (disk) throw nearlyFull(disk)
    return made
  } catch (error) {
    const disk = await ended()
    throw disk && (error as { code?: string }).code === '57014' ? nearlyFull(disk, error) : error
  }
}

const nearlyFull = ({ free, size }: Disk, cause?: unknown) =>
  new NearlyFull(`${megabytes(free)} of ${megabytes(size)} are left, which the site itself needs`, { cause })

/** The disks of the server's files and of its log, as the server sees them. @throws Error where it may not, or has no `df` */
async function disksOf(guard: Client): Promise<Disk[]> {
  await guard.query('TRUNCATE pg_temp.parlance_disks')
  await guard.query("COPY pg_temp.parlance_disks FROM PROGRAM 'df -P -k . pg_wal/'")
  const { rows } = await guard.query<{ line: string }>('SELECT line FROM pg_temp.parlance_disks')
  return rows.flatMap(({ line }) => {
    const [, size, free] = /\s(\d+)\s+\d+\s+(\d+)\s+\d+%\s/.exec(line) ?? []
    return size && free ? [{ size: Number(size) * 1_024, free: Number(free) * 1_024 }] : []
  })
}

/** PostgreSQL's own code, and what it says when a file cannot be written for that. */
const isFull = (error: unknown): error is Error =>
  error instanceof NearlyFull ||
  (error instanceof DatabaseError && (error.code === '53100' || /no space left/i.test(error.message)))

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)} MB`

/**
 * Where a disk of the server is full: the same error with how much is needed, and what could go. Asked when the database that
 * was being made is gone again.
 */
export async function withRoomNeeded(error: unknown, url: string): Promise<unknown> {
  if (!isFull(error)) return error
  const { rows } = await withServer(url, (server) =>
    server.query<{ name: string; bytes: string }>(
      `SELECT datname AS name, pg_database_size(oid) AS bytes FROM pg_database
        WHERE datname = $1 OR starts_with(datname, $1 || '_before_') ORDER BY length(datname), datname`,
      [databaseName(url)],
    ),
  )
  const [own, ...kept] = rows.map(({ name, bytes }) => ({ name, size: megabytes(Number(bytes)) }))
  const droppable = kept.map(({ name, size }) => `DROP DATABASE "${name}" gives ${size}`).join(', ')
  return new Error(
    `the disk of the database is full (${error.message}). A restore, or a verification, is made beside the data and needs about as much ` +
      `room as it, ${own?.size}, and some for the log. What was half made is dropped again, and the data is as it was. Make room on that disk, or make it larger.` +
      (droppable === '' ? '' : ` Kept from before earlier restores: ${droppable}.`),
    { cause: error },
  )
}
