import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { env } from './env.ts'
import { routeOf } from './route-label.ts'

interface Instruments {
  readonly registry: Registry
  readonly requests: Counter
  readonly seconds: Histogram
  readonly inFlight: Gauge
}

declare global {
  /** Next bundles route handlers apart from instrumentation; the process is what they share. */
  var parlanceFrontendMetrics: Instruments | undefined
}

/** The process's metrics, made on first use. */
export function metrics(): Instruments {
  globalThis.parlanceFrontendMetrics ??= createInstruments()
  return globalThis.parlanceFrontendMetrics
}

function createInstruments(): Instruments {
  const registry = new Registry()
  registry.setDefaultLabels({ service: 'frontend' })
  collectDefaultMetrics({ register: registry })
  const info = new Gauge({
    name: 'parlance_build_info',
    help: 'Version',
    labelNames: ['version'],
    registers: [registry],
  })
  info.set({ version: env().version }, 1)
  const labelNames = ['method', 'route', 'status']
  return {
    registry,
    requests: new Counter({
      name: 'http_requests_total',
      help: 'Requests answered',
      labelNames,
      registers: [registry],
    }),
    seconds: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from a request to the end of its answer',
      labelNames,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    inFlight: new Gauge({
      name: 'http_requests_in_flight',
      help: 'Requests being answered',
      registers: [registry],
    }),
  }
}

/** Counts every request that Node's HTTP server answers, whatever part of Next answered it. */
export function watchRequests(): void {
  const { requests, seconds, inFlight } = metrics()
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const started = performance.now()
    inFlight.inc()
    response.once('close', () => {
      inFlight.dec()
      const labels = {
        method: request.method ?? 'GET',
        route: routeOf(request.url ?? '/'),
        status: String(response.statusCode),
      }
      requests.inc(labels)
      seconds.observe(labels, (performance.now() - started) / 1000)
    })
  })
}
