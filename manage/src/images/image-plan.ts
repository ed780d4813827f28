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

const shared = ['packages/contracts', 'packages/service-kit']

/** The source of every service's image. A test compares it with the packages that the service's manifest names. */
export const imageSources: Readonly<Record<ServiceName, ImageSource>> = {
  backend: source('backend', 'services/backend/Dockerfile', shared),
  translation: source('translation', 'services/translation/Dockerfile', shared),
  scraper: source('scraper', 'services/scraper/Dockerfile', shared),
  frontend: source('frontend', 'Dockerfile.frontend', ['packages/contracts']),
}

function source(service: ServiceName, dockerfile: string, packages: readonly string[]): ImageSource {
  const folders = [`services/${service}`, 'packages/bundle', ...packages]
  // Every image has the health program, which stands in service-kit and depends on nothing.
  const health = packages.includes('packages/service-kit') ? [] : ['packages/service-kit/src/health-main.ts']
  return { service, dockerfile, folders: [...folders, ...health], importers: folders }
}

/** Files that every build reads. */
export const commonFiles = ['pnpm-workspace.yaml', 'tsconfig.base.json', '.dockerignore'] as const

/** Starts a crashed service again in development. */
export const keepRunning = 'packages/service-kit/keep-running.sh'

/** Build arguments that say the base image, where it is not the default. */
export const nodeImageArgs = (image: string): Readonly<Record<string, string>> =>
  image === defaultNodeImage ? {} : { NODE_IMAGE: image }
