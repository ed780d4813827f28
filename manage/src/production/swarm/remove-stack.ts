import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import type { Step } from '../../core/steps.ts'
import type { Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep } from '../../docker/daemon.ts'
import { stackRemove } from '../../docker/stack-commands.ts'

/** Longer than PostgreSQL is given for its last checkpoint. Milliseconds. */
const deadlineMs = 90_000
const lookEveryMs = 500

/** Has the swarm end a stack, and waits until nothing of it runs: it answers before that. */
export const stackRemovalSteps = (context: Context, project: Project): Step[] => [
  dockerStep('have the swarm stop the containers and remove them', stackRemove(project.name)),
  endedStep(context, project, () => true),
]

/** Waits until no container of some parts runs: a swarm answers before it has ended them. */
export const endedStep = (context: Context, project: Project, of: (part: string) => boolean): Step => ({
  summary: 'wait until they have ended',
  async act() {
    const deadline = Date.now() + deadlineMs
    for (;;) {
      const containers = await inspectProject(context, project)
      const left = containers.filter(({ running, service }) => running && of(service))
      if (left.length === 0) return
      if (Date.now() > deadline) {
        throw new ManageError('timedOut', `${left.map(({ name }) => name).join(', ')}: still there`, {
          hint: 'See what the swarm does: docker stack ps, docker container ls',
        })
      }
      await sleep(lookEveryMs)
    }
  },
})
