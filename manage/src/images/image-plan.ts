import { defaultNodeImage } from '../core/config.ts'
import type { ServiceName } from '../core/topology.ts'

/** What an image is made of, from the root of the checkout. */
export interface ImageSource {
  service: ServiceName
  dockerfile: string
  /** Folders whose files are copied into the build. */
  folders: readonly string[]
  /** Workspace packages whose dependencies are installed for the build. */
  importers: readonly string[]
}

/** What every service uses; its health program stands in service-kit too. */
const shared = ['packages/contracts', 'packages/service-kit']

/** The source of every service's image. A test compares it with the packages that the service's manifest names. */
export const imageSources: Readonly<Record<ServiceName, ImageSource>> = {
  backend: source('backend', 'services/backend/Dockerfile'),
  translation: source('translation', 'services/translation/Dockerfile'),
  scraper: source('scraper', 'services/scraper/Dockerfile'),
  frontend: source('frontend', 'Dockerfile.frontend'),
}

function source(service: ServiceName, dockerfile: string): ImageSource {
  const folders = [`services/${service}`, 'packages/bundle', ...shared]
  return { service, dockerfile, folders, importers: folders }
}

/** Files that every build reads. */
export const commonFiles = ['pnpm-workspace.yaml', 'tsconfig.base.json', '.dockerignore'] as const

/** Starts a crashed service again in development. */
export const keepRunning = 'packages/service-kit/keep-running.sh'

/** Build arguments that say the base image, where it is not the default. */
export const nodeImageArgs = (image: string): Readonly<Record<string, string>> =>
  image === defaultNodeImage ? {} : { NODE_IMAGE: image }
