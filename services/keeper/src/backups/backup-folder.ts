import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { TableContent } from '../archive/contents.ts'

/** What lies beside an archive: enough to judge it without reading it. */
export interface Manifest {
  readonly name: string
  readonly database: string
  readonly version: string
  readonly createdAt: string
  readonly reason: string
  readonly format: 'portable'
  /** The newest migration that it has. */
  readonly head: string
  readonly migrations: readonly string[]
  readonly tables: readonly TableContent[]
  readonly bytes: number
  readonly sha256: string
  readonly seconds: number
  /** Keys of the asset storage; each is made of the SHA-256 of its file. */
  readonly assets: readonly string[]
  readonly assetBytes: number
}

/** Names that this program gives: nothing else in the folder is ever touched. */
export const backupName = /^parlance-\d{8}T\d{6}\d{3}Z$/
const draftName = /^\.parlance-\d{8}T\d{6}\d{3}Z\.part$/

/** A name that sorts by time. @param now in UTC */
export const nameAt = (now: Date) => `parlance-${now.toISOString().replaceAll(/[-:.]/g, '')}`

export const archiveOf = (folder: string, name: string) => join(folder, name, 'database.tar.zst')

/**
 * Fills a folder under another name and gives it its own when it is whole: half a backup is never named as one. What
 * has the name already, which is a damaged copy of the same, gives way then.
 */
export async function addBackup(
  folder: string,
  name: string,
  fill: (draft: string, name: string) => Promise<Manifest>,
): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.${name}.part`)
  await mkdir(draft, { mode: 0o700 })
  try {
    const manifest = await fill(draft, name)
    await writeFile(join(draft, 'manifest.json'), manifestText(manifest), { flush: true })
    await rm(join(folder, name), { recursive: true, force: true })
    await rename(draft, join(folder, name))
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

/** Removes what backups that were killed have left. */
export async function removeDrafts(folder: string): Promise<void> {
  for (const name of await names(folder))
    if (draftName.test(name)) await rm(join(folder, name), { recursive: true, force: true })
}

/** Every backup of the folder, newest first; one whose manifest cannot be read is named in `broken`. */
export async function listBackups(folder: string): Promise<{ backups: Manifest[]; broken: string[] }> {
  const backups: Manifest[] = []
  const broken: string[] = []
  for (const name of (await names(folder))
    .filter((one) => backupName.test(one))
    .sort()
    .reverse()) {
    const manifest = await readManifest(folder, name).catch(() => undefined)
    if (manifest) backups.push(manifest)
    else broken.push(name)
  }
  return { backups, broken }
}

/** @param wanted a name, or `latest`. @throws Error naming what there is */
export async function findBackup(folder: string, wanted: string): Promise<Manifest> {
  const { backups } = await listBackups(folder)
  const found = wanted === 'latest' ? backups[0] : backups.find(({ name }) => name === wanted)
  if (found) return found
  if (backupName.test(wanted) && (await names(folder)).includes(wanted))
    throw new Error(`the manifest of ${wanted} cannot be read`)
  if (backups.length === 0) throw new Error(`there is no backup in ${folder}: make one with backup:create`)
  throw new Error(`there is no backup ${wanted}; the newest is ${backups[0]?.name}`)
}

async function readManifest(folder: string, name: string): Promise<Manifest> {
  return parseManifest(name, await readFile(join(folder, name, 'manifest.json'), 'utf8'))
}

/** Everything that a manifest says, in the order in which it is written. */
const manifestParts: readonly (keyof Manifest)[] = [
  'name',
  'database',
  'version',
  'createdAt',
  'reason',
  'format',
  'head',
  'migrations',
  'tables',
  'bytes',
  'sha256',
  'seconds',
  'assets',
  'assetBytes',
]

/** A manifest as its file: with a SHA-256 of itself, so that no part of it can be another one unseen. */
export function manifestText(manifest: Manifest): string {
  const words = JSON.stringify(manifest, [...manifestParts, 'columns', 'rows', 'hash'])
  const check = createHash('sha256').update(words).digest('hex')
  return `${words.slice(0, -1)},"check":"${check}"}\n`
}

/** @throws Error where the text is not that backup's manifest, as it was written */
export function parseManifest(name: string, text: string): Manifest {
  const { check, ...manifest } = JSON.parse(text) as Manifest & { check?: string }
  if (manifest.name !== name || !Array.isArray(manifest.tables)) throw new Error('not a manifest')
  const known = new Set<string>(manifestParts)
  if (!Object.keys(manifest).every((part) => known.has(part))) throw new Error('it has an unknown part')
  // Those of the first versions have none.
  if (check !== undefined && manifestText(manifest) !== text) throw new Error('it is not what it was')
  return manifest
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

/** SHA-256 of a file in hexadecimal, and its bytes. */
export async function checksum(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return { sha256: hash.digest('hex'), bytes: (await stat(file)).size }
}
