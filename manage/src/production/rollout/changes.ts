import type { ContainerFacts } from '../../docker/parse/container.ts'
import { prodParts } from '../../docker/production-project.ts'

export type Part = (typeof prodParts)[number]

/** Those whose containers can stand beside each other; of the others there is one port or one folder of data. */
const beside: ReadonlySet<string> = new Set(['backend', 'frontend', 'translation', 'scraper'])
/** Those that the edge finds on the front network: a new one joins it when it is healthy. */
export const frontParts: ReadonlySet<string> = new Set(['backend', 'frontend'])

/** What is to happen to one part of production. */
export interface PartChange {
  part: Part
  /**
   * `new`: nothing of it runs · `beside`: a new container, then the old ones go · `finish`: the new one is there, an
   * interrupted release left the old · `interrupt`: changed, and only replaceable by a stop · `same` · `gone`: not in the tier
   */
  kind: 'new' | 'beside' | 'finish' | 'interrupt' | 'same' | 'gone'
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
 * Compares what runs with what should. @param hashes Compose's, of the parts of the tier
 * @param anew parts that get a new container although nothing of them has changed
 */
export function changesOf(
  project: string,
  containers: readonly ContainerFacts[],
  hashes: ReadonlyMap<string, string>,
  anew: ReadonlySet<string> = new Set(),
): PartChange[] {
  const parts = prodParts.filter((part) => hashes.has(part) || containers.some((one) => one.service === part))
  return parts.map((part) => {
    const own = containers.filter(({ service }) => service === part)
    const wanted = hashes.get(part)
    const running = own.filter((one) => one.running)
    const fresh = (one: ContainerFacts) => one.configHash === wanted && !anew.has(part)
    const [present] = running.filter(fresh)
    const old = running.filter((one) => one !== present)
    const dead = own.filter((one) => !one.running)
    const next = Math.max(0, ...own.map(({ number }) => number)) + 1
    const base = { part, old, dead, present, nextName: `${project}-${part}-${next}` }
    if (wanted === undefined) return { ...base, kind: 'gone' }
    if (running.length === 0) return { ...base, kind: 'new' }
    if (!beside.has(part)) return { ...base, kind: present ? 'same' : 'interrupt' }
    if (!present) return { ...base, kind: 'beside' }
    return { ...base, kind: old.length > 0 || !joined(project, present) ? 'finish' : 'same' }
  })
}

/** Whether the edge finds it. Parts that the edge does not ask are found by whoever asks them as soon as they listen. */
export const joined = (project: string, { service, networks }: ContainerFacts): boolean =>
  !frontParts.has(service) || networks.includes(frontNetwork(project))

export const frontNetwork = (project: string): string => `${project}_front`

/** @param text what `docker compose config --hash '*'` prints */
export const parseHashes = (text: string): Map<string, string> =>
  new Map(
    text
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([name, hash]) => (name && hash ? [[name, hash] as const] : [])),
  )
