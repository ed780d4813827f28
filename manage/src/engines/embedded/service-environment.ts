import { join } from 'node:path'
import { defaultInstance } from '../../core/instance.ts'
import type { Ports, ServiceName } from '../../core/topology.ts'
import { urlHost } from '../../core/topology.ts'

export interface EnvironmentFacts {
  instance: string
  host: string
  /** The host as people and browsers name it. */
  publicHost: string
  ports: Ports
  /** State folder of the instance, and the one that instances share. */
  folder: string
  sharedFolder: string
  version: string
  databaseUrl: string
  jwtSecret: string
  /** Path of a Chromium, when the machine has one. */
  chromium: string | undefined
}

/**
 * What the caller's own environment must not change: it would point development at another database, or all four
 * services at one port.
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
    ...particulars(service, facts),
  }
  const chosen = Object.entries(given).map(([name, value]) => [
    name,
    own.has(name) ? value : caller[name] || value,
  ])
  return { ...(Object.fromEntries(chosen) as Record<string, string>), ...proxyExceptions(caller) }
}

function particulars(service: ServiceName, facts: EnvironmentFacts): Record<string, string> {
  const { host, ports, folder, sharedFolder } = facts
  const at = (name: ServiceName) => `${urlHost(host)}:${ports[name]}`
  switch (service) {
    case 'backend':
      return {
        DATABASE_URL: facts.databaseUrl,
        JWT_SECRET: facts.jwtSecret,
        CORS_ORIGIN: ['localhost', '127.0.0.1', '[::1]']
          .map((name) => `http://${name}:${ports.frontend}`)
          .join(','),
        TRANSLATION_ADDRESS: at('translation'),
        SCRAPER_ADDRESS: at('scraper'),
        ASSETS_DIR: join(folder, 'assets'),
      }
    case 'translation':
      return {
        BASIC_MODEL: 'bergamot,apertium',
        TRANSLATION_MAX_WORKERS: '2',
        MODELS_DIR: join(sharedFolder, 'models'),
        METRICS_PORT: metricsPort(ports.translation),
      }
    case 'scraper':
      return {
        MAX_SCRAPER_CONCURRENT: '2',
        METRICS_PORT: metricsPort(ports.scraper),
        ...(facts.chromium ? { PUPPETEER_EXECUTABLE_PATH: facts.chromium } : {}),
      }
    case 'frontend':
      return {
        HOSTNAME: host,
        NEXT_DIST_DIR: nextFolder(facts.instance),
        BACKEND_URL: `http://${at('backend')}`,
        PUBLIC_API_URL: `http://${facts.publicHost}:${ports.backend}`,
        NEXT_TELEMETRY_DISABLED: '1',
        // Next.js keeps what it compiled for the next start only when it is let finish: that saves ten seconds of work.
        __NEXT_DEV_WAIT_FOR_TURBOPACK_SHUTDOWN: '1',
      }
  }
}

/** A gRPC service shows its metrics beside its own port; no port of any instance lies seven above. */
const metricsPort = (port: number) => String(port + 7)

/** Where Next.js builds, below the frontend's folder: it locks that place, so every instance has one of its own. */
export const nextFolder = (instance: string) =>
  instance === defaultInstance ? '.next' : `.next/instances/${instance}`

/** Variables that keep traffic between the services away from a proxy of the caller's. */
export function proxyExceptions(caller: Readonly<NodeJS.ProcessEnv>): Record<string, string> {
  const said = caller.NO_PROXY || caller.no_proxy
  const list = [...new Set([...(said ? said.split(',') : []), 'localhost', '127.0.0.1', '::1'])].join(',')
  return { NO_PROXY: list, no_proxy: list }
}
