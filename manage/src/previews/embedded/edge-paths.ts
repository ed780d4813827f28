/** Paths of the backend, as production's edge has them (`deploy/caddy/Caddyfile`); one that ends with `/` stands for all below it. */
const backendPaths = [
  '/api/v1/',
  '/ws',
  '/assets/',
  '/docs',
  '/docs/',
  '/health',
  '/health/live',
  '/translate',
  '/detect',
  '/languages',
]
/** Metrics are for whoever watches the services, and nobody does here. */
const closedPaths = ['/metrics', '/api/metrics']

/** A path as the edge compares it: decoded, without dots, in small letters, with single slashes. undefined: it cannot be read */
function plainPath(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path).replaceAll(/\/{2,}/g, '/')
    return new URL(`http://edge${decoded.replaceAll(/[?#]/g, '_')}`).pathname.toLowerCase()
  } catch {
    return undefined
  }
}

/** Which service a path is of, where no edge stands between the gateway and the services; undefined: visitors get nothing there. */
export function partOfPath(path: string): 'backend' | 'frontend' | undefined {
  const plain = plainPath(path)
  if (plain === undefined) return undefined
  if (closedPaths.includes(plain)) return undefined
  const isBackend = backendPaths.some((one) => (one.endsWith('/') ? plain.startsWith(one) : plain === one))
  return isBackend ? 'backend' : 'frontend'
}
