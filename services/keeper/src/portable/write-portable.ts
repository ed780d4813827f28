import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Pack, pack as tarPack } from 'tar-stream'
import { siteAssets } from '../assets/site-assets.ts'
import type { SiteAssets } from '../backups/assets.ts'
import { type Manifest, manifestText, nameAt } from '../backups/backup-folder.ts'
import { archiveInto } from '../backups/create-backup.ts'
import type { KeeperConfig } from '../config.ts'
import type { AgeKey } from '../offsite/age-key.ts'
import { readPortable } from './read-portable.ts'

/**
 * Writes everything of a site into one file: a tar with the manifest, the archive of the database and every asset. It is read once more
 * before it has its name. Memory does not grow with the site.
 *
 * @param file absolute; one that is there is replaced
 * @param key encrypts it
 * @param mode of the file: whom it lets read
 */
export async function writePortable(
  config: KeeperConfig,
  file: string,
  { key, mode = 0o600 }: { key?: AgeKey | undefined; mode?: number } = {},
): Promise<Manifest & { fileBytes: number }> {
  const { BACKUP_DIR } = config
  const site = siteAssets(config)
  let sizes: Sizes = new Map()
  const scratch = join(BACKUP_DIR, '.export.part')
  const draft = `${file}.part`
  await rm(scratch, { recursive: true, force: true })
  await mkdir(scratch, { recursive: true, mode: 0o700 })
  try {
    const manifest = await archiveInto(
      config,
      { draft: scratch, name: nameAt(new Date()), reason: 'export', rows: 'text' },
      async () => {
        sizes = await site.list()
        const assetBytes = [...sizes.values()].reduce((sum, { bytes }) => sum + bytes, 0)
        return { assets: [...sizes.keys()], assetBytes }
      },
    )
    const tar = tarPack()
    const content = Readable.from(tar, { objectMode: false })
    const written = pipeline(
      key ? await key.encrypt(content) : content,
      createWriteStream(draft, { mode, flush: true }),
    )
    const filled = fill(tar, manifest, scratch, { site, sizes }).catch((error: Error) => {
      tar.destroy(error)
      throw error
    })
    filled.catch(() => {})
    await Promise.race([filled, written.then(() => filled)]).catch((error) => explain(error, file))
    await written.catch((error) => explain(error, file))
    await readPortable(draft, async () => undefined, key)
    await rename(draft, file)
    return { ...manifest, fileBytes: (await stat(file)).size }
  } finally {
    await rm(scratch, { recursive: true, force: true })
    await rm(draft, { force: true })
  }
}

type Sizes = Awaited<ReturnType<SiteAssets['list']>>

async function fill(
  tar: Pack,
  manifest: Manifest,
  scratch: string,
  { site, sizes }: { site: SiteAssets; sizes: Sizes },
): Promise<void> {
  const head = Buffer.from(manifestText(manifest))
  await put(tar, 'manifest.json', head.length, Readable.from(head, { objectMode: false }))
  await putFile(tar, 'database.tar.zst', join(scratch, 'database.tar.zst'))
  for (const key of manifest.assets)
    await put(tar, `assets/${key}`, sizes.get(key)?.bytes ?? 0, await site.open(key))
  tar.finalize()
}

async function putFile(tar: Pack, name: string, file: string): Promise<void> {
  const handle = await open(file)
  const { size } = await handle.stat()
  await put(tar, name, size, createReadStream('', { fd: handle }))
}

async function put(tar: Pack, name: string, size: number, content: Readable): Promise<void> {
  await pipeline(content, tar.entry({ name, size, mode: 0o600, mtime: new Date(0) }))
}

function explain(error: NodeJS.ErrnoException, file: string): never {
  if (error.code === 'ENOENT') throw new Error(`there is no folder ${dirname(file)}`)
  if (error.code === 'EACCES' || error.code === 'EROFS')
    throw new Error(
      `${file} cannot be written by user ${process.getuid?.() ?? '?'}: choose another folder, or let it`,
    )
  throw error
}
