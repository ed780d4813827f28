// The program of a detached start: takes its plan from the `manage` that started it, tells it how the start goes, and
// then stays alone until SIGTERM.
import { toManageError } from '../../core/errors.ts'
import { createRunner } from '../../core/runner.ts'
import type { StackPlan } from './stack-types.ts'
import { type Started, Supervisor } from './supervisor.ts'

/** What the parent hears. */
export type SupervisorEvent =
  | { event: 'note'; note: string }
  | { event: 'started'; started: Started }
  | {
      event: 'failed'
      kind: string
      message: string
      hint: string | undefined
      /** The supervisor stays, with what was started. */
      kept: boolean
      details: Record<string, unknown>
    }

process.once('message', (plan: StackPlan) => void supervise(plan))
process.send?.({ event: 'ready' })

async function supervise(plan: StackPlan): Promise<void> {
  const interruption = new AbortController()
  const tell = (event: SupervisorEvent) => {
    if (process.connected) process.send?.(event)
  }
  const supervisor = new Supervisor({
    plan,
    env: process.env,
    runner: createRunner({ cwd: process.cwd(), env: process.env, signal: interruption.signal }),
    onNote: (note) => tell({ event: 'note', note }),
    keepFailed: true,
  })
  const stop = () => {
    interruption.abort()
    void supervisor.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('SIGHUP', () => {}) // The terminal it was started from may go.
  const stopWithParent = () => stop()
  process.on('disconnect', stopWithParent)
  try {
    const started = await supervisor.start(interruption.signal)
    process.off('disconnect', stopWithParent)
    tell({ event: 'started', started })
  } catch (thrown) {
    const { kind, message, hint, details } = toManageError(thrown)
    const { kept } = supervisor
    process.off('disconnect', stopWithParent)
    tell({ event: 'failed', kind, message, hint, kept, details })
    if (kept) return
    process.exitCode = 1
    process.disconnect?.()
    process.off('SIGTERM', stop)
  }
}
