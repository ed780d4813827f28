import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { checksum } from './backup-folder.ts'

/** The shape of an asset's key: the SHA-256 of the file, its first two letters as a folder. */
export const keyShape = /^([0-9a-f]{2})\/([0-9a-f]{62})\.[a-z0-9]+$/

/** The SHA-256 that a key promises, in hexadecimal. */
export const hashOf = (key: string): string => keyShape.exec(key)?.slice(1).join('') ?? ''

/** Where the copies are: one for each content, whichever backups name it. */
export const assetStore = (folder: string) => join(folder, 'assets')

/** Images of the site, where the backend keeps them. */
export interface SiteAssets {
  /** Where that is, as people are told it. */
  readonly name: string
  /** Every image by its key, sorted: its bytes, and when it was written last. Whatever else lies there is not told. */
  list(): Promise<ReadonlyMap<string, { readonly bytes: number; readonly at: Date }>>
  /** Writes one into a file. @throws Error where it is not there, or breaks off */
  fetch(key: string, into: string): Promise<void>
  open(key: string): Promise<Readable>
  /** Keeps a file under a key, whole or not at all. */
  put(key: string, file: string): Promise<void>
  remove(key: string): Promise<void>
}

/** Copies what the store does not have yet. @returns every key of the site, sorted, and the bytes that were new */
export async function storeAssets(
  site: SiteAssets,
  folder: string,
): Promise<{ assets: string[]; assetBytes: number; copied: number }> {
  const assets = await site.list()
  let assetBytes = 0
  let copied = 0
  for (const [key, { bytes }] of assets) {
    assetBytes += bytes
    const target = join(assetStore(folder), key)
    if ((await stat(target).catch(() => undefined))?.size === bytes) continue
    await mkdir(dirname(target), { recursive: true })
    const draft = `${target}.${process.pid}.part`
    try {
      await site.fetch(key, draft)
      const { size } = await stat(draft)
      if (size !== bytes) throw new Error(`${key} at ${site.name} came with ${size} bytes of ${bytes}`)
      await rename(draft, target)
    } finally {
      await rm(draft, { force: true })
    }
    copied += bytes
  }
  return { assets: [...assets.keys()], assetBytes, copied }
}

/** Puts back what the site lacks; a file that is there is what its name says, and stays. @returns how many */
export async function restoreAssets(
  folder: string,
  site: SiteAssets,
  keys: readonly string[],
): Promise<number> {
  const there = await site.list()
  let restored = 0
  for (const key of keys) {
    const source = join(assetStore(folder), key)
    if ((await stat(source)).size === there.get(key)?.bytes) continue
    await site.put(key, source)
    restored++
  }
  return restored
}

/** Reads every copy and compares it with its name. @returns what is wrong, a sentence each */
export async function checkAssets(folder: string, keys: readonly string[]): Promise<string[]> {
  const wrong: string[] = []
  for (const key of keys) {
    const found = await checksum(join(assetStore(folder), key)).catch(() => undefined)
    if (!found) wrong.push(`asset ${key} is missing`)
    else if (found.sha256 !== hashOf(key)) wrong.push(`asset ${key} is not what it was`)
  }
  return wrong
}

/** The keys of a folder, sorted; whatever else lies there is not told. */
export async function listKeys(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => keyShape.test(path))
    .sort()
}
