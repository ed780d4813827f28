import type { Context } from '../core/context.ts'
import { type ServiceName, serviceNames } from '../core/topology.ts'
import type { Project } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { runDocker } from '../docker/daemon.ts'
import { listImages } from '../docker/image-commands.ts'
import { listLabelled, listUsedImages, removeObjects } from '../docker/object-commands.ts'
import {
  prodProjectName,
  productionLabel,
  type Tier,
  targetLabel,
  tierServices,
  tiers,
} from '../docker/production-project.ts'
import { openImageSet, openProduction, ownImages } from './production-facts.ts'

export interface RunningProduction {
  project: Project
  tier: Tier
  running: boolean
  /** Our own services of the tier. */
  services: readonly ServiceName[]
}

/** The project as it runs: its containers tell the tier and the images, so that nothing else is started by accident. */
export async function openRunning(context: Context): Promise<RunningProduction> {
  const smallest = openProduction(context, { tier: 'core', publish: false, tags: {} })
  const containers = await inspectProject(context, smallest)
  const images = new Map(containers.map(({ service, image }) => [service, image]))
  const tier = tiers.findLast((one) => tierServices[one].every((service) => images.has(service))) ?? 'core'
  const parts = tierServices[tier].flatMap((service) => {
    const [, prefix, tag] = /^(.*)\/[^/]+:([^/:]+)$/.exec(images.get(service) ?? '') ?? []
    return tag === undefined ? [] : [{ service, prefix, tag }]
  })
  const registry = parts[0]?.prefix
  return {
    project: openProduction(context, {
      tier,
      publish: false,
      ...(registry === undefined ? {} : { registry }),
      tags: Object.fromEntries(parts.map(({ service, tag }) => [service, tag])),
    }),
    tier,
    running: containers.some(({ running }) => running),
    services: tierServices[tier],
  }
}

/** The tags to run, of the services of a tier. */
export async function currentTags(
  context: Context,
  tier: Tier,
): Promise<Partial<Record<ServiceName, string>>> {
  const { tags } = await openImageSet(context)
  return Object.fromEntries(
    serviceNames.filter((name) => tierServices[tier].includes(name)).map((name) => [name, tags[name]]),
  )
}

export interface ProductionObjects {
  container: readonly string[]
  network: readonly string[]
  volume: readonly string[]
}

/** Everything that carries the production label of this instance. */
export async function productionObjects(context: Context): Promise<ProductionObjects> {
  const label = `${productionLabel}=${context.instance.name}`
  const list = async (kind: 'container' | 'network' | 'volume') => {
    const { stdout } = await runDocker(context.runner, listLabelled(kind, [label]))
    return stdout.split('\n').filter((name) => name.startsWith(prodProjectName(context.instance.name)))
  }
  const [container, network, volume] = await Promise.all([list('container'), list('network'), list('volume')])
  return { container, network, volume }
}

export const removalsOf = (objects: ProductionObjects, { volumes }: { volumes: boolean }) =>
  (['container', 'network', ...(volumes ? (['volume'] as const) : [])] as const)
    .filter((kind) => objects[kind].length > 0)
    .map((kind) => ({
      summary: `remove ${kind}s: ${objects[kind].join(', ')}`,
      command: removeObjects(kind, objects[kind]),
    }))

/** Production images of ours that are neither what the sources make now nor what runs somewhere. */
export async function supersededImages(context: Context): Promise<string[]> {
  const { runner } = context
  const { tags, version } = await openImageSet(context)
  const current = new Set(
    serviceNames.flatMap((name) => [`${ownImages}/${name}:${tags[name]}`, `${ownImages}/${name}:${version}`]),
  )
  const [images, used] = await Promise.all([
    runDocker(runner, listImages(`${targetLabel}=production`)),
    runDocker(runner, listUsedImages()),
  ])
  const inUse = new Set(used.stdout.split('\n'))
  return images.stdout
    .split('\n')
    .filter((name) => name.startsWith(`${ownImages}/`) && !name.endsWith(':<none>'))
    .filter((name) => !current.has(name) && !inUse.has(name))
}
