import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { DownloadProgress } from '../onnx/download-model.ts'
import { downloadPart } from '../resumable-download.ts'
import { bergamotFolder } from './installed-pairs.ts'
import { manifestName, type PairManifest } from './manifest.ts'
import { chooseModel, type RegistryFile, readRegistry, registryFetch } from './registry.ts'

/** The licence under which the models are published. */
export const bergamotLicence = 'MPL-2.0'

/** What a pull will bring, before it begins. */
export interface PullPlan {
  readonly models: number
  /** Bytes to download, and bytes on disk once unpacked; what is there already is in neither. */
  readonly bytes: number
  readonly diskBytes: number
}

/** What is downloaded, from where and to where. */
export interface PullOptions {
  /** Address of the list of models. */
  readonly registry: string
  /** Directions: `en-es`. */
  readonly pairs: readonly string[]
  readonly modelsFolder: string
  readonly signal: AbortSignal
  readonly onPlan?: (plan: PullPlan) => void
  readonly onProgress?: (progress: DownloadProgress) => void
  readonly onPulled?: (manifest: PairManifest) => void
}

interface PlannedFile {
  readonly url: string
  readonly name: string
  readonly file: RegistryFile
  readonly folder: string
  /** Bytes to download; 0 where the file is there and right. */
  readonly size: number
}

/** A file of whose size the registry says nothing unpacks to at most so many times its packed size. */
const maxGrowth = 20

/**
 * Downloads models: each file into `.part`, resumed where an earlier pull broke off, unpacked, checked by size and checksum,
 * and only then renamed; the manifest of a direction comes last.
 *
 * @throws Error that names the file and what was wrong with it.
 */
export async function pullPairs(options: PullOptions): Promise<void> {
  const { modelsFolder, signal, onPlan, onProgress, onPulled } = options
  const planned = await planPull(options)
  const files = [...planned.values()].flat()
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const missing = files.filter(({ size }) => size > 0)
  const diskBytes = missing.reduce((sum, { file, size }) => sum + (file.uncompressedSize ?? size * 2), 0)
  const largest = Math.max(0, ...missing.map(({ size }) => size))
  onPlan?.({ models: planned.size, bytes: total, diskBytes })
  await mkdir(modelsFolder, { recursive: true })
  const { bavail, bsize } = await statfs(modelsFolder)
  if (bavail * bsize < diskBytes + largest) {
    const [need, free] = [diskBytes + largest, bavail * bsize].map((bytes) => (bytes / 1e6).toFixed(0))
    throw new Error(`the disk of ${modelsFolder} has ${free} MB left, the models want ${need} MB: make room`)
  }
  let before = 0
  for (const [pair, own] of planned) {
    const folder = join(modelsFolder, bergamotFolder, pair)
    await mkdir(folder, { recursive: true })
    for (const one of own) {
      if (one.size === 0) continue
      await bring(one, signal, (fileBytes) =>
        onProgress?.({
          file: `${pair}/${one.name}`,
          fileBytes,
          fileTotal: one.size,
          bytes: before + fileBytes,
          total,
        }),
      )
      before += one.size
    }
    const manifest = await settle(pair, folder, own)
    onPulled?.(manifest)
  }
}

/** Asks for the sizes of all files first, so that the whole is known before the first byte is written. */
async function planPull({ registry: url, pairs, modelsFolder, signal }: PullOptions) {
  const registry = await readRegistry(url, signal)
  const planned = new Map<string, PlannedFile[]>()
  for (const pair of pairs) {
    const folder = join(modelsFolder, bergamotFolder, pair)
    const files: PlannedFile[] = []
    for (const file of Object.values(chooseModel(registry, pair).files)) {
      const name = basename(file.path).replace(/\.gz$/, '')
      const place = { url: `${registry.baseUrl.replace(/\/$/, '')}/${file.path}`, name, file, folder }
      const there = (await sha256Of(join(folder, name))) === file.uncompressedHash
      files.push({ ...place, size: there ? 0 : await sizeOf(place.url, name, signal) })
    }
    planned.set(pair, files)
  }
  return planned
}

async function sizeOf(url: string, name: string, signal: AbortSignal): Promise<number> {
  const response = await registryFetch(
    url,
    {},
    AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
    'HEAD',
  )
  const size = Number(response.headers.get('content-length'))
  if (!response.ok || !(size > 0))
    throw new Error(`the registry’s server answered ${response.status} for ${name}`)
  return size
}

async function bring(
  { url, name, file, folder, size }: PlannedFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  // The checksum is part of the name: what an earlier pull left of another version is not gone on with.
  const part = join(folder, `${name}.${file.uncompressedHash.slice(0, 8)}.part`)
  const request = (headers: Record<string, string>, own: AbortSignal) => registryFetch(url, headers, own)
  await downloadPart({ name, size, part, request, signal }, onBytes)
  const unpacked = `${part}.unpacked`
  try {
    await unpack(part, unpacked, file.uncompressedSize ?? size * maxGrowth)
    if ((await sha256Of(unpacked)) !== file.uncompressedHash) throw new Error('its checksum is another')
    await rename(unpacked, join(folder, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      throw new Error(`the disk of ${folder} is full: make room and run the same command again`)
    }
    await rm(unpacked, { force: true })
    await rm(part, { force: true })
    throw new Error(
      `${name} is not what the registry says (${(error as Error).message}): the download was thrown away, try again`,
    )
  }
  await rm(part)
}

/** Unpacks what is packed; some servers unpack while they send. @throws Error when it is more than `limit` bytes. */
async function unpack(from: string, to: string, limit: number): Promise<void> {
  await using file = await open(from)
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
  let bytes = 0
  const capped = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      done(bytes > limit ? new Error(`it is larger than ${limit} bytes`) : null, chunk)
    },
  })
  await using target = await open(to, 'w')
  const source = createReadStream(from)
  const out = target.createWriteStream()
  if (buffer.equals(Buffer.from([0x1f, 0x8b]))) await pipeline(source, createGunzip(), capped, out)
  else await pipeline(source, capped, out)
}

/** Writes the manifest, and deletes what an earlier version left beside it. */
async function settle(pair: string, folder: string, own: readonly PlannedFile[]): Promise<PairManifest> {
  const files: { path: string; size: number; sha256: string }[] = []
  for (const { name, file } of own) {
    const { size } = await stat(join(folder, name))
    files.push({ path: name, size, sha256: file.uncompressedHash })
  }
  const manifest: PairManifest = {
    id: `bergamot:${pair}`,
    revision: createHash('sha256')
      .update(files.map(({ sha256 }) => sha256).join())
      .digest('hex')
      .slice(0, 12),
    licence: bergamotLicence,
    dtype: 'int8',
    files,
  }
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
  const kept = new Set([manifestName, ...files.map(({ path }) => path)])
  for (const name of await readdir(folder)) if (!kept.has(name)) await rm(join(folder, name), { force: true })
  return manifest
}

/** SHA-256 of a file; undefined when there is none. */
async function sha256Of(path: string): Promise<string | undefined> {
  if (!(await stat(path).catch(() => undefined))) return undefined
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
