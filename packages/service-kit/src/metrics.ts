import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Seconds; from a memory hit to a long scrape. */
const durationBuckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** A service's Prometheus metrics. */
export interface Metrics {
  readonly registry: Registry
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>
  gauge<L extends string>(name: string, help: string, labels?: readonly L[]): Gauge<L>
  histogram<L extends string>(
    name: string,
    help: string,
    labels?: readonly L[],
    buckets?: readonly number[],
  ): Histogram<L>
  /** Records one RPC served (`side: server`) or made (`side: client`). */
  recordRpc(side: 'server' | 'client', method: string, code: string, seconds: number): void
  /** Records one HTTP request served; `route` is the pattern, never the path. */
  recordHttp(method: string, route: string, status: number, seconds: number): void
}

/** Makes the registry of a service, with the process's own figures (CPU, memory, event loop). */
export function createMetrics({ service, version }: { service: string; version: string }): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry })
  const make = { registers: [registry] }
  new Gauge({
    ...make,
    name: 'parlance_build_info',
    help: 'The running version.',
    labelNames: ['version'],
  }).set({ version }, 1)
  const rpc = new Histogram({
    ...make,
    name: 'parlance_rpc_duration_seconds',
    help: 'Duration of gRPC calls, by side, method and status.',
    labelNames: ['side', 'method', 'code'],
    buckets: durationBuckets,
  })
  const http = new Histogram({
    ...make,
    name: 'parlance_http_request_duration_seconds',
    help: 'Duration of HTTP requests, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: durationBuckets,
  })
  return {
    registry,
    counter: (name, help, labels = []) => new Counter({ ...make, name, help, labelNames: [...labels] }),
    gauge: (name, help, labels = []) => new Gauge({ ...make, name, help, labelNames: [...labels] }),
    histogram: (name, help, labels = [], buckets = durationBuckets) =>
      new Histogram({ ...make, name, help, labelNames: [...labels], buckets: [...buckets] }),
    recordRpc: (side, method, code, seconds) => rpc.observe({ side, method, code }, seconds),
    recordHttp: (method, route, status, seconds) =>
      http.observe({ method, route, status: String(status) }, seconds),
  }
}

/**
 * Serves `GET /metrics`, `GET /health/live` and, where the program has more to say, `GET /health` for a program that speaks
 * no HTTP of its own.
 *
 * @returns the bound port and how to close it.
 */
export async function startMetricsServer(options: {
  metrics: Metrics
  host: string
  port: number
  /** Answered with 200 where it says `healthy` or `degraded`, else with 503. */
  health?: () => Promise<{ readonly status: string }>
}): Promise<{ port: number; close: () => Promise<void> }> {
  const { registry } = options.metrics
  const server = createServer(async (request, response) => {
    if (request.method === 'GET' && request.url === '/metrics') {
      response.setHeader('content-type', registry.contentType)
      response.end(await registry.metrics())
      return
    }
    if (request.method === 'GET' && request.url === '/health' && options.health) {
      const answer = await options.health()
      response.statusCode = answer.status === 'unhealthy' ? 503 : 200
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answer))
      return
    }
    const live = request.method === 'GET' && request.url === '/health/live'
    response.statusCode = live ? 200 : 404
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ status: live ? 'healthy' : 'not found' }))
  })
  server.requestTimeout = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
