import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { Plan } from '../core/steps.ts'
import { composeExec, type Project } from '../docker/compose-commands.ts'
import { dockerStep, runDocker } from '../docker/daemon.ts'
import { openRunning } from './running-production.ts'

/** The edge looks for it with every request (deploy/caddy/Caddyfile); it is in a volume, so that a new edge finds it too. */
const marker = '/config/maintenance'

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
  const command = closed ? ['touch', marker] : ['rm', '-f', marker]
  return {
    steps: [dockerStep(closed ? 'close the site' : 'open the site', composeExec(project, 'edge', command))],
    result: () => ({ closed }),
  }
}

/** Whether the site is closed to visitors. @param project whose edge runs */
export async function isClosed(context: Context, project: Project): Promise<boolean> {
  const { code } = await runDocker(context.runner, composeExec(project, 'edge', ['test', '-e', marker]), {
    allow: 'any',
  })
  return code === 0
}
