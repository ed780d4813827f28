import type { Context } from '../core/context.ts'
import { type ServiceName, serviceNames } from '../core/topology.ts'
import { imageKey, type KeyRequest } from './image-key.ts'
import { imageSources } from './image-plan.ts'

/** A tag for each service. */
export type Tags = Readonly<Record<ServiceName, string>>

/** The same for each service. */
export const everyTag = (tag: (service: ServiceName) => string): Tags =>
  Object.fromEntries(serviceNames.map((service) => [service, tag(service)])) as Tags

/** The tags that the sources of a checkout have now. @param base id of the image they stand on */
export const imageTags = (
  { root }: Pick<Context, 'root'>,
  request: Pick<KeyRequest, 'target' | 'base' | 'args'>,
): Tags => everyTag((service) => imageKey({ ...request, root, source: imageSources[service] }))
