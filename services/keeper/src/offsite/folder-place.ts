import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Place } from './place.ts'

/**
 * A folder, of another disk or another machine that is mounted there.
 *
 * @throws Error where it is not there: a disk that is not mounted is not to be replaced by a folder of this one
 */
export async function openFolder(address: string, backups: string): Promise<Place> {
  const root = await realpath(address).catch(() => {
    throw new Error(`there is no folder ${address} for the copies: mount it, or make it`)
  })
  const own = await realpath(backups).catch(() => backups)
  const [there, here] = [await stat(root), await stat(own).catch(() => undefined)]
  if (root.startsWith(`${own}/`) || (here && there.ino === here.ino && there.dev === here.dev))
    throw new Error(`${address} is where the backups themselves are: a copy there is lost with them`)
  return {
    name: root,
    async list() {
      const found = new Map<string, number>()
      for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name)
        if (!entry.isFile() || entry.name.endsWith('.part')) continue
        found.set(path.slice(root.length + 1).replaceAll('\\', '/'), (await stat(path)).size)
      }
      return found
    },
    storedSize: (bytes) => bytes,
    async put(key, content) {
      const target = join(root, key)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      const draft = `${target}.${process.pid}.part`
      try {
        await pipeline(content, createWriteStream(draft, { mode: 0o600 }))
        const handle = await open(draft, 'r+')
        await handle.sync().finally(() => handle.close())
        await rename(draft, target)
      } finally {
        await rm(draft, { force: true })
      }
    },
    async get(key) {
      // Opened here, so that a file that is not there is told by whoever asks for it.
      const handle = await open(join(root, key))
      return createReadStream('', { fd: handle })
    },
    remove: (key) => rm(join(root, key), { force: true }),
  }
}
