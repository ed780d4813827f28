import { urlHost } from '../../core/services/service.ts'
import { isServiceName, type PortName, type ServiceName, services } from '../../core/topology.ts'
import type { Probe } from './health-probe.ts'

/** `whole` asks for what it needs too; `live` for itself alone, as Docker's own checks do. */
export type Question = 'whole' | 'live'

/** How a service is asked for its health, wherever it listens. */
export function serviceProbe(
  name: ServiceName,
  host: string,
  port: number,
  question: Question = 'whole',
): Probe {
  const { health } = services[name]
  const origin = `http://${urlHost(host)}:${port}`
  return health.protocol === 'http'
    ? { protocol: 'http', url: `${origin}${health.path}${question === 'live' ? '/live' : ''}` }
    : { protocol: 'grpc', url: origin }
}

/** The same for a service or PostgreSQL; Redis is asked in its own words, by who has one. */
export const partProbe = (name: PortName, host: string, port: number, question: Question = 'whole'): Probe =>
  isServiceName(name) ? serviceProbe(name, host, port, question) : { protocol: 'postgres', host, port }
