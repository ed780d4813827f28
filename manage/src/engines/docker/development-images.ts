import type { Context } from '../../core/context.ts'
import type { Step } from '../../core/process-spec.ts'
import { type ServiceName, serviceNames } from '../../core/topology.ts'
import { devImage } from '../../docker/development-project.ts'
import { buildImage } from '../../docker/image-commands.ts'
import { findImages } from '../../docker/local-images.ts'
import { buildImages } from '../../images/build-images.ts'
import { type DevStack, devBuild } from './development-stack.ts'

/** Development images of this checkout that are not built yet. */
export async function missingImages(
  context: Context,
  { tags }: DevStack,
  services: readonly ServiceName[] = serviceNames,
): Promise<ServiceName[]> {
  const wanted = services.map((service) => ({ service, name: `${devImage(service)}:${tags[service]}` }))
  const here = await findImages(
    context.runner,
    wanted.map(({ name }) => name),
  )
  const known = new Set(here.flatMap((image) => image.tags))
  return wanted.flatMap(({ service, name }) => (known.has(name) ? [] : [service]))
}

/** Builds what is missing, side by side. @returns what was built. */
export async function ensureImages(
  context: Context,
  stack: DevStack,
  services?: readonly ServiceName[],
): Promise<ServiceName[]> {
  const missing = await missingImages(context, stack, services)
  if (missing.length > 0) {
    context.output.say(
      `building the development image of ${missing.join(', ')}; the first time takes minutes`,
    )
    await buildImages(
      context.runner,
      context.output,
      missing.map((service) => devBuild(context, service, stack.tags[service])),
    )
  }
  return missing
}

export async function planImages(
  context: Context,
  stack: DevStack,
  services?: readonly ServiceName[],
): Promise<Step[]> {
  const missing = await missingImages(context, stack, services)
  return missing.map((service) => ({
    summary: `build the development image of ${service}`,
    command: buildImage(devBuild(context, service, stack.tags[service]).request),
  }))
}
