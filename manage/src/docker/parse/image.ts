/** An image as `docker image inspect` has it. */
export interface ImageFacts {
  id: string
  tags: readonly string[]
  /** `name@sha256:…` of registries that have it. */
  digests: readonly string[]
  bytes: number
  /** Digests of its layers, lowest first. */
  layers: readonly string[]
  labels: Readonly<Record<string, string>>
  /** Who its process is; '' = root. */
  user: string
  /** ISO 8601. */
  created: string
}

interface Document {
  Id?: string
  RepoTags?: string[] | null
  RepoDigests?: string[] | null
  Size?: number
  RootFS?: { Layers?: string[] | null }
  Created?: string
  Config?: { Labels?: Record<string, string> | null; User?: string }
}

/** @param text a JSON array. */
export const parseImages = (text: string): ImageFacts[] =>
  (JSON.parse(text) as Document[]).map(
    ({ Id = '', RepoTags, RepoDigests, Size = 0, RootFS, Created = '', Config }) => ({
      id: Id,
      tags: RepoTags ?? [],
      digests: RepoDigests ?? [],
      bytes: Size,
      layers: RootFS?.Layers ?? [],
      labels: Config?.Labels ?? {},
      user: Config?.User ?? '',
      created: Created,
    }),
  )

/** @param text what `docker push` printed. @returns `sha256:…`, or undefined when nothing was pushed. */
export const parsePushDigest = (text: string): string | undefined =>
  /digest: (sha256:[0-9a-f]{64})/.exec(text)?.[1]

export interface Layer {
  bytes: number
  /** The instruction that made it. */
  by: string
}

/** @param text one object a line, newest first. @returns layers with contents, oldest first. */
export const parseHistory = (text: string): Layer[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { Size = '0', CreatedBy = '' } = JSON.parse(line) as { Size?: string; CreatedBy?: string }
      return { bytes: Number(Size.replace(/B$/, '')), by: CreatedBy }
    })
    .filter(({ bytes }) => bytes > 0)
    .reverse()
