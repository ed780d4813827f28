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
  /** As it was a moment ago: nobody who asks makes anything be looked at. */
  report(): Promise<HealthReport>
  live(): { status: 'healthy'; version: string; uptime: number }
  /** Looks no more. */
  stop(): void
}

/** The same without what is for the operator alone: words of errors and of the inside. */
export function publicReport(report: HealthReport): HealthReport {
  const checks = Object.entries(report.checks).map(([name, { status, latencyMs }]) => [
    name,
    { status, latencyMs },
  ])
  return { ...report, checks: Object.fromEntries(checks) }
}

const probeDeadlineMs = 2_000

/** Milliseconds between two looks. */
const everyMs = 2_000

/** Asks every probe at once, again and again; one that does not answer within two seconds has failed. */
export function createHealth(options: {
  version: string
  probes: readonly Probe[]
  startedAt: number
  now?: () => number
}): Health {
  const now = options.now ?? Date.now
  const uptime = () => Math.round((now() - options.startedAt) / 100) / 10
  const look = async () => {
    const checked = await Promise.all(options.probes.map(async (probe) => [probe, await run(probe)] as const))
    const statuses = checked.map(([probe, { status }]) =>
      status === 'unhealthy' && !probe.vital ? 'degraded' : status,
    )
    return {
      status: statuses.includes('unhealthy')
        ? ('unhealthy' as const)
        : statuses.includes('degraded')
          ? ('degraded' as const)
          : ('healthy' as const),
      timestamp: new Date(now()).toISOString(),
      checks: Object.fromEntries(checked.map(([probe, check]) => [probe.name, check])),
    }
  }
  let latest: ReturnType<typeof look> | undefined
  let looking = false
  const lookAgain = async () => {
    if (looking) return
    looking = true
    const found = look()
    // Who asks first waits for the first look; later ones go on with the last until the next is done.
    latest ??= found
    await found
    latest = found
    looking = false
  }
  const timer = setInterval(() => void lookAgain(), everyMs)
  timer.unref()
  return {
    live: () => ({ status: 'healthy', version: options.version, uptime: uptime() }),
    report: async () => {
      if (!latest) void lookAgain()
      const { status, timestamp, checks } = await (latest as ReturnType<typeof look>)
      return { status, version: options.version, uptime: uptime(), timestamp, checks }
    },
    stop: () => clearInterval(timer),
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
