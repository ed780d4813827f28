import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { slotName, slotState, systemOf } from './moments.ts'
import { beginStream, listStreams, pointInTimeFolder, type Stream, walFolder } from './stream-folder.ts'

const segmentBytes = 16_777_216

/**
 * What the server has to do for the stream, where nobody has set it otherwise: remember what has changed for incremental
 * base backups, and let go of the slot before its disk is full.
 *
 * @throws Error where the server is another version, or the user may not
 */
export async function prepareServer(server: Client, keepMegabytes: number): Promise<void> {
  const { rows } = await server.query<{ version: number; may: boolean }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version,
            (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS may`,
  )
  const { version = 0, may = false } = rows[0] ?? {}
  if (version !== 17) throw new Error(`point in time needs a server of PostgreSQL 17, and this is ${version}`)
  if (!may)
    throw new Error(
      'point in time needs a user who may do everything on the server, as the one of our server may',
    )
  await setUnlessSet(server, 'summarize_wal', 'on')
  await setUnlessSet(server, 'max_slot_wal_keep_size', `${keepMegabytes}MB`)
  await server.query('SELECT pg_reload_conf()')
}

/** A setting of whoever runs the server, on its command line or in its file, stays. */
async function setUnlessSet(server: Client, name: string, value: string): Promise<void> {
  const { rows } = await server.query<{ ours: boolean }>(
    `SELECT source = 'default' OR sourcefile LIKE '%postgresql.auto.conf' AS ours FROM pg_settings WHERE name = $1`,
    [name],
  )
  if (rows[0]?.ours) await server.query(`ALTER SYSTEM SET ${name} = '${value}'`)
}

/**
 * The stream that goes on where the server still has what comes next, or a new one. @returns `lost` where an old one was
 * given up by the server
 */
export async function openStream(server: Client, folder: string): Promise<{ stream: Stream; lost: boolean }> {
  const system = await systemOf(server)
  const [newest] = await listStreams(folder)
  const slot = await slotState(server)
  const lost = slot?.status === 'lost'
  if (slot && !lost && newest?.system === system) {
    await dropTorn(newest)
    return { stream: newest, lost: false }
  }
  // A slot whose log went elsewhere, or whose folder is gone, continues nothing.
  if (slot) await dropSlot(server)
  await server.query('SELECT pg_create_physical_replication_slot($1, true)', [slotName])
  return { stream: await beginStream(folder, system), lost }
}

/** Lets the server forget its log: better no point in time than a disk that is full. */
export async function dropSlot(server: Client): Promise<void> {
  await server.query(
    'SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = $1 AND active',
    [slotName],
  )
  await server.query(
    'SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1',
    [slotName],
  )
}

/** The receiver does not go on with a file that a full disk has cut short: it begins that one anew. */
async function dropTorn(stream: Stream): Promise<void> {
  for (const name of await readdir(walFolder(stream))) {
    const file = join(walFolder(stream), name)
    if (name.endsWith('.partial') && (await stat(file)).size !== segmentBytes) await rm(file)
  }
}

/** Megabytes that are left for who is nobody special, where the backups lie. */
export async function freeMegabytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(pointInTimeFolder(folder)).catch(() => statfs(folder))
  return (bavail * bsize) / 1_048_576
}
