import {
  type Ipv4Range,
  type Origin,
  parseBind,
  parseImage,
  parseOrigin,
  parsePort,
  parseRange,
} from './addresses.ts'
import { ManageError } from './errors.ts'
import {
  inspectorVariable,
  type PortName,
  portNames,
  portVariable,
  type ServiceName,
  serviceNames,
  type WatcherName,
} from './topology.ts'
import { parseSpan } from './units.ts'

/** What every image of ours stands on, where PARLANCE_NODE_IMAGE names no other: the default of the Dockerfiles too. */
export const defaultNodeImage = 'node:24-trixie-slim'

type BesideName = 'postgres' | 'redis' | 'caddy' | WatcherName
/** Images of others, each in one version; the Compose files name the same (`scripts/compose-files.test.ts`). */
export const besideImages: Readonly<Record<BesideName, string>> = {
  postgres: 'postgres:17',
  redis: 'redis:8',
  caddy: 'caddy:2',
  prometheus: 'prom/prometheus:v3.5.0',
  alertmanager: 'prom/alertmanager:v0.28.1',
  'node-exporter': 'prom/node-exporter:v1.9.0',
  'postgres-exporter': 'prometheuscommunity/postgres-exporter:v0.17.1',
  grafana: 'grafana/grafana:12.0.2',
}

/** The variable that names another image of what stands beside the services. */
export const imageVariable = (name: string) => `PARLANCE_${name.toUpperCase().replaceAll('-', '_')}_IMAGE`

/** Services of which a swarm may run several. */
const replicated = ['backend', 'frontend', 'translation', 'scraper', 'video'] as const
/** More than one machine has work for. */
const mostReplicas = 20

/** A gateway that the edge stands behind: its network, and the file of Compose's that joins them. */
interface Behind {
  network: string
  file: string
}

export interface PreviewConfig {
  /** Where visitors find the gateway; absent: on this machine alone. */
  origin?: Origin
  /** Where it listens. */
  bind: string
  port?: number
  /** Seconds without use after which one is stopped; seconds after that after which it is removed. */
  idle: number
  expiry: number
  /** Seconds for which a copy of the site is taken for the next previews, too. */
  copyAge: number
  /** That may run at once. */
  most: number
  /** Private addresses of which each takes some. */
  networks: Ipv4Range
}

/** What the environment says to `manage` itself; the variables of the services pass through untouched. */
export interface Config {
  instance: string | undefined
  engine: EngineChoice | undefined
  ports: Partial<Record<PortName, number>>
  /** Inspectors whose port was moved. */
  inspectors: Partial<Record<ServiceName, number>>
  /** undefined: as the terminal has it. */
  colour: boolean | undefined
  debug: boolean
  /** The base of the images that are built. */
  nodeImage: string
  /** Images of what stands beside the services. */
  images: Readonly<Record<BesideName, string>>
  /** Where production's edge listens; ports only where they are moved. */
  edge: { bind: string; http?: number; https?: number; behind?: Behind }
  /** How previews are reached, and how long they stay. */
  previews: PreviewConfig
  /** Where production's Grafana listens on loopback; only where it is moved. */
  grafanaPort?: number
  /** How many of each a swarm runs; where nothing is said, two of what visitors meet. */
  replicas: Readonly<Partial<Record<ServiceName, number>>>
}

/** Where a stack runs. */
export type EngineName = 'docker' | 'embedded'

export const engineChoices = ['docker', 'embedded', 'auto'] as const
export type EngineChoice = (typeof engineChoices)[number]

const reservedInstances = ['models', 'cache', 'previews']

const spanWanted = 'a time such as 90s, 30m, 1h or 2d'

/** @returns why this cannot name an instance, or undefined if it can: it becomes part of container and folder names. */
export function instanceFault(name: string): string | undefined {
  if (!/^[a-z][a-z0-9-]{0,29}$/.test(name)) {
    return `"${name}" cannot name an instance: use a small letter, then up to 29 of a-z, 0-9 and -`
  }
  return reservedInstances.includes(name)
    ? `"${name}" is kept for Parlance itself; take another name`
    : undefined
}

