import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { serviceNames, watcherNames } from '../../core/topology.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import { prodParts } from '../../docker/production-project.ts'

export type Part = (typeof prodParts)[number]

/** Those whose containers can stand beside each other; of the others there is one port or one folder of data. */
export const beside: ReadonlySet<string> = new Set(serviceNames)
/** Those that visitors do not notice: one that has changed is replaced where it stands, whoever asked. */
export const unnoticed: ReadonlySet<string> = new Set(watcherNames)
/** Those that the edge finds on the front network: a new one joins it when it is healthy. */
export const frontParts: ReadonlySet<string> = new Set(['backend', 'frontend'])

/** What is to happen to one part of production. */
export interface PartChange {
  part: Part
  /**
   * `new`: nothing of it runs · `beside`: a new container, then the old ones go · `finish`: the new one is there, an
   * interrupted release left the old · `interrupt`: changed, and only replaceable by a stop · `replace`: changed, and
   * stopped for it without asking · `same` · `gone`: not in the tier
   */
  kind: 'new' | 'beside' | 'finish' | 'interrupt' | 'replace' | 'same' | 'gone'
  /** Containers that serve until the new one does. */
  old: readonly ContainerFacts[]
  /** Containers that serve nobody, and go first. */
  dead: readonly ContainerFacts[]
  /** The new one, where it is there already. */
  present: ContainerFacts | undefined
  /** Compose's name for the next container. */
  nextName: string
}

/**
 * Compares what runs with what should. @param digests of the parts of the tier
 * @param anew parts that get a new container although nothing of them has changed
 */
export function changesOf(
  project: string,
  containers: readonly ContainerFacts[],
  digests: ReadonlyMap<string, string>,
  anew: ReadonlySet<string> = new Set(),
): PartChange[] {
  const parts = prodParts.filter(
    (part) => digests.has(part) || containers.some((one) => one.service === part),
  )
  return parts.map((part) => {
    const own = containers.filter(({ service }) => service === part)
    const wanted = digests.get(part)
    const running = own.filter((one) => one.running)
    const fresh = (one: ContainerFacts) => one.configDigest === wanted && !anew.has(part)
    const [present] = running.filter(fresh)
    const old = running.filter((one) => one !== present)
    const dead = own.filter((one) => !one.running)
    // Compose counts on from the highest number that is there; beside running ones, the dead are gone by then.
    const counted = running.length > 0 ? running : own
    const next = Math.max(0, ...counted.map(({ number }) => number)) + 1
    const base = { part, old, dead, present, nextName: `${project}-${part}-${next}` }
    if (wanted === undefined) return { ...base, kind: 'gone' }
    if (running.length === 0) return { ...base, kind: 'new' }
    if (!beside.has(part))
      return { ...base, kind: present ? 'same' : unnoticed.has(part) ? 'replace' : 'interrupt' }
    if (!present) return { ...base, kind: 'beside' }
    return { ...base, kind: old.length > 0 || !joined(project, present) ? 'finish' : 'same' }
  })
}

/** Whether the edge finds it. Parts that the edge does not ask are found by whoever asks them as soon as they listen. */
export const joined = (project: string, { service, networks }: ContainerFacts): boolean =>
  !frontParts.has(service) || networks.includes(frontNetwork(project))

export const frontNetwork = (project: string): string => `${project}_front`

/** What Compose says of one service, as far as it is read here. */
interface ComposeEntry {
  volumes?: readonly { type: string; source?: string }[]
  security_opt?: readonly string[]
  depends_on?: unknown
}

/**
 * A digest of what each part is made from, by part. Compose's own hash will not do: its `config --hash` leaves the values of
 * env files out, and `up --no-deps` the dependencies, so that neither agrees with the other; and neither looks into what is
 * mounted, so that a changed Caddyfile would go unseen.
 *
 * @param text what `docker compose config --format json` prints
 * @param folder where the project's own files are; what is mounted from elsewhere is data
 */
export async function digestsOf(text: string, folder: string): Promise<Map<string, string>> {
  const { services = {} } = JSON.parse(text) as { services?: Record<string, ComposeEntry> }
  const digests = await Promise.all(
    Object.entries(services).map(async ([name, { depends_on: _order, ...entry }]) => {
      const digest = createHash('sha256').update(JSON.stringify(entry))
      for (const path of ownFiles(entry, folder)) digest.update(await contentOf(path))
      return [name, digest.digest('hex')] as const
    }),
  )
  return new Map(digests)
}

/** Files and folders of the project that a container is given to read. */
function ownFiles({ volumes = [], security_opt = [] }: ComposeEntry, folder: string): string[] {
  const mounted = volumes.flatMap(({ type, source }) => (type === 'bind' && source ? [source] : []))
  const profiles = security_opt.flatMap((option) => /^seccomp[:=](.*\.json)$/.exec(option)?.[1] ?? [])
  return [...mounted, ...profiles]
    .map((path) => resolve(folder, path))
    .filter((path) => path.startsWith(`${folder}${sep}`))
}

/** A digest of a file, or of every file below a folder with its name; the same wherever the checkout is. */
async function contentOf(path: string): Promise<string> {
  const files = (await stat(path)).isDirectory()
    ? (await readdir(path, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [path]
  const digest = createHash('sha256')
  for (const file of files) {
    const content = createHash('sha256').update(await readFile(file))
    digest.update(`${relative(path, file)}\0${content.digest('hex')}\n`)
  }
  return digest.digest('hex')
}
