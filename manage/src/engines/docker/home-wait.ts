import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import type { StartTiming } from '../engine.ts'
import { publishedHost } from '../probe/published-part.ts'

const pauseMs = 100

/** Waits until the home page answers 200, after redirects. @throws ManageError (unhealthy) at the deadline. */
export async function awaitHome(
  { instance, signal }: Context,
  timings: readonly StartTiming[],
  { began, deadline }: { began: number; deadline: number },
): Promise<StartTiming> {
  const startedMs = Date.now() - began
  const url = `http://${publishedHost}:${instance.ports.frontend}/`
  let last = 'no answer'
  while (Date.now() < deadline) {
    signal.throwIfAborted()
    try {
      const response = await fetch(url, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, deadline - Date.now()))]),
      })
      const text = await response.text()
      if (response.status === 200) {
        const after = timings.at(-1)?.name
        return { name: 'home page', startedMs, healthyMs: Date.now() - began, ...(after ? { after } : {}) }
      }
      last = `HTTP ${response.status} ${text.slice(0, 500)}`
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
    await sleep(pauseMs)
  }
  throw new ManageError('unhealthy', 'the home page did not answer 200 in time', {
    details: { service: 'frontend', lastHealth: last },
  })
}
