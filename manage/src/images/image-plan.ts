import { defaultNodeImage } from '../core/config.ts'
import type { ServiceSpec } from '../core/services/service.ts'
import { type ServiceName, serviceNames, services } from '../core/topology.ts'

/** Sources of an image; paths are relative to the root of the checkout. */
export interface ImageSource {
  service: ServiceName
  dockerfile: string
  /** Folders whose files are copied into the build. */
  folders: readonly string[]
  /** Workspace packages whose dependencies are installed for the build. */
  importers: readonly string[]
}

/** The source of every service's image. A test compares it with the packages that the service's manifest names. */
export const imageSources = Object.fromEntries(
  serviceNames.map((name) => [name, source(name, services[name].image)]),
) as Readonly<Record<ServiceName, ImageSource>>

function source(service: ServiceName, image: ServiceSpec['image']): ImageSource {
  const { dockerfile, packages, data = [] } = image
  const importers = [`services/${service}`, 'packages/bundle', ...packages]
  return { service, dockerfile, folders: [...importers, ...data], importers }
}

/** Files that every build reads. */
export const commonFiles = ['pnpm-workspace.yaml', 'tsconfig.base.json', '.dockerignore'] as const

/** Starts a crashed service again in development. */
export const keepRunning = 'packages/service-kit/keep-running.sh'

/** Build arguments that say the base image, where it is not the default. */
export const nodeImageArgs = (image: string): Readonly<Record<string, string>> =>
  image === defaultNodeImage ? {} : { NODE_IMAGE: image }
