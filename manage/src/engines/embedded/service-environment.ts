import type { EnvironmentFacts } from '../../core/services/service.ts'
import { type ServiceName, services } from '../../core/topology.ts'

/**
 * What the caller's own environment must not change: it would point development at another database, or every
 * service at one port.
 */
const own = new Set(['NODE_ENV', 'HOST', 'PORT', 'HOSTNAME', 'DATABASE_URL', 'DATABASE_URL_FILE'])

/** The environment a service gets from `manage`; the caller's variables win where that is safe. */
export function serviceEnvironment(
  service: ServiceName,
  facts: EnvironmentFacts,
  caller: Readonly<NodeJS.ProcessEnv>,
): Record<string, string> {
  const { host, ports, version } = facts
  const given: Record<string, string> = {
    NODE_ENV: 'development',
    HOST: host,
    PORT: String(ports[service]),
    LOG_LEVEL: 'info',
    APP_VERSION: version,
    ...services[service].environment(facts),
  }
  const chosen = Object.entries(given).map(([name, value]) => [
    name,
    own.has(name) ? value : caller[name] || value,
  ])
  return { ...(Object.fromEntries(chosen) as Record<string, string>), ...proxyExceptions(caller) }
}

/** Variables that keep traffic between the services away from a proxy of the caller's. */
export function proxyExceptions(caller: Readonly<NodeJS.ProcessEnv>): Record<string, string> {
  const said = caller.NO_PROXY || caller.no_proxy
  const list = [...new Set([...(said ? said.split(',') : []), 'localhost', '127.0.0.1', '::1'])].join(',')
  return { NO_PROXY: list, no_proxy: list }
}
