import type { Context } from '../context.ts'
import { devImage } from '../docker/dev-project.ts'
import { buildImage } from '../docker/images.ts'
import { buildImages, findImages } from '../images/build-images.ts'
import { type ServiceName, serviceNames } from '../stack.ts'
import type { Step } from '../steps.ts'
import { type DevStack, devBuild } from './facts.ts'

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
