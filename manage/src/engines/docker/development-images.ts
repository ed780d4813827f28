import type { Context } from '../../core/context.ts'
import type { Plan } from '../../core/steps.ts'
import { developmentServices, type ServiceName } from '../../core/topology.ts'
import { devImage } from '../../docker/development-project.ts'
import { findImages } from '../../docker/local-images.ts'
import { buildStep } from '../../images/build-images.ts'
import { type DevStack, devBuild } from './development-stack.ts'

/** Development images of this checkout that are not built yet. */
export async function missingImages(
  context: Context,
  { tags }: DevStack,
  services: readonly ServiceName[] = developmentServices,
): Promise<ServiceName[]> {
  const wanted = services.map((service) => ({ service, name: `${devImage(service)}:${tags[service]}` }))
  const here = await findImages(
    context.runner,
    wanted.map(({ name }) => name),
  )
  const known = new Set(here.flatMap((image) => image.tags))
  return wanted.flatMap(({ service, name }) => (known.has(name) ? [] : [service]))
}

/** Builds what is missing, side by side. */
export async function imageSteps(
  context: Context,
  stack: DevStack,
  services?: readonly ServiceName[],
): Promise<{ missing: readonly ServiceName[]; steps: Plan<unknown>['steps'] }> {
  const missing = await missingImages(context, stack, services)
  if (missing.length === 0) return { missing, steps: [] }
  const builds = missing.map((service) =>
    buildStep(
      context.output,
      `build the development image of ${service}`,
      devBuild(context, service, stack.tags[service]),
    ),
  )
  return { missing, steps: [builds] }
}
