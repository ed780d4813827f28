import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeeperConfig } from '../config.ts'
import { withServer } from '../connection.ts'
import { type PostgresTools, postgresTools, runPostgresTool } from './postgres-tools.ts'
import {
  type Base,
  baseFolder,
  folderBytes,
  listBases,
  listStreams,
  momentAt,
  pruneStreams,
  removeBaseDrafts,
  type Stream,
} from './stream-folder.ts'

const dayMs = 86_400_000
/** After so long the next one is full again: a chain is as good as its weakest part. */
const fullEveryMs = 7 * dayMs

/**
 * Copies the server's files while it serves, and proves the copy by its checksums: what has changed since the last one, or
 * everything once a week. Then lets go of what is older than is kept.
 *
 * @throws Error where no stream has begun, for a base backup without the log that follows is no point in time
 */
export async function takeBase(config: KeeperConfig): Promise<Base> {
  const { BACKUP_DIR, BACKUP_WAL_DAYS, DATABASE_URL, POSTGRES_TOOLS } = config
  const tools = await postgresTools(POSTGRES_TOOLS, DATABASE_URL)
  const [stream] = await listStreams(BACKUP_DIR)
  if (!stream)
    throw new Error('no stream of the write-ahead log has begun: set BACKUP_WAL=true for the keeper')
  await removeBaseDrafts(stream)
  const bases = await listBases(stream)
  const newest = bases.at(-1)
  const full = bases.findLast(({ kind }) => kind === 'full')
  const continues = full && Date.now() - Date.parse(full.endedAt) < fullEveryMs ? newest : undefined
  const base = await copyServer(config, tools, stream, continues).catch((error: unknown) => {
    // The server forgets what has changed where its summaries are gone.
    if (continues) return copyServer(config, tools, stream, undefined)
    throw error
  })
  await pruneStreams(BACKUP_DIR, new Date(Date.now() - BACKUP_WAL_DAYS * dayMs))
  return base
}

async function copyServer(
  { DATABASE_URL }: KeeperConfig,
  tools: PostgresTools,
  stream: Stream,
  parent: Base | undefined,
): Promise<Base> {
  const name = momentAt(new Date())
  const draft = join(stream.folder, 'base', `.${name}.part`)
  await mkdir(draft, { recursive: true, mode: 0o700 })
  try {
    await runPostgresTool(tools, 'pg_basebackup', [
      `--pgdata=${draft}`,
      ...['--checkpoint=fast', '--wal-method=stream', '--manifest-checksums=SHA256', '--no-password'],
      ...(parent ? [`--incremental=${join(baseFolder(stream, parent.name), 'backup_manifest')}`] : []),
    ])
    await runPostgresTool(tools, 'pg_verifybackup', ['--quiet', draft])
    const base: Base = {
      name,
      kind: parent ? 'incremental' : 'full',
      ...(parent ? { parent: parent.name } : {}),
      startWal: startWalOf(await readFile(join(draft, 'backup_label'), 'utf8')),
      endedAt: await serverTime(DATABASE_URL),
      bytes: await folderBytes(draft),
    }
    await writeFile(join(draft, 'parlance.json'), `${JSON.stringify(base)}\n`, { flush: true })
    await rename(draft, baseFolder(stream, name))
    return base
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

function startWalOf(label: string): string {
  const found = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)$/m.exec(label)?.[1]
  if (!found) throw new Error('the base backup has no label that says where its log begins')
  return found
}

const serverTime = (url: string) =>
  withServer(url, async (server) => {
    const { rows } = await server.query<{ now: Date }>('SELECT clock_timestamp() AS now')
    return (rows[0]?.now ?? new Date()).toISOString()
  })
