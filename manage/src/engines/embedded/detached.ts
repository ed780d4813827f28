import { spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { type ExitKind, interruptedError, ManageError } from '../../core/errors.ts'
import type { StackPlan } from './stack-types.ts'
import type { Started } from './supervisor.ts'
import type { SupervisorEvent } from './supervisor-main.ts'

export interface DetachedOptions {
  plan: StackPlan
  root: string
  env: Readonly<NodeJS.ProcessEnv>
  signal: AbortSignal
  onNote(note: string): void
}

/** Starts a supervisor of its own session and stays with it until the stack is up, or is known not to come up. */
export function startDetached({ plan, root, env, signal, onNote }: DetachedOptions): Promise<Started> {
  mkdirSync(join(plan.folder, 'logs'), { recursive: true })
  const log = openSync(join(plan.folder, 'logs', 'supervisor.log'), 'a')
  const child = spawn(process.execPath, [join(import.meta.dirname, 'supervisor-main.ts')], {
    cwd: root,
    env: { ...env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'manage') },
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  return new Promise((resolve, reject) => {
    let outcome: (() => void) | undefined
    const interrupt = () => {
      outcome = () => reject(interruptedError())
      if (child.connected) child.disconnect() // Without its parent, a supervisor that is not up yet stops by itself.
    }
    signal.addEventListener('abort', interrupt, { once: true })
    const settle = () => {
      signal.removeEventListener('abort', interrupt)
      outcome?.()
    }
    /** It goes on without this process. */
    const leave = () => {
      child.disconnect()
      child.unref()
      settle()
    }
    child.on('message', (event: SupervisorEvent | { event: 'ready' }) => {
      if (event.event === 'ready') child.send(plan)
      if (event.event === 'note') onNote(event.note)
      if (event.event === 'failed') {
        const { kind, message, hint, details } = event
        outcome = () =>
          reject(new ManageError(kind as ExitKind, message, { details, ...(hint ? { hint } : {}) }))
        if (event.kept) leave()
      }
      if (event.event === 'started') {
        outcome = () => resolve(event.started)
        leave()
      }
    })
    child.on('error', reject)
    child.on('exit', (code, how) => {
      outcome ??= () =>
        reject(
          new ManageError('failed', `the supervisor ended (${how ?? code}) before the stack was up`, {
            hint: `Its own log: ${join(plan.folder, 'logs', 'supervisor.log')}`,
          }),
        )
      settle()
    })
  })
}
