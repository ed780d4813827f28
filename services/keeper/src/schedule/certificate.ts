import { connect } from 'node:tls'
import type { Logger, Metrics } from '@parlance/service-kit'

/** Milliseconds. */
const deadlineMs = 5_000
/** After a look that saw nothing it looks again this soon: the edge may have just been starting. */
const againMs = 30_000

/** From when until when a certificate holds, in milliseconds since 1970. */
export interface Validity {
  readonly from: number
  readonly until: number
}

/**
 * Of what Caddy is told to serve, the host that has a certificate: `example.org`, `https://example.org:8443`, the first of
 * several. Undefined where the edge speaks plain HTTP (`:80`, `http://…`).
 */
export function certificateHost(site: string): string | undefined {
  const first = site.split(/[\s,]+/)[0] ?? ''
  if (first.startsWith('http:') || first.endsWith(':80')) return undefined
  const host = first.replace(/^https:\/\//, '').replace(/[:/].*$/, '')
  return host === '' ? undefined : host
}

/** The certificate that a server shows for a host, whoever has signed it. @throws Error where it shows none in time */
export function readCertificate(address: string, host: string): Promise<Validity> {
  const { hostname, port } = new URL(`tls://${address}`)
  return new Promise((resolve, reject) => {
    // It is looked at, and trusted with nothing: an expired one must be seen, too.
    const socket = connect({
      host: hostname,
      port: Number(port),
      servername: host,
      rejectUnauthorized: false,
    })
    const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), deadlineMs)
    socket.once('secureConnect', () => {
      const { valid_from: from, valid_to: until } = socket.getPeerCertificate()
      resolve({ from: Date.parse(from), until: Date.parse(until) })
      socket.destroy()
    })
    socket.once('error', reject)
    socket.once('close', () => {
      clearTimeout(timer)
      reject(new Error('closed without a certificate'))
    })
  })
}

/** Looks at the edge's certificate now and again, for who watches when it ends. @returns what ends the looking */
export function watchCertificate(
  settings: {
    readonly EDGE_ADDRESS: string
    readonly EDGE_SITE: string
    readonly HEALTH_CHECK_INTERVAL: number
  },
  metrics: Metrics,
  logger: Logger,
): () => void {
  const host = certificateHost(settings.EDGE_SITE)
  // A site without HTTPS has no figure rather than one that says "expired".
  if (host === undefined) return () => {}
  const from = metrics.gauge(
    'parlance_certificate_not_before_timestamp_seconds',
    "Since when the site's certificate holds; 0 = none was shown.",
  )
  const until = metrics.gauge(
    'parlance_certificate_not_after_timestamp_seconds',
    "Until when the site's certificate holds; 0 = none was shown.",
  )
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const look = async () => {
    const seen = await readCertificate(settings.EDGE_ADDRESS, host).catch((error: unknown) => {
      logger.warn({ err: error, host }, "the site's certificate could not be read")
      return undefined
    })
    from.set((seen?.from ?? 0) / 1_000)
    until.set((seen?.until ?? 0) / 1_000)
    const everyMs = settings.HEALTH_CHECK_INTERVAL * 1_000
    if (!ended) timer = setTimeout(look, seen ? everyMs : Math.min(everyMs, againMs))
  }
  void look()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}
