import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { downloadPart } from '../resumable-download.ts'
import { type Dtype, folderOf, type ModelManifest, manifestName } from './installed-model.ts'
import {
  describeModel,
  filesFor,
  fileUrl,
  type Hub,
  type HubFile,
  type HubModel,
  hubFetch,
} from './model-hub.ts'

/** How far a download is. */
export interface DownloadProgress {
  readonly file: string
  readonly fileBytes: number
  readonly fileTotal: number
  readonly bytes: number
  readonly total: number
}

/** What is downloaded, from where and to where. */
export interface DownloadOptions {
  readonly hub: Hub
  readonly id: string
  readonly revision?: string
  readonly dtype: Dtype
  readonly modelsFolder: string
  readonly signal: AbortSignal
  readonly onProgress?: (progress: DownloadProgress) => void
}

/**
 * Downloads a model: each file into `.part`, resumed where an earlier download broke off, checked by size and checksum,
 * and only then renamed; the manifest comes last, so a folder with a manifest is whole.
 *
 * @throws Error that names the hub, the file and what was wrong with it.
 */
export async function downloadModel(options: DownloadOptions): Promise<ModelManifest> {
  const { hub, id, dtype, modelsFolder, signal, onProgress } = options
  const folder = folderOf(id, modelsFolder)
  const model = await describeModel(hub, id, options.revision ?? 'main', signal)
  const wanted = filesFor(model, dtype)
  const total = wanted.reduce((sum, { size }) => sum + size, 0)
  const files: ModelManifest['files'][number][] = []
  let before = 0
  for (const file of wanted) {
    const sha256 = await ensureFile({ hub, model, file, folder, signal }, (fileBytes) =>
      onProgress?.({ file: file.path, fileBytes, fileTotal: file.size, bytes: before + fileBytes, total }),
    )
    before += file.size
    files.push({ path: file.path, size: file.size, sha256 })
  }
  const manifest: ModelManifest = { id, revision: model.revision, licence: model.licence ?? '', dtype, files }
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

interface FileJob {
  readonly hub: Hub
  readonly model: HubModel
  readonly file: HubFile
  readonly folder: string
  readonly signal: AbortSignal
}

/** The file, from disk if it is there and right, else downloaded. @returns its SHA-256. */
async function ensureFile(job: FileJob, onBytes: (bytes: number) => void): Promise<string> {
  const { file, folder, signal } = job
  const path = join(folder, file.path)
  const present = await digest(path, file)
  if (present?.right) {
    onBytes(file.size)
    return present.sha256
  }
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.part`
  const request = (headers: Record<string, string>, own: AbortSignal) =>
    hubFetch(job.hub, fileUrl(job.hub, job.model, file.path), { headers, signal: own })
  await downloadPart({ name: file.path, size: file.size, part, request, signal }, onBytes)
  const done = await digest(part, file)
  if (!done?.right) {
    await rm(part, { force: true })
    throw new Error(
      `${file.path} of ${job.model.id} has a wrong checksum: the download was thrown away, try again`,
    )
  }
  await rename(part, path)
  return done.sha256
}

/** A file's SHA-256, and whether it is what the hub says; undefined when there is no such file. */
async function digest(path: string, file: HubFile): Promise<{ sha256: string; right: boolean } | undefined> {
  const size = (await stat(path).catch(() => undefined))?.size
  if (size === undefined) return undefined
  const sha256 = createHash('sha256')
  const git = createHash('sha1').update(`blob ${size}\0`)
  for await (const chunk of createReadStream(path)) {
    sha256.update(chunk as Buffer)
    git.update(chunk as Buffer)
  }
  const hex = (hash: Hash) => hash.digest('hex')
  const own = hex(sha256)
  const right =
    size === file.size &&
    (file.sha256 === undefined || file.sha256 === own) &&
    (file.gitSha1 === undefined || file.gitSha1 === hex(git))
  return { sha256: own, right }
}
