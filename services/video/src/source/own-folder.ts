import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** How often an instance says that it is there, and how long after it last did its folder is nobody's, in milliseconds. */
const sayEveryMs = 60_000
const goneAfterMs = 15 * 60_000

/** The folder of one instance, until it ends. */
export interface OwnFolder {
  readonly path: string
  /** Says no more that this instance is there; what is in the folder stays for its next start. */
  close(): void
}

/**
 * The folder of this instance in one that several may share, as containers of one service share a volume while one
 * replaces another. What an instance left that has not been there for a quarter of an hour is removed.
 *
 * @param name the same at each start of an instance, and no other's: the name of its machine
 */
export async function openOwnFolder(shared: string, name: string): Promise<OwnFolder> {
  const path = join(shared, name)
  await mkdir(path, { recursive: true, mode: 0o700 })
  await utimes(path, new Date(), new Date())
  await removeLeft(shared, name)
  const timer = setInterval(() => {
    // A folder that cannot be touched any more is found out by who writes into it.
    utimes(path, new Date(), new Date()).catch(() => {})
    removeLeft(shared, name).catch(() => {})
  }, sayEveryMs).unref()
  return { path, close: () => clearInterval(timer) }
}

async function removeLeft(shared: string, own: string): Promise<void> {
  for (const name of await readdir(shared)) {
    if (name === own) continue
    const found = await stat(join(shared, name)).catch(() => undefined)
    // A clock that runs ahead of another says nothing of who is gone.
    if (!found || Date.now() - found.mtimeMs < goneAfterMs) continue
    await rm(join(shared, name), { recursive: true, force: true })
  }
}
