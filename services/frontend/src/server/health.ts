import { fetchWithin } from '../api/fetch-within.ts'
import { env } from './env.ts'

export interface FrontendHealth {
  /** Without its backend the frontend still answers, with an error page in the reader's language: `degraded`. */
  readonly status: 'healthy' | 'degraded' | 'unhealthy'
  readonly version: string
  /** Seconds. */
  readonly uptime: number
  readonly timestamp: string
  readonly checks: {
    readonly backend: {
      readonly status: 'healthy' | 'unhealthy'
      readonly latencyMs: number
      readonly detail?: string
    }
  }
}

/** The health answer (docs/production.md); waits at most 2 s for the backend. */
export async function readHealth(): Promise<FrontendHealth> {
  const started = performance.now()
  const detail = await askBackend()
  const latencyMs = Math.round((performance.now() - started) * 10) / 10
  return {
    status: detail ? 'degraded' : 'healthy',
    version: env().version,
    uptime: Math.round(process.uptime()),
    timestamp: new Date().toISOString(),
    checks: { backend: { status: detail ? 'unhealthy' : 'healthy', latencyMs, ...(detail && { detail }) } },
  }
}

/** What is wrong with the backend; undefined = nothing. */
async function askBackend(): Promise<string | undefined> {
  try {
    const response = await fetchWithin(new Request(`${env().backendUrl}/health/live`), 2_000)
    return response.ok ? undefined : `answered ${response.status}`
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError'
      ? 'no answer in 2 s'
      : 'not reachable'
  }
}
