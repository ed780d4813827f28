export type CheckStatus = 'healthy' | 'degraded' | 'unhealthy' | 'off'

export interface Check {
  readonly status: CheckStatus
  readonly latencyMs: number
  readonly detail?: string
}

export interface HealthReport {
  readonly status: 'healthy' | 'degraded' | 'unhealthy'
  readonly version: string
  /** Seconds. */
  readonly uptime: number
  readonly timestamp: string
  readonly checks: Record<string, Check>
}

/** Something that the backend needs. Where it fails and is not vital, the backend is degraded and goes on. */
export interface Probe {
  readonly name: string
  readonly vital: boolean
  /** Resolves where it answers, with a word where it answers in part. @throws any error where it does not */
  readonly check: (signal: AbortSignal) => Promise<{ status: CheckStatus; detail?: string } | undefined>
}

/** How the backend and what it needs are. */
export interface Health {
  report(): Promise<HealthReport>
  live(): { status: 'healthy'; version: string; uptime: number }
}

const probeDeadlineMs = 2_000

/** Asks every probe at once; one that does not answer within two seconds has failed. */
export function createHealth(options: {
  version: string
  probes: readonly Probe[]
  startedAt: number
  now?: () => number
}): Health {
  const now = options.now ?? Date.now
  const uptime = () => Math.round((now() - options.startedAt) / 100) / 10
  return {
    live: () => ({ status: 'healthy', version: options.version, uptime: uptime() }),
    report: async () => {
      const checked = await Promise.all(
        options.probes.map(async (probe) => [probe, await run(probe)] as const),
      )
      const statuses = checked.map(([probe, { status }]) =>
        status === 'unhealthy' && !probe.vital ? 'degraded' : status,
      )
      return {
        status: statuses.includes('unhealthy')
          ? 'unhealthy'
          : statuses.includes('degraded')
            ? 'degraded'
            : 'healthy',
        version: options.version,
        uptime: uptime(),
        timestamp: new Date(now()).toISOString(),
        checks: Object.fromEntries(checked.map(([probe, check]) => [probe.name, check])),
      }
    },
  }
}

async function run(probe: Probe): Promise<Check> {
  const started = performance.now()
  const latencyMs = () => Math.round((performance.now() - started) * 10) / 10
  const signal = AbortSignal.timeout(probeDeadlineMs)
  const timedOut = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no answer within 2 s')), { once: true })
  })
  try {
    const said = await Promise.race([probe.check(signal), timedOut])
    return {
      status: said?.status ?? 'healthy',
      latencyMs: latencyMs(),
      ...(said?.detail ? { detail: said.detail } : {}),
    }
  } catch (error) {
    return {
      status: 'unhealthy',
      latencyMs: latencyMs(),
      detail: error instanceof Error && error.message !== '' ? error.message : 'not answering',
    }
  }
}
