import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checksum } from './backup-folder.ts'

/** The shape of an asset's key: the SHA-256 of the file, its first two letters as a folder. */
export const keyShape = /^([0-9a-f]{2})\/([0-9a-f]{62})\.[a-z0-9]+$/

/** The SHA-256 that a key promises, in hexadecimal. */
export const hashOf = (key: string): string => keyShape.exec(key)?.slice(1).join('') ?? ''

/** Where the copies are: one for each content, whichever backups name it. */
export const assetStore = (folder: string) => join(folder, 'assets')

/** Copies what the store does not have yet. @returns every key of the site, sorted, and the bytes that were new */
export async function storeAssets(
  from: string,
  folder: string,
): Promise<{ assets: string[]; assetBytes: number; copied: number }> {
  const assets = await listKeys(from)
  const store = assetStore(folder)
  let assetBytes = 0
  let copied = 0
  for (const key of assets) {
    const { size } = await stat(join(from, key))
    assetBytes += size
    if (await copyMissing(join(from, key), join(store, key), size)) copied += size
  }
  return { assets, assetBytes, copied }
}

/** Puts back what the site lacks; a file that is there is what its name says, and stays. @returns how many */
export async function restoreAssets(folder: string, to: string, keys: readonly string[]): Promise<number> {
  let restored = 0
  for (const key of keys) {
    const source = join(assetStore(folder), key)
    if (await copyMissing(source, join(to, key), (await stat(source)).size)) restored++
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

async function copyMissing(source: string, target: string, size: number): Promise<boolean> {
  const there = await stat(target).catch(() => undefined)
  if (there?.size === size) return false
  await mkdir(dirname(target), { recursive: true })
  const draft = `${target}.${process.pid}.part`
  try {
    await copyFile(source, draft)
    await rename(draft, target)
  } finally {
    await rm(draft, { force: true })
  }
  return true
}
