import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { type ServiceName, serviceNames } from '../core/topology.ts'
import type { Project } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import type { ContainerFacts } from '../docker/parse/container.ts'
import {
  prodProjectName,
  productionImageLabels,
  productionLabel,
  type Tier,
  tierServices,
  tiers,
} from '../docker/production-project.ts'
import { findLabelledResources, findUnusedImages, noResources, type Resources } from '../docker/resources.ts'
import { type ImageSet, openProduction, ownImages } from './production-facts.ts'
import { goodVersions, readReleases, sameImages } from './rollout/releases.ts'
import type { Target } from './rollout/rollout-request.ts'

export interface RunningProduction {
  project: Project
  tier: Tier
  running: boolean
  /** Who runs it. */
  target: Target
  /** The images that run, by their tags. */
  tags: Readonly<Partial<Record<ServiceName, string>>>
  /** Where the images came from, where that is a registry. */
  registry: string | undefined
  /** What the images that run call themselves; '' where nobody knows. */
  version: string
  /** Our own services of the tier. */
  services: readonly ServiceName[]
}

/** The project as it runs: its containers tell the tier and the images, so that nothing else is started by accident. */
export async function openRunning(context: Context): Promise<RunningProduction> {
  const production = await openProduction(context)
  const smallest = production.project({ tier: 'core', publish: false, tags: {} })
  const containers = await inspectProject(context, smallest)
  const images = new Map(containers.map(({ service, image }) => [service, image]))
  const tier = tiers.findLast((one) => tierServices[one].every((service) => images.has(service))) ?? 'core'
  const parts = tierServices[tier].flatMap((service) => {
    const [, prefix, tag] = /^(.*)\/[^/]+:([^/:]+)$/.exec(images.get(service) ?? '') ?? []
    return tag === undefined ? [] : [{ service, prefix, tag }]
  })
  const registry = parts[0]?.prefix
  const tags = Object.fromEntries(parts.map(({ service, tag }) => [service, tag]))
  const known = readReleases(context.instance).findLast((release) => sameImages(release, { tags }))
  return {
    tags,
    registry: registry === ownImages ? undefined : registry,
    version: known?.version ?? '',
    project: production.project({
      tier,
      publish: false,
      ...(registry === undefined ? {} : { registry }),
      tags,
    }),
    tier,
    running: containers.some(({ running }) => running),
    target: targetOf(containers),
    services: tierServices[tier],
  }
}

/** Who runs what runs. */
export const targetOf = (containers: readonly ContainerFacts[]): Target =>
  containers.some(({ running, ofSwarm }) => running && ofSwarm) ? 'swarm' : 'compose'

/** The tags to run, of the services of a tier. */
export const tierTags = ({ tags }: ImageSet, tier: Tier): Partial<Record<ServiceName, string>> =>
  Object.fromEntries(
    serviceNames.filter((name) => tierServices[tier].includes(name)).map((name) => [name, tags[name]]),
  )

/** Everything that carries the production label of this instance. */
export const productionResources = (context: Context): Promise<Resources> =>
  findLabelledResources(context, [`${productionLabel}=${context.instance.name}`])

/**
 * What an instance has in Docker and does not need: containers that ended and whose place another has taken; when nothing
 * runs, every container and network, and with `volumes` the data. @throws ManageError (failed) where data would go
 * that something uses
 */
export async function supersededResources(context: Context, volumes: boolean): Promise<Resources> {
  const [found, containers] = await Promise.all([
    productionResources(context),
    inspectProject(context, { name: prodProjectName(context.instance.name) }),
  ])
  const running = containers.filter((container) => container.running)
  if (running.length === 0) return { ...found, volume: volumes ? found.volume : [] }
  if (volumes) {
    throw new ManageError('failed', `production runs, and what runs needs its data`, {
      hint: 'Stop it first: pnpm manage prod:down. Its data goes with prod:down --volumes.',
    })
  }
  const replaced = ({ service, running: runs }: ContainerFacts) =>
    !runs && running.some((other) => other.service === service)
  return { ...noResources, container: containers.filter(replaced).map(({ name }) => name) }
}

/** What runs, and what can be gone back to. */
const keptVersions = 3

/** Production images of ours that are neither what the sources make now, nor what runs somewhere, nor what can be gone back to. */
export async function supersededImages(context: Context, { tags, version }: ImageSet): Promise<string[]> {
  const kept = goodVersions(readReleases(context.instance)).slice(0, keptVersions)
  const current = new Set([
    ...serviceNames.flatMap((name) => [
      `${ownImages}/${name}:${tags[name]}`,
      `${ownImages}/${name}:${version}`,
    ]),
    ...kept.flatMap((release) =>
      Object.entries(release.tags).map(([name, tag]) => `${ownImages}/${name}:${tag}`),
    ),
  ])
  const unused = await findUnusedImages(context, ...productionImageLabels(context.root))
  // A name of another registry is somebody's choice; an id stands for one whose name a newer build has taken.
  return unused.filter(
    (name) => (name.startsWith(`${ownImages}/`) || name.startsWith('sha256:')) && !current.has(name),
  )
}
