import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { ServerUnreachable } from '../resumable-download.ts'
import { type Dtype, dtypeSuffix, requiredFiles } from './installed-model.ts'

/** A model hub that speaks Hugging Face's protocol. */
export interface Hub {
  /** `https://huggingface.co` or a mirror. */
  readonly endpoint: string
  /** For gated models. */
  readonly token?: string | undefined
}

/** One file of a model, as the hub describes it. */
export interface HubFile {
  readonly path: string
  readonly size: number
  /** Of large files. */
  readonly sha256: string | undefined
  /** Git's blob id, of files that git itself holds. */
  readonly gitSha1: string | undefined
}

/** A model at one revision. */
export interface HubModel {
  readonly id: string
  /** Commit. */
  readonly revision: string
  readonly licence: string | undefined
  readonly files: readonly HubFile[]
}

const answerSchema = Type.Object({
  sha: Type.String({ pattern: '^[0-9a-f]{7,64}$' }),
  cardData: Type.Optional(Type.Object({ license: Type.Optional(Type.String()) })),
  siblings: Type.Array(
    Type.Object({
      rfilename: Type.String(),
      size: Type.Optional(Type.Integer({ minimum: 0 })),
      blobId: Type.Optional(Type.String()),
      lfs: Type.Optional(Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) })),
    }),
  ),
})

/**
 * Asks the hub for a model's files at a revision (a branch, tag or commit).
 * @throws Error that says whether the hub or the model is missing.
 */
export async function describeModel(
  hub: Hub,
  id: string,
  revision: string,
  signal: AbortSignal,
): Promise<HubModel> {
  const url = `${hub.endpoint.replace(/\/$/, '')}/api/models/${id}/revision/${encodeURIComponent(revision)}?blobs=true`
  const response = await hubFetch(hub, url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
  })
  if (response.status === 401 || response.status === 403 || response.status === 404) {
    throw new Error(
      `the hub has no public model ${id} at ${revision} (${response.status}): check the name, or give HF_TOKEN for a gated one`,
    )
  }
  if (!response.ok) throw new Error(`the hub answered ${response.status} for ${id}`)
  const answer: unknown = await response.json()
  if (!Value.Check(answerSchema, answer)) throw new Error(`the hub’s answer for ${id} cannot be understood`)
  return {
    id,
    revision: answer.sha,
    licence: answer.cardData?.license,
    files: answer.siblings
      .filter(({ rfilename }) => isSafePath(rfilename))
      .map(({ rfilename, size, blobId, lfs }) => ({
        path: rfilename,
        size: size ?? 0,
        sha256: lfs?.sha256,
        gitSha1: lfs ? undefined : blobId,
      })),
  }
}

/** The files that running a model with these weights needs, with the external data of large ones. @throws Error when one is missing. */
export function filesFor(model: HubModel, dtype: Dtype): HubFile[] {
  const required = new Set(requiredFiles(dtype))
  const optional = new Set(['generation_config.json', 'special_tokens_map.json'])
  const data = new RegExp(
    `^onnx/(?:encoder_model|decoder_model_merged)${dtypeSuffix[dtype]}\\.onnx_data(?:_\\d+)?$`,
  )
  const files = model.files.filter(({ path }) => required.has(path) || optional.has(path) || data.test(path))
  const missing = [...required].filter((path) => !files.some((file) => file.path === path))
  if (missing.length > 0) {
    throw new Error(
      `${model.id} has no ${missing.join(', ')}: it is no ONNX translation model with ${dtype} weights`,
    )
  }
  return files
}

/** Where a file of a model is. */
export function fileUrl(hub: Hub, { id, revision }: HubModel, path: string): string {
  return `${hub.endpoint.replace(/\/$/, '')}/${id}/resolve/${revision}/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** Fetches from the hub. @throws Error that names the hub when it cannot be reached. */
export async function hubFetch(hub: Hub, url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  if (hub.token) headers.set('authorization', `Bearer ${hub.token}`)
  try {
    return await fetch(url, { ...init, headers })
  } catch (error) {
    const cause =
      (error as Error).cause instanceof Error ? ((error as Error).cause as Error).message : String(error)
    throw new ServerUnreachable(`the model hub ${hub.endpoint} cannot be reached: ${cause}`)
  }
}

function isSafePath(path: string): boolean {
  return (
    !path.startsWith('/') &&
    !path.includes('\\') &&
    path.split('/').every((part) => part !== '' && !/^\.+$/.test(part))
  )
}
