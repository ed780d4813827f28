import type { Finding } from '../../core/findings.ts'
import type { ProductionState, ResolvedService } from './production-state.ts'

type Services = ProductionState['services']

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Who can reach what, and how. */
export function networkChecks({ services }: Pick<ProductionState, 'services'>): Finding[] {
  return [
    publishedPorts(services),
    https(services),
    crossOrigin(services.backend),
    submissions(services.backend),
    ...alerts(services.alertmanager),
  ]
}

function publishedPorts(services: Services): Finding {
  const open = Object.entries(services).flatMap(([name, { ports }]) =>
    name === 'edge'
      ? []
      : ports
          .filter(({ host }) => !loopback.has(host))
          .map(({ host, published }) => `${name} at ${host || '0.0.0.0'}:${published}`),
  )
  return {
    category: 'network',
    name: 'published ports',
    status: open.length > 0 ? 'failure' : 'ok',
    message:
      open.length > 0
        ? `everybody can reach ${open.join(', ')}`
        : 'only the edge can be reached from outside',
    ...(open.length > 0
      ? { fix: 'Take the ports out of the Compose files: what is to be reached goes through the edge.' }
      : {}),
  }
}

function https(services: Services): Finding {
  const origin = services.backend?.environment.PUBLIC_URL || 'https://localhost'
  const base = { category: 'network', name: 'HTTPS' } as const
  const { protocol, hostname } = new URL(origin)
  if (protocol === 'https:') return { ...base, status: 'ok', message: `the site is ${origin}` }
  if (loopback.has(hostname)) {
    return { ...base, status: 'ok', message: `${origin} is for this machine alone` }
  }
  // Somebody else's proxy may speak HTTPS for it, but browsers are then told an address without.
  return {
    ...base,
    status: 'failure',
    message: `${origin}: passwords and messages travel where everybody on the way can read them`,
    fix: 'Give PUBLIC_URL and CORS_ORIGIN the https:// address that visitors open, also where another proxy speaks HTTPS.',
  }
}

function crossOrigin(backend: ResolvedService | undefined): Finding {
  const origins = (backend?.environment.CORS_ORIGIN ?? '').split(',').map((each) => each.trim())
  const wild = origins.filter((each) => each.includes('*') || each === 'null')
  const plain = origins.filter((each) => each.startsWith('http:') && !loopback.has(hostOf(each)))
  const status = wild.length > 0 ? 'failure' : plain.length > 0 ? 'warning' : 'ok'
  return {
    category: 'network',
    name: 'CORS_ORIGIN',
    status,
    message:
      wild.length > 0
        ? `"${wild.join(', ')}" lets every page of the web speak for whoever is signed in`
        : plain.length > 0
          ? `${plain.join(', ')} has no HTTPS: who is between can speak for whoever is signed in`
          : origins.filter(Boolean).join(', ') || 'no other origin is allowed',
    ...(status === 'ok'
      ? {}
      : { fix: 'Name the origins of the site in .env.backend, such as https://example.org' }),
  }
}

/** Where the full tier watches, somebody should be told; where nothing watches, there is nothing to say. */
function alerts(alertmanager: ResolvedService | undefined): Finding[] {
  if (!alertmanager) return []
  const receivers = ['ALERT_WEBHOOK_URL', 'ALERT_EMAIL_TO'].filter(
    (name) => alertmanager.environment[name] || alertmanager.environment[`${name}_FILE`],
  )
  const told = receivers.length > 0
  return [
    {
      category: 'site',
      name: 'alerts',
      status: told ? 'ok' : 'warning',
      message: told ? `${receivers.join(' and ')} say who is told` : 'nobody is told when something is wrong',
      ...(told
        ? {}
        : { fix: 'ALERT_WEBHOOK_URL or ALERT_EMAIL_TO in .env.keeper, then: pnpm manage prod:deploy' }),
    },
  ]
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).hostname : '')

function submissions(backend: ResolvedService | undefined): Finding {
  const open = backend?.environment.SUBMISSIONS === 'open'
  return {
    category: 'site',
    name: 'submissions',
    status: open ? 'warning' : 'ok',
    message: open ? 'what anybody submits is listed at once' : 'what people submit waits for an editor',
    ...(open ? { fix: 'SUBMISSIONS=review in .env.backend, unless that is what you want' } : {}),
  }
}
