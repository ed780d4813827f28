import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import type { Licence } from '../engine.ts'
import { type Family, familyOf, type ModelFacts } from './families.ts'
import { licenceOf } from './licences.ts'

/** Weights of a model: which of its files are taken. */
export type Dtype = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4'

/** How the hub's exports name the files of each kind of weights. */
export const dtypeSuffix: Readonly<Record<Dtype, string>> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
}

/** Written beside a downloaded model's files: what it is, and what each file must be. */
export interface ModelManifest {
  readonly id: string
  readonly revision: string
  readonly licence: string
  readonly dtype: Dtype
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[]
}

/** Name of the manifest in a model's folder. */
export const manifestName = 'parlance-model.json'

/** A model on this machine. */
export interface InstalledModel {
  readonly id: string
  readonly folder: string
  readonly revision: string
  readonly licence: Licence
  readonly dtype: Dtype
  readonly family: Family
}

/** Whether a spec is a folder rather than a hub id. */
export function isFolder(spec: string): boolean {
  return isAbsolute(spec) || spec.startsWith('./') || spec.startsWith('../')
}

/** Where a model is, or would be: its own folder, or one under the models folder. @throws Error for an id with `..`. */
export function folderOf(spec: string, modelsFolder: string): string {
  if (isFolder(spec)) return spec
  if (!/^[\w.-]+(?:\/[\w.-]+)?$/.test(spec) || spec.split('/').some((part) => /^\.+$/.test(part))) {
    throw new Error(`“${spec}” is not a hub id: it has the form owner/name`)
  }
  return join(modelsFolder, ...spec.split('/'))
}

/**
 * Reads a model's files.
 * @throws Error that says what is missing and what to do.
 */
export function readInstalled(spec: string, modelsFolder: string, dtype: Dtype): InstalledModel {
  const folder = folderOf(spec, modelsFolder)
  if (!existsSync(join(folder, 'config.json'))) {
    throw new Error(
      isFolder(spec)
        ? `no model in ${folder}: it needs config.json, tokenizer.json and onnx/`
        : `${spec} is not downloaded: run manage models:pull ${spec}`,
    )
  }
  const manifest = readJson<Partial<ModelManifest>>(join(folder, manifestName)) ?? {}
  const weights = manifest.dtype ?? dtype
  for (const file of requiredFiles(weights)) {
    if (!existsSync(join(folder, file)))
      throw new Error(`${spec}: ${file} is missing: run manage models:pull ${spec}`)
  }
  const facts: ModelFacts = {
    config: readJson(join(folder, 'config.json')) ?? {},
    tokenizerConfig: readJson(join(folder, 'tokenizer_config.json')) ?? {},
    languageTokens: languageTokens(join(folder, 'tokenizer.json')),
  }
  return {
    id: spec,
    folder,
    revision: `${manifest.revision?.slice(0, 12) ?? stampOf(folder, weights)}-${weights}`,
    licence: licenceOf(spec, manifest.licence),
    dtype: weights,
    family: familyOf(spec, facts),
  }
}

/**
 * Tokens that name languages, found in the text of a tokenizer: parsing that of NLLB (17 MB) would cost the service more
 * memory than all the rest of it.
 */
function languageTokens(path: string): string[] {
  const text = readFileSync(path, 'latin1')
  return [...text.matchAll(/"(>>\w{2,4}<<|__[a-z]{2,3}__|[a-z]{3}_[A-Z][a-z]{3})"/g)].map(
    ([, token]) => token ?? '',
  )
}

/** Identity of a folder without a manifest: the sizes and times of its files. */
function stampOf(folder: string, dtype: Dtype): string {
  const hash = createHash('sha256')
  for (const file of requiredFiles(dtype)) {
    const { size, mtimeMs } = statSync(join(folder, file))
    hash.update(`${file} ${size} ${Math.trunc(mtimeMs)}\n`)
  }
  return `local-${hash.digest('hex').slice(0, 8)}`
}

/** Files without which a model cannot run. */
export function requiredFiles(dtype: Dtype): string[] {
  const suffix = dtypeSuffix[dtype]
  return [
    'config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    `onnx/encoder_model${suffix}.onnx`,
    `onnx/decoder_model_merged${suffix}.onnx`,
  ]
}

/** A downloaded model, as a list shows it. */
export interface ModelEntry {
  readonly manifest: ModelManifest
  readonly folder: string
  readonly bytes: number
}

/** Every model that was downloaded into the models folder. */
export async function listInstalled(modelsFolder: string): Promise<ModelEntry[]> {
  const names = await readdir(modelsFolder, { recursive: true }).catch(() => [])
  const found: ModelEntry[] = []
  for (const name of names.filter((path) => path.endsWith(manifestName)).sort()) {
    const manifest = readJson<ModelManifest>(join(modelsFolder, name))
    if (!manifest) continue
    const folder = join(modelsFolder, name, '..')
    const sizes = manifest.files.map(async ({ path }) => (await stat(join(folder, path))).size)
    const bytes = (await Promise.allSettled(sizes)).reduce(
      (sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0),
      0,
    )
    found.push({ manifest, folder, bytes })
  }
  return found
}

/** Deletes a downloaded model. @throws Error when there is none of this id under the models folder. */
export async function removeInstalled(id: string, modelsFolder: string): Promise<{ folder: string }> {
  const folder = folderOf(id, modelsFolder)
  const inside = relative(modelsFolder, folder)
  if (inside === '' || inside.startsWith('..') || !existsSync(folder)) {
    throw new Error(`${id} is not downloaded`)
  }
  await rm(folder, { recursive: true })
  return { folder }
}

function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`${path} cannot be read: ${(error as Error).message}`)
  }
}
