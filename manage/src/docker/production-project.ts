import type { Origin } from '../core/addresses.ts'
import { checkoutKey } from '../core/instance.ts'
import { type Tier, tiers } from '../core/services/service.ts'
import {
  backingNames,
  envFileName,
  type Ports,
  portVariable,
  publishedParts,
  type ServiceName,
  serviceNames,
  servicesIn,
  watcherNames,
} from '../core/topology.ts'
import type { Project } from './compose-commands.ts'
import { labelNames } from './object-commands.ts'

export { type Tier, tiers } from '../core/services/service.ts'

/** The files of each tier: each adds to the one before. */
const tierFiles: Readonly<Record<Tier, readonly string[]>> = {
  core: ['core.yml'],
  scraper: ['core.yml', 'scraper.yml'],
  full: ['core.yml', 'scraper.yml', 'full.yml'],
}

/** Services with an image of ours in each tier. */
export const tierServices = Object.fromEntries(tiers.map((tier) => [tier, servicesIn(tier)])) as Readonly<
  Record<Tier, readonly ServiceName[]>
>

/** Everything that can run in production. */
export const prodParts = ['edge', ...serviceNames, ...backingNames, ...watcherNames] as const

/** What a preview is joined to: the network of the gateway, by a file of Compose's that the gateway's own checkout brings. */
export interface Behind {
  network: string
  /** Absolute path. */
  file: string
}

export interface ProdFacts {
  root: string
  instance: string
  /** Compose's project name. */
  project: string
  tier: Tier
  /** Ports of the services, for `publish`. */
  ports: Ports
  /** Ports of the edge; without `https` it serves plain HTTP. */
  edge: { http: number; https?: number }
  /** Opens the services' ports on loopback. */
  publish: boolean
  /** The full tier has Grafana, on this port of loopback; undefined: it has none. */
  grafana?: number
  /** What stands before `/backend:tag`: `parlance`, or a registry with a prefix. */
  images: string
  tags: Readonly<Partial<Record<ServiceName, string>>>
  /** Services that need a way out, because their variables name something outside. */
  outward: readonly ServiceName[]
  /** Folder of `.env.backend` and the others. */
  envFolder: string
  /** What Caddy serves: a host name, or `:80` for plain HTTP. */
  site: string
  /** Address the edge listens on. */
  bind: string
  /** The gateway that it stands behind. */
  behind?: Behind
}

/** The production stack of a tier. */
export function prodProject(facts: ProdFacts): Project {
  const { root, tier, ports, tags } = facts
  const grafana = tier === 'full' ? facts.grafana : undefined
  const { http, https } = facts.edge
  const files = [
    ...tierFiles[tier],
    ...(https === undefined ? [] : ['https.yml']),
    ...facts.outward.map((name) => `outward/${name}.yml`),
    ...(facts.publish ? ['publish.yml'] : []),
    ...(grafana === undefined ? [] : ['grafana.yml']),
  ]
  return {
    name: facts.project,
    folder: `${root}/deploy`,
    files: [
      ...files.map((file) => `${root}/deploy/${file}`),
      ...(facts.behind === undefined ? [] : [facts.behind.file]),
    ],
    // Passwords: read from there by Compose, as the services read theirs.
    envFile: `${facts.envFolder}/${envFileName('backend')}`,
    env: {
      PARLANCE_INSTANCE: facts.instance,
      PARLANCE_IMAGES: facts.images,
      PARLANCE_ENV_DIR: facts.envFolder,
      PARLANCE_SITE: facts.site,
      PARLANCE_BIND: facts.bind,
      // What the gateway says of a visitor is believed: nobody else is on the network that it comes from.
      ...(facts.behind === undefined
        ? {}
        : { PARLANCE_PREVIEWS_NETWORK: facts.behind.network, PARLANCE_PROXIES: 'private_ranges' }),
      PARLANCE_HTTP_PORT: String(http),
      ...(https === undefined ? {} : { PARLANCE_HTTPS_PORT: String(https) }),
      ...(grafana === undefined ? {} : { PARLANCE_GRAFANA_PORT: String(grafana) }),
      ...(facts.publish
        ? Object.fromEntries(publishedParts.map((name) => [portVariable(name), String(ports[name])]))
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

export interface Edge {
  /** What Caddy serves: a host name, or `:80` for plain HTTP. */
  site: string
  http: number
  /** Only where there is HTTPS. */
  https?: number
}

/**
 * What the edge serves and where it listens. A port that the site's address names is that port; the scheme's own is
 * moved with the instance, because the machine has it once. @param moved by the environment, which wins
 */
export function edgeOf(
  { secure, hostname, port }: Origin,
  offset = 0,
  moved: { http?: number; https?: number } = {},
): Edge {
  const usual = secure ? 443 : 80
  const own = port === usual ? usual + offset : port
  // Without HTTPS Caddy serves any name: it may stand behind another proxy.
  return secure
    ? { site: hostname, http: moved.http ?? 80 + offset, https: moved.https ?? own }
    : { site: ':80', http: moved.http ?? own }
}

export const productionLabel = 'dev.parlance.production'
/** A digest of what a container was made from. */
export const configLabel = 'dev.parlance.config'

/** The project as its new containers are made: each carries the digest of its part. */
export const withDigests = (project: Project, digests: ReadonlyMap<string, string>): Project => ({
  ...project,
  env: {
    ...project.env,
    ...Object.fromEntries(
      [...digests].map(([part, digest]) => [
        `PARLANCE_${part.toUpperCase().replaceAll('-', '_')}_CONFIG`,
        digest,
      ]),
    ),
  },
})
export const imageLabel = 'dev.parlance.image'
export const targetLabel = 'dev.parlance.target'

/** Labels of the production images that a checkout has built: those of another are its own to remove. */
export const productionImageLabels = (root: string): string[] => [
  `${targetLabel}=production`,
  `${labelNames.checkout}=${checkoutKey(root)}`,
]
