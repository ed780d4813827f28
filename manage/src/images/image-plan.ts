import { defaultNodeImage } from '../core/config.ts'
import type { ServiceSpec } from '../core/services/service.ts'
import { type ServiceName, serviceNames, services } from '../core/topology.ts'

/** Beside the services: what stands between visitors and previews. */
export const gatewayImage = 'preview-gateway'
export type ImageName = ServiceName | typeof gatewayImage

/** Sources of an image; paths are relative to the root of the checkout. */
export interface ImageSource {
  service: ImageName
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

const gatewayFolders = ['preview-gateway', 'bundle', 'contracts', 'service-kit'].map(
  (name) => `packages/${name}`,
)

/** The source of the gateway of previews, which is no part of a site. */
export const gatewaySource: ImageSource = {
  service: gatewayImage,
  dockerfile: 'packages/preview-gateway/Dockerfile',
  folders: gatewayFolders,
  importers: gatewayFolders,
}

/** Files that every build reads. */
export const commonFiles = ['pnpm-workspace.yaml', 'tsconfig.base.json', '.dockerignore'] as const

/** Starts a crashed service again in development. */
export const keepRunning = 'packages/service-kit/keep-running.sh'

/** Build arguments that say the base image, where it is not the default. */
export const nodeImageArgs = (image: string): Readonly<Record<string, string>> =>
  image === defaultNodeImage ? {} : { NODE_IMAGE: image }
