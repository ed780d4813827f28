import { join } from 'node:path'
import { type Tier, tiers } from '../../core/services/service.ts'
import { developmentServices, type ServiceName, services } from '../../core/topology.ts'
import { assertIpv4 } from '../../machine/ports.ts'
import { serviceProbe } from '../probe/service-probe.ts'
import { postgresUrl } from './postgres-server.ts'
import { proxyExceptions } from './service-environment.ts'
import { nodeOptions, type ProgramFacts, stepOf } from './service-programs.ts'
import { databasePlan } from './stack-plan.ts'
import type { PostgresPlan, ProgramPlan, StackPlan } from './stack-types.ts'

/** A stack whose pages are built and whose services run as in production, without anything that reloads them. */
export interface BuiltStackFacts extends Omit<ProgramFacts, 'databaseUrl' | 'publicHost'> {
  /** Where visitors find it. */
  origin: string
  tier: Tier
  /** Folder of the pages that were built, as Next.js lays out its standalone server. */
  pages: string
  patienceMs: number
}

/** The stack as a supervisor takes it. @param caller what its programs may have of this machine's environment */
export function planBuiltStack(
  facts: BuiltStackFacts,
  postgres: PostgresPlan,
  caller: Readonly<NodeJS.ProcessEnv>,
): StackPlan {
  const { root, instance, folder, host, patienceMs } = facts
  assertIpv4(host)
  const inTier = developmentServices.filter(
    (name) => tiers.indexOf(services[name].tier) <= tiers.indexOf(facts.tier),
  )
  // Nobody is told where to find a service that is not in the tier.
  const ffmpeg = inTier.includes('video') ? facts.ffmpeg : undefined
  const all = { ...facts, ffmpeg, publicHost: host, databaseUrl: postgresUrl(postgres) }
  const here = inTier.filter((name) => services[name].lacks?.(all) === undefined)
  return {
    instance,
    folder,
    host,
    patienceMs,
    programs: here.map((name) => builtProgram(name, all, caller)),
    lacking: inTier.flatMap((name) => services[name].lacks?.({ ffmpeg }) ?? []),
    postgres,
    database: databasePlan(root, folder, all.databaseUrl, 'migrate'),
    home: { service: 'frontend', url: `http://${host}:${facts.ports.frontend}/` },
  }
}

function builtProgram(
  name: ServiceName,
  facts: BuiltStackFacts & ProgramFacts,
  caller: Readonly<NodeJS.ProcessEnv>,
): ProgramPlan {
  const { root, host, ports, pages } = facts
  const { folder, health, needs } = services[name]
  const port = ports[name]
  const isPages = name === 'frontend'
  const cwd = join(isPages ? pages : root, folder)
  return {
    name,
    command: {
      file: process.execPath,
      args: [isPages ? 'server.js' : join('src', 'main.ts')],
      cwd,
      env: {
        ...proxyExceptions(caller),
        ...services[name].environment(facts),
        NODE_ENV: 'production',
        HOST: host,
        PORT: String(port),
        LOG_LEVEL: 'info',
        APP_VERSION: facts.version,
        NODE_OPTIONS: nodeOptions(caller),
        ...(isPages ? {} : { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', name) }),
        ...asVisited(name, facts),
      },
    },
    address: health.protocol === 'http' ? `http://${host}:${port}` : `${host}:${port}`,
    port,
    probe: serviceProbe(name, host, port),
    after: needs.map(stepOf),
    reloader: false,
    watch: [],
    stopSignal: 'SIGTERM',
    graceMs: 8_000,
  }
}

/** What a service has to know of the address that visitors use, which is one for pages and interface. */
function asVisited(name: ServiceName, { origin, tier }: BuiltStackFacts): Readonly<Record<string, string>> {
  if (name === 'frontend') return { PUBLIC_API_URL: origin, NEXT_MANUAL_SIG_HANDLE: 'true' }
  if (name !== 'backend') return {}
  return {
    CORS_ORIGIN: origin,
    PUBLIC_URL: origin,
    // The gateway says where a visitor comes from, and it is on this machine.
    TRUSTED_PROXIES: '127.0.0.1',
    ENABLE_SCRAPER: String(tier !== 'core'),
  }
}
