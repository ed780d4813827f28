import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { Plan } from '../core/steps.ts'
import { composeExec, type Project } from '../docker/compose-commands.ts'
import { dockerStep, runDocker } from '../docker/daemon.ts'
import { openRunning } from './running-production.ts'

/** The edge looks for it with every request (deploy/caddy/Caddyfile); it is in a volume, so that a new edge finds it too. */
const marker = '/config/maintenance'
const page = '/etc/caddy/maintenance.html'
/** Exit code of the shell in the container where that page is not there. */
const tooOld = 9

/**
 * Closes the site to visitors, or opens it again: the edge then answers them itself, in their language, with 503.
 *
 * @throws ManageError (failed) where production does not run
 */
export async function maintenancePlan(context: Context, closed: boolean): Promise<Plan<{ closed: boolean }>> {
  const { project, running } = await openRunning(context)
  if (!running) {
    throw new ManageError('failed', 'nothing runs', { hint: 'Start it: pnpm manage prod:up' })
  }
  if (!closed) {
    const open = composeExec(project, 'edge', ['rm', '-f', marker])
    return { steps: [dockerStep('open the site', open)], result: () => ({ closed }) }
  }
  // An edge of an older release would go on serving: it has no such page, and looks for no file.
  const close = ['sh', '-ec', `test -e ${page} || exit ${tooOld}; touch ${marker}`]
  const step = dockerStep(
    'close the site',
    composeExec(project, 'edge', close),
    { allow: [0, tooOld] },
    ({ code }) => {
      if (code !== tooOld) return
      throw new ManageError('failed', 'the edge that runs is older than its page of maintenance', {
        hint: 'Replace it, which takes some seconds of outage: pnpm manage prod:deploy --interrupt',
      })
    },
  )
  return { steps: [step], result: () => ({ closed }) }
}

const askTimeoutMs = 60_000

/** Whether the site is closed to visitors. @param project whose edge runs */
export async function isClosed(context: Context, project: Project): Promise<boolean> {
  const { code } = await runDocker(context.runner, composeExec(project, 'edge', ['test', '-e', marker]), {
    allow: 'any',
    timeoutMs: askTimeoutMs,
  })
  return code === 0
}
