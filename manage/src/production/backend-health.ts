import type { Context } from '../core/context.ts'
import { inTime } from '../core/errors.ts'
import { composeExec, type Project } from '../docker/compose-commands.ts'
import { runDocker } from '../docker/daemon.ts'

/** What the backend's own /health says: of itself, and of everything that it needs. */
export interface BackendHealth {
  status: 'healthy' | 'degraded' | 'unhealthy' | 'unreachable'
  /** What is not well, as `scraper: does not answer`. */
  faults: readonly string[]
}

/** Its own checks of what it needs end sooner; a machine that is busy starts a process slowly. */
const askTimeoutMs = 60_000

/** Asks the backend from inside its container. */
export const healthScript =
  "fetch('http://127.0.0.1:3001/health').then(async (answer) => process.stdout.write(await answer.text()))"

/** Asks the backend inside its container, where it says why something is not well; never throws for what it answers. */
export async function askBackend(context: Context, project: Project): Promise<BackendHealth> {
  const answer = await inTime(
    runDocker(context.runner, composeExec(project, 'backend', ['node', '--eval', healthScript]), {
      allow: 'any',
      timeoutMs: askTimeoutMs,
    }),
  )
  return readBackendHealth(answer?.stdout ?? '')
}

/** @param text the body of /health, or whatever came in its place. */
export function readBackendHealth(text: string): BackendHealth {
  try {
    const { status, checks = {} } = JSON.parse(text.slice(text.indexOf('{'))) as {
      status: BackendHealth['status']
      checks?: Record<string, { status: string; detail?: string }>
    }
    const faults = Object.entries(checks)
      .filter(([, check]) => check.status !== 'healthy' && check.status !== 'off')
      .map(([name, check]) => `${name}: ${check.detail ?? check.status}`)
    return { status, faults }
  } catch {
    return { status: 'unreachable', faults: ['the backend does not answer'] }
  }
}
