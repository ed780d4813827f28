import { backend } from './services/backend.ts'
import { frontend } from './services/frontend.ts'
import { keeper } from './services/keeper.ts'
import { scraper } from './services/scraper.ts'
import { type ServiceSpec, type Tier, tiers } from './services/service.ts'
import { translation } from './services/translation.ts'
import { video } from './services/video.ts'

// A new service is one more object here; docs/development.md says what else it takes.
const allServices = [backend, frontend, translation, scraper, keeper, video] as const

export type ServiceName = (typeof allServices)[number]['name']

/** The services, in the order in which they are listed. */
export const serviceNames: readonly ServiceName[] = allServices.map(({ name }) => name)

/** The services by name. */
export const services = Object.fromEntries(allServices.map((service) => [service.name, service])) as Readonly<
  Record<ServiceName, ServiceSpec<ServiceName>>
>

/** Those that a development stack consists of. */
export const developmentServices: readonly ServiceName[] = serviceNames.filter(
  (name) => services[name].development === undefined,
)

export const isServiceName = (text: string): text is ServiceName =>
  (serviceNames as readonly string[]).includes(text)

/** What stands beside the services, with its ports. */
const backing = {
  postgres: { production: 5432, development: 5433 },
  redis: { production: 6379, development: 6380 },
} as const
export type BackingName = keyof typeof backing
export const backingNames = Object.keys(backing) as readonly BackingName[]

/** What watches the full tier, Grafana where it is asked for: nobody but the operator notices when one of them is away. */
export const watcherNames = [
  'prometheus',
  'alertmanager',
  'node-exporter',
  'postgres-exporter',
  'grafana',
] as const
/** Where Grafana listens on loopback; instances move it as they move every port. */
export const grafanaPort = 3003
export type WatcherName = (typeof watcherNames)[number]

export type PortName = ServiceName | BackingName
export type Mode = 'production' | 'development'
export type Ports = Readonly<Record<PortName, number>>

export const portNames: readonly PortName[] = [...serviceNames, ...backingNames]

/** Services with an image of ours in a tier. */
export const servicesIn = (tier: Tier): readonly ServiceName[] =>
  serviceNames.filter((name) => tiers.indexOf(services[name].tier) <= tiers.indexOf(tier))

/** What `prod:up --publish` opens on loopback. */
export const publishedParts: readonly PortName[] = [
  ...serviceNames.filter((name) => services[name].published),
  ...backingNames,
]

/** Instances stand this far apart. No two ports of the table are equal modulo 100, so no two instances collide. */
export const portStride = 100
/**
 * The first that is not the default instance: from here on no port is one that Linux gives to outgoing connections
 * (32768 to 60999 unless told otherwise), which would be in use at times.
 */
export const firstOffset = 11_000
/** How many instances fit below port 65536 from there. */
export const instanceSlots = 45

/** The environment variable that moves a port. */
export const portVariable = (name: PortName) => `PARLANCE_${name.toUpperCase()}_PORT`

/** The environment variable that moves the port of a service's inspector. */
export const inspectorVariable = (service: ServiceName) => `PARLANCE_${service.toUpperCase()}_INSPECT_PORT`

/** Ports of Node's inspectors, of the services that have one. */
export type Inspectors = Readonly<Partial<Record<ServiceName, number>>>

/** @param offset added to every port that is not moved by name. */
export const inspectorsOf = (
  chosen: readonly ServiceName[],
  offset: number,
  moved: Inspectors = {},
): Inspectors =>
  Object.fromEntries(chosen.map((name) => [name, moved[name] ?? services[name].inspectorPort + offset]))

const portsAtHome = (name: PortName) => (isServiceName(name) ? services[name].ports : backing[name])

/** @param offset added to every port that is not moved by name. */
export function portsOf(mode: Mode, offset: number, moved: Partial<Record<PortName, number>> = {}): Ports {
  return Object.fromEntries(
    portNames.map((name) => [name, moved[name] ?? portsAtHome(name)[mode] + offset]),
  ) as Record<PortName, number>
}

/** The file of a service's variables in production; `NAME_FILE` (Docker secrets) may stand for any of its secrets. */
export const envFileName = <Name extends ServiceName>(service: Name): `.env.${Name}` => `.env.${service}`
