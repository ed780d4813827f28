import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../core/context.ts'
import { ManageError, toManageError } from '../core/errors.ts'
import type { Project } from '../docker/compose-commands.ts'
import { explainContainer, inspectProject } from '../docker/containers.ts'
import type { ContainerFacts } from '../docker/parse/container.ts'

/** Milliseconds. */
const endDeadlineMs = 30_000
const inspectEveryMs = 200

/** Compose names a container; its health history and its last lines say why. */
export async function explainStart(context: Context, project: Project, thrown: unknown): Promise<unknown> {
  const error = toManageError(thrown)
  if (error.kind !== 'failed') return error
  const culprit = await findCulprit(context, project)
  if (!culprit) return error
  return new ManageError(culprit.running ? 'unhealthy' : 'failed', reasonOf(culprit), {
    details: await explainContainer(context, culprit),
    hint: 'What was started stays, so that you can look at it: pnpm manage prod:logs, prod:status. Then prod:up again.',
  })
}

/** What keeps ending and being restarted is looked at until it is down again, for then Docker tells how it ended. */
async function findCulprit(context: Context, project: Project): Promise<ContainerFacts | undefined> {
  const deadline = Date.now() + endDeadlineMs
  for (;;) {
    const containers = await inspectProject(context, project)
    const culprit =
      containers.find(({ running, startedAt }) => !running && startedAt !== undefined) ??
      containers.find(({ health, restarts }) => health !== 'healthy' && restarts > 0) ??
      containers.find(({ health }) => health === 'unhealthy') ??
      containers.find(({ health }) => health === 'starting')
    const restarting = culprit?.running && culprit.restarts > 0
    if (!restarting || Date.now() > deadline || context.signal.aborted) return culprit
    await sleep(inspectEveryMs)
  }
}

const reasonOf = ({ service, running }: ContainerFacts) =>
  running ? `${service} is not healthy` : `${service} ended before it was healthy`
