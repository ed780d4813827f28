/** The parts of Parlance: its services, what stands beside them, and their ports. */
export const serviceNames = ['backend', 'frontend', 'translation', 'scraper'] as const
export type ServiceName = (typeof serviceNames)[number]

export const backingNames = ['postgres', 'redis', 'prometheus', 'grafana'] as const
export type BackingName = (typeof backingNames)[number]

export type PortName = ServiceName | BackingName
export type Mode = 'production' | 'development'
export type Ports = Readonly<Record<PortName, number>>

export const portNames: readonly PortName[] = [...serviceNames, ...backingNames]

const portTable: Readonly<Record<PortName, Readonly<Record<Mode, number>>>> = {
  frontend: { production: 3000, development: 3001 },
  backend: { production: 3001, development: 3002 },
  translation: { production: 50051, development: 50052 },
  scraper: { production: 50061, development: 50062 },
  postgres: { production: 5432, development: 5433 },
  redis: { production: 6379, development: 6380 },
  prometheus: { production: 9090, development: 9091 },
  grafana: { production: 3003, development: 3004 },
}

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

/** @param offset added to every port that is not moved by name. */
export function portsOf(mode: Mode, offset: number, moved: Partial<Record<PortName, number>> = {}): Ports {
  return Object.fromEntries(
    portNames.map((name) => [name, moved[name] ?? portTable[name][mode] + offset]),
  ) as Record<PortName, number>
}

export interface Service {
  name: ServiceName
  /** Folder under the root of the checkout. */
  folder: string
  /** How it speaks and is asked for its health. */
  health: { protocol: 'http'; path: string } | { protocol: 'grpc' }
  /** What must be healthy before it is started. */
  needs: readonly ('postgres' | ServiceName)[]
}

export const services: Readonly<Record<ServiceName, Service>> = {
  backend: {
    name: 'backend',
    folder: 'services/backend',
    health: { protocol: 'http', path: '/health' },
    needs: ['postgres'],
  },
  frontend: {
    name: 'frontend',
    folder: 'services/frontend',
    health: { protocol: 'http', path: '/api/health' },
    needs: [],
  },
  translation: {
    name: 'translation',
    folder: 'services/translation',
    health: { protocol: 'grpc' },
    needs: [],
  },
  scraper: { name: 'scraper', folder: 'services/scraper', health: { protocol: 'grpc' }, needs: [] },
}

export const isServiceName = (text: string): text is ServiceName =>
  (serviceNames as readonly string[]).includes(text)

/** The host as it stands in a URL. */
export const urlHost = (host: string) => (host.includes(':') ? `[${host}]` : host)

/** The file of a service's variables in production; `NAME_FILE` (Docker secrets) may stand for any of its secrets. */
export const envFileName = <Name extends ServiceName>(service: Name): `.env.${Name}` => `.env.${service}`