/** Parses the environment once and reports every fault at once, by variable name. @throws ManageError (usage) */
export function parseConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = []
  /** Reads one variable; empty counts as absent. */
  const read = <T>(name: string, parse: (text: string) => T | undefined, wanted: string): T | undefined => {
    const text = env[name]
    if (text === undefined || text === '') return undefined
    const value = parse(text)
    if (value === undefined) faults.push(`${name} must be ${wanted}`)
    return value
  }
  const readPort = (name: string) => read(name, parsePort, 'a port from 1 to 65535')
  const readImage = (name: string, usual: string) =>
    read(name, parseImage, `the name of an image, such as ${usual}`) ?? usual
  const ports: Config['ports'] = {}
  for (const name of portNames) {
    const port = readPort(portVariable(name))
    if (port !== undefined) ports[name] = port
  }
  const inspectors: Config['inspectors'] = {}
  for (const name of serviceNames) {
    const port = readPort(inspectorVariable(name))
    if (port !== undefined) inspectors[name] = port
  }
  const [http, https] = [readPort('PARLANCE_HTTP_PORT'), readPort('PARLANCE_HTTPS_PORT')]
  const grafana = readPort('PARLANCE_GRAFANA_PORT')
  const replicas: Partial<Record<ServiceName, number>> = { backend: 2, frontend: 2 }
  for (const name of replicated) {
    const count = read(
      `PARLANCE_${name.toUpperCase()}_REPLICAS`,
      (text) => {
        const number = /^\d+$/.test(text) ? Number(text) : 0
        return number >= 1 && number <= mostReplicas ? number : undefined
      },
      `a number from 1 to ${mostReplicas}`,
    )
    if (count !== undefined) replicas[name] = count
  }
  const bind = read('PARLANCE_BIND', parseBind, 'an IP address to listen on, such as 0.0.0.0 or 127.0.0.1')
  const engine = read(
    'PARLANCE_ENGINE',
    (text) => engineChoices.find((choice) => choice === text),
    `one of ${engineChoices.join(', ')}`,
  )
  const previews = {
    origin: read('PREVIEW_ORIGIN', parseOrigin, 'an address such as https://preview.example.org'),
    bind: read('PREVIEW_BIND', parseBind, 'an IP address to listen on, such as 127.0.0.1') ?? '127.0.0.1',
    port: readPort('PREVIEW_PORT'),
    idle: read('PREVIEW_IDLE', parseSpan, spanWanted) ?? 3_600,
    expiry: read('PREVIEW_EXPIRY', parseSpan, spanWanted) ?? 86_400,
    copyAge: read('PREVIEW_COPY_AGE', parseSpan, spanWanted) ?? 86_400,
    most:
      read(
        'PREVIEW_MOST',
        (text) => (/^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined),
        'a number from 1 to 999',
      ) ?? 5,
    networks:
      read(
        'PREVIEW_NETWORKS',
        (text) => {
          const range = parseRange(text)
          return range && range.last - range.first >= 255 ? range : undefined
        },
        'a range of private addresses such as 10.213.0.0/16, of 256 or more',
      ) ?? (parseRange('10.213.0.0/16') as Ipv4Range),
  }
  const instance = env.PARLANCE_INSTANCE || undefined
  const fault = instance === undefined ? undefined : instanceFault(instance)
  if (fault) faults.push(`PARLANCE_INSTANCE: ${fault}`)
  const debug = read('PARLANCE_DEBUG', (text) => ({ '0': false, '1': true })[text], '0 or 1') ?? false
  const nodeImage = readImage('PARLANCE_NODE_IMAGE', defaultNodeImage)
  const images = Object.fromEntries(
    Object.entries(besideImages).map(([name, usual]) => [name, readImage(imageVariable(name), usual)]),
  ) as Config['images']
  if (faults.length > 0) {
    throw new ManageError('usage', 'the environment is set wrongly', { details: { faults } })
  }
  return {
    instance,
    engine,
    ports,
    inspectors,
    colour: env.NO_COLOR ? false : env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : undefined,
    debug,
    nodeImage,
    images,
    replicas,
    previews: {
      bind: previews.bind,
      idle: previews.idle,
      expiry: previews.expiry,
      copyAge: previews.copyAge,
      most: previews.most,
      networks: previews.networks,
      ...(previews.origin === undefined ? {} : { origin: previews.origin }),
      ...(previews.port === undefined ? {} : { port: previews.port }),
    },
    edge: {
      bind: bind ?? '0.0.0.0',
      ...(http === undefined ? {} : { http }),
      ...(https === undefined ? {} : { https }),
    },
    ...(grafana === undefined ? {} : { grafanaPort: grafana }),
  }
}
