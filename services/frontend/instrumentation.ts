/** Runs once when the server starts: checks the environment before the first request, then traces and counts requests, and drains in the end. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { env } = await import('./src/server/env.ts')
  const { drains, telemetry } = env()
  const { startTelemetry } = await import('@parlance/service-kit/telemetry')
  const endTelemetry = await startTelemetry(telemetry)
  const { watchRequests } = await import('./src/server/metrics.ts')
  watchRequests()
  const { followResponses } = await import('./src/server/response-status.ts')
  followResponses()
  if (drains) (await import('./src/server/drain.ts')).drainOnTerm(endTelemetry)
}

/** One JSON line for each error on the server; no header, cookie or body is logged. */
export async function onRequestError(
  error: unknown,
  request: { path: string; method: string },
  context: { routePath: string; routeType: string },
): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logRequestError } = await import('./src/server/log.ts')
  logRequestError({ error, request, context })
}
