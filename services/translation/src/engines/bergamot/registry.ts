import { languages } from '@parlance/contracts'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { ServerUnreachable } from '../resumable-download.ts'

const fileSchema = Type.Object({
  path: Type.String({ pattern: '^[\\w.-]+(?:/[\\w.-]+)*$' }),
  uncompressedHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  uncompressedSize: Type.Optional(Type.Integer({ minimum: 1 })),
})

const modelSchema = Type.Object({
  architecture: Type.Optional(Type.String()),
  releaseStatus: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  files: Type.Object({
    model: fileSchema,
    lexicalShortlist: Type.Optional(fileSchema),
    vocab: Type.Optional(fileSchema),
    srcVocab: Type.Optional(fileSchema),
    trgVocab: Type.Optional(fileSchema),
  }),
})

/** One file, as the registry describes it: packed with gzip, its checksum that of what is inside. */
export type RegistryFile = Static<typeof fileSchema>

/** One model of one direction. */
export type RegistryModel = Static<typeof modelSchema>

/** The list of Firefox Translations models: `models` by direction, paths of files relative to `baseUrl`. */
export interface Registry {
  readonly baseUrl: string
  readonly models: Readonly<Record<string, readonly unknown[]>>
}

const registrySchema = Type.Object({
  baseUrl: Type.String({ pattern: '^https?://' }),
  models: Type.Record(Type.String(), Type.Array(Type.Unknown())),
})

/** A list is some megabytes. */
const maxBytes = 50_000_000

/** Reads the list. @throws Error that names its address, and whether it cannot be reached or understood. */
export async function readRegistry(url: string, signal: AbortSignal): Promise<Registry> {
  const response = await registryFetch(url, {}, AbortSignal.any([signal, AbortSignal.timeout(30_000)]))
  if (!response.ok) throw new Error(`the model registry ${url} answered ${response.status}`)
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > maxBytes) throw new Error(`the model registry ${url} is larger than a list of models`)
  }
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    answer = undefined
  }
  if (!Value.Check(registrySchema, answer)) {
    throw new Error(`${url} is no list of Firefox Translations models: set BERGAMOT_REGISTRY`)
  }
  return answer
}

/** What is preferred where a direction has several models. */
const statuses = ['Release', 'Release Desktop', 'Release Android']

/** The released model of a direction. @throws Error when there is none, or its description is not understood. */
export function chooseModel({ models }: Registry, pair: string): RegistryModel {
  const known = (models[pair] ?? []).filter((model) => Value.Check(modelSchema, model))
  const [best] = statuses.flatMap((status) => known.filter(({ releaseStatus }) => releaseStatus === status))
  if (!best) {
    throw new Error(
      known.length > 0
        ? `the registry has no released model for ${pair}`
        : `the registry has no model for ${pair}`,
    )
  }
  const { vocab, srcVocab, trgVocab } = best.files
  if (!vocab && !(srcVocab && trgVocab)) throw new Error(`the registry names no vocabulary for ${pair}`)
  return best
}

/**
 * Directions that a name means: `bergamot` all that the seven languages need, `bergamot:de` both of one language,
 * `bergamot:en-de` one.
 *
 * @throws Error that says what is accepted.
 */
export function pairsOf(name: string): string[] {
  const [, what = ''] = /^bergamot(?::(.+))?$/.exec(name) ?? []
  const others = languages.filter((language) => language !== 'en')
  const all = others.flatMap((language) => [`en-${language}`, `${language}-en`])
  if (what === '') return all
  const chosen = all.filter((pair) => pair === what || (what !== 'en' && pair.split('-').includes(what)))
  if (chosen.length === 0) {
    throw new Error(
      `“${name}” is none of bergamot (all), bergamot:<${others.join('|')}> and bergamot:<one of the two>-<the other>, with en`,
    )
  }
  return chosen
}

/** Fetches bytes as they are stored. @throws ServerUnreachable that names the address. */
export async function registryFetch(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  method = 'GET',
): Promise<Response> {
  try {
    return await fetch(url, { method, headers: { ...headers, 'accept-encoding': 'identity' }, signal })
  } catch (error) {
    signal.throwIfAborted()
    const cause = (error as Error).cause
    throw new ServerUnreachable(
      `${url} cannot be reached: ${cause instanceof Error ? cause.message : String(error)}`,
    )
  }
}
