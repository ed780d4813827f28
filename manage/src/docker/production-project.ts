import type { Origin } from '../core/addresses.ts'
import { envFileName, type Ports, portVariable, type ServiceName, serviceNames } from '../core/topology.ts'
import type { Project } from './compose-commands.ts'

export const tiers = ['core', 'scraper'] as const
export type Tier = (typeof tiers)[number]

/** The files of each tier: each adds to the one before. */
const tierFiles: Readonly<Record<Tier, readonly string[]>> = {
  core: ['core.yml'],
  scraper: ['core.yml', 'scraper.yml'],
}

/** Services with an image of ours in each tier. */
export const tierServices: Readonly<Record<Tier, readonly ServiceName[]>> = {
  core: ['backend', 'frontend', 'translation'],
  scraper: ['backend', 'frontend', 'translation', 'scraper'],
}

/** Everything that can run in production. */
export const prodParts = ['edge', ...serviceNames, 'postgres', 'redis'] as const

export interface ProdFacts {
  root: string
  instance: string
  /** Compose's project name. */
  project: string
  tier: Tier
  /** Ports of the services, for `publish`. */
  ports: Ports
  /** Ports of the edge. */
  edge: { http: number; https: number }
  /** Opens the services' ports on loopback. */
  publish: boolean
  /** What stands before `/backend:tag`: `parlance`, or a registry with a prefix. */
  images: string
  tags: Readonly<Partial<Record<ServiceName, string>>>
  /** Folder of `.env.backend` and the others. */
  envFolder: string
  /** What Caddy serves: a host name, or `:80` for plain HTTP. */
  site: string
  /** Address the edge listens on. */
  bind: string
}

/** The production stack of a tier. */
export function prodProject(facts: ProdFacts): Project {
  const { root, tier, ports, tags } = facts
  const files = [...tierFiles[tier], ...(facts.publish ? ['publish.yml'] : [])]
  return {
    name: facts.project,
    folder: `${root}/deploy`,
    files: files.map((file) => `${root}/deploy/${file}`),
    // Passwords: read from there by Compose, as the services read theirs.
    envFile: `${facts.envFolder}/${envFileName('backend')}`,
    env: {
      PARLANCE_INSTANCE: facts.instance,
      PARLANCE_IMAGES: facts.images,
      PARLANCE_ENV_DIR: facts.envFolder,
      PARLANCE_SITE: facts.site,
      PARLANCE_BIND: facts.bind,
      PARLANCE_HTTP_PORT: String(facts.edge.http),
      PARLANCE_HTTPS_PORT: String(facts.edge.https),
      ...(facts.publish
        ? Object.fromEntries(
            ([...serviceNames, 'postgres', 'redis'] as const).map((name) => [
              portVariable(name),
              String(ports[name]),
            ]),
          )
        : {}),
      ...Object.fromEntries(
        Object.entries(tags).map(([name, tag]) => [`PARLANCE_${name.toUpperCase()}_TAG`, tag]),
      ),
    },
  }
}

/** Compose's name of the production stack: one a machine and instance, wherever the checkout is. */
export const prodProjectName = (instance: string) =>
  instance === 'default' ? 'parlance' : `parlance-${instance}`

/** What the edge serves and where it listens, for the public address of the site. */
export function edgeOf({ secure, hostname, port }: Origin): { site: string; http: number; https: number } {
  // Without HTTPS Caddy serves any name: it may stand behind another proxy.
  return secure ? { site: hostname, http: 80, https: port } : { site: ':80', http: port, https: 443 }
}

export const productionLabel = 'dev.parlance.production'
export const imageLabel = 'dev.parlance.image'
export const targetLabel = 'dev.parlance.target'
