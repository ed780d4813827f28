import type { Context } from '../core/context.ts'
import { type ServiceName, serviceNames } from '../core/topology.ts'
import type { Project } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { productionLabel, type Tier, targetLabel, tierServices, tiers } from '../docker/production-project.ts'
import { findLabelledResources, findUnusedImages, type Resources } from '../docker/resources.ts'
import { type ImageSet, openProduction, ownImages } from './production-facts.ts'

export interface RunningProduction {
  project: Project
  tier: Tier
  running: boolean
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
  return {
    project: production.project({
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
export const tierTags = ({ tags }: ImageSet, tier: Tier): Partial<Record<ServiceName, string>> =>
  Object.fromEntries(
    serviceNames.filter((name) => tierServices[tier].includes(name)).map((name) => [name, tags[name]]),
  )

/** Everything that carries the production label of this instance. */
export const productionResources = (context: Context): Promise<Resources> =>
  findLabelledResources(context, [`${productionLabel}=${context.instance.name}`])

/** Production images of ours that are neither what the sources make now nor what runs somewhere. */
export async function supersededImages(context: Context, { tags, version }: ImageSet): Promise<string[]> {
  const current = new Set(
    serviceNames.flatMap((name) => [`${ownImages}/${name}:${tags[name]}`, `${ownImages}/${name}:${version}`]),
  )
  const unused = await findUnusedImages(context, `${targetLabel}=production`)
  return unused.filter((name) => name.startsWith(`${ownImages}/`) && !current.has(name))
}
