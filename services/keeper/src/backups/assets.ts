import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
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

/** What an image of the site was that turned out not to be what its name says: kept when its copy took its place. */
export const alteredStore = (folder: string) => join(folder, 'altered')

/**
 * Copies what the store does not have yet. An image of the site that is not what its name says never takes the place of a copy,
 * nor becomes one: the backup's verification then says that its copy is missing.
 *
 * @returns every key of the site, sorted, and the bytes that were new
 */
export async function storeAssets(
  site: SiteAssets,
  folder: string,
): Promise<{ assets: string[]; assetBytes: number; copied: number }> {
  const assets = await site.list()
  const there = await lookAt(assetStore(folder), [...assets.keys()])
  let assetBytes = 0
  let copied = 0
  for (const [key, { bytes }] of assets) {
    assetBytes += bytes
    if (there.get(key)?.bytes === bytes) continue
    const target = join(assetStore(folder), key)
    const whole = await fetchInto(site, key, target, async (draft) => {
      const found = await checksum(draft)
      if (found.bytes !== bytes)
        throw new Error(`${key} at ${site.name} came with ${found.bytes} bytes of ${bytes}`)
      return found.sha256 === hashOf(key)
    })
    if (whole) copied += bytes
  }
  return { assets: [...assets.keys()], assetBytes, copied }
}

/** Brings an image into a file under another name first: it has its own when it is accepted. One draft a file: it never becomes two. */
async function fetchInto(
  site: SiteAssets,
  key: string,
  target: string,
  accept: (draft: string) => Promise<boolean>,
): Promise<boolean> {
  await mkdir(dirname(target), { recursive: true })
  const draft = `${target}.part`
  try {
    await site.fetch(key, draft)
    const accepted = await accept(draft)
    if (accepted) await rename(draft, target)
    return accepted
  } finally {
    await rm(draft, { force: true })
  }
}

/** So many files are looked at together: each is a wait, and most are there already. */
const togetherMost = 64

/** Bytes and time of each file that is there, in the order of the keys. */
export async function lookAt(
  folder: string,
  keys: readonly string[],
): Promise<Map<string, { bytes: number; at: Date }>> {
  const found = new Map<string, { bytes: number; at: Date }>()
  for (let next = 0; next < keys.length; next += togetherMost) {
    const some = keys.slice(next, next + togetherMost)
    const files = await Promise.all(some.map((key) => stat(join(folder, key)).catch(() => undefined)))
    for (const [at, file] of files.entries())
      if (file) found.set(some[at] ?? '', { bytes: file.size, at: file.mtime })
  }
  return found
}

/** What putting images back came to. */
export interface RestoredAssets {
  /** Images that were not there, and are again. */
  readonly missing: number
  /** Images that were not what their names say, and are again; what they were is kept beside the backups. */
  readonly altered: number
  /** Keys whose copy is missing or damaged as well, so that nothing could be put back. */
  readonly lacking: readonly string[]
}

/** Puts back what the site lacks, or has otherwise than its name says; each image is there whole, or as it was. */
export async function restoreAssets(
  folder: string,
  site: SiteAssets,
  keys: readonly string[],
): Promise<RestoredAssets> {
  const there = await site.list()
  let [missing, altered] = [0, 0]
  const lacking: string[] = []
  for (const key of keys) {
    const known = there.has(key)
    if (known && (await hashAt(site, key)) === hashOf(key)) continue
    const copy = join(assetStore(folder), key)
    if ((await checksum(copy).catch(() => undefined))?.sha256 !== hashOf(key)) {
      lacking.push(key)
      continue
    }
    if (known) await fetchInto(site, key, join(alteredStore(folder), key), async () => true)
    await site.put(key, copy)
    if (known) altered++
    else missing++
  }
  return { missing, altered, lacking }
}

async function hashAt(site: SiteAssets, key: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(await site.open(key), hash)
  return hash.digest('hex')
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
