import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import type { Runner } from '../../core/process-spec.ts'
import type { Step } from '../../core/steps.ts'
import { composeUp, type Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep, runDocker } from '../../docker/daemon.ts'
import {
  joinNetwork,
  leaveNetwork,
  removeObjects,
  startContainer,
  stopContainer,
} from '../../docker/object-commands.ts'
import { explainDocker } from '../../docker/parse/docker-fault.ts'
import { keepLog, keepLogStep } from '../logs/keep-logs.ts'
import { frontNetwork, frontParts, joined, type PartChange } from './changes.ts'
import { waitStep } from './new-container.ts'
import type { Waiting } from './patience.ts'

/** Longer than a service needs to drain; then it is killed. */
const graceSeconds = 10
/** Milliseconds that both serve before the old ones are told to go: what the new one breaks is seen by then. */
const observeMs = 1_500

export interface RolloutParts {
  context: Context
  project: Project
  /** Patience of whoever waits for health. */
  waiting: Waiting
  /** Seconds after which a wait without any movement is given up. */
  waitSeconds: number
  /** Requests that failed since the probe began. */
  failed(): number
  /** So many may. */
  allowFailures: number
  /** Tells how long a phase took. */
  timed(phase: string, step: Step): Step
}

/** The name of the container that takes over. */
const newNameOf = ({ present, nextName }: PartChange) => present?.name ?? nextName

/** Makes new containers beside the old, out of the edge's sight, and starts them. */
export function startSteps(
  { context, project, timed }: RolloutParts,
  changes: readonly PartChange[],
): (Step | Step[])[] {
  const made = changes.filter(({ present }) => !present)
  const create = ({ part, nextName, old }: PartChange): Step =>
    timed('start', {
      summary: `make ${nextName} beside ${old.map(({ name }) => name).join(', ')}`,
      process: composeUp(project, [part], {
        noDependencies: true,
        noRecreate: true,
        noStart: true,
        scale: old.length + 1,
      }),
      async act({ run }) {
        await run().catch((error: unknown) => {
          throw explainDocker(error)
        })
        const there = (await inspectProject(context, project)).some(({ name }) => name === nextName)
        if (!there) throw new ManageError('failed', `Compose made no container called ${nextName}`)
      },
    })
  const hide = ({ nextName }: PartChange): Step =>
    dockerStep(
      `where the edge does not see ${nextName} until it is healthy`,
      leaveNetwork(frontNetwork(project.name), nextName),
    )
  return [
    // Compose runs one after the other: two of them would both look at the same project.
    ...made.map(create),
    made.filter(({ part }) => frontParts.has(part)).map(hide),
    made.map(({ nextName }) => timed('start', dockerStep(`start ${nextName}`, startContainer(nextName)))),
  ]
}

/** Waits for the new container's health. */
export const healthStep = (
  { context, project, waiting, timed }: RolloutParts,
  change: PartChange,
  nameOf = newNameOf,
): Step =>
  timed(
    'health',
    waitStep(context, project, waiting, () => ({ service: change.part, name: nameOf(change) })),
  )

/** Shows the new containers to the edge, looks whether visitors are answered, and lets the old ones drain and go. */
export function switchSteps(parts: RolloutParts, changes: readonly PartChange[]): (Step | Step[])[] {
  const { context, project, timed, failed, allowFailures } = parts
  const joins = changes.filter(
    ({ part, present }) => frontParts.has(part) && !(present && joined(project.name, present)),
  )
  let before = 0
  const running = changes.flatMap(({ old }) => old)
  return [
    ...joins.map((change) => ({
      ...dockerStep(
        `show ${newNameOf(change)} to the edge`,
        joinNetwork(frontNetwork(project.name), newNameOf(change), change.part),
      ),
    })),
    ...(joins.length > 0
      ? [
          timed('observe', {
            summary: 'see whether visitors are answered by both',
            async act() {
              before = failed()
              await sleep(observeMs)
              const lost = failed() - before
              if (lost > allowFailures) {
                throw new ManageError('failed', `${lost} requests failed when the new version took part`, {
                  hint: 'The old version serves on, as before. Look at the new one: pnpm manage prod:logs',
                })
              }
            },
          }),
        ]
      : []),
    running.map(({ name }) =>
      timed('drain', dockerStep(`let ${name} finish what it has`, stopContainer(name, graceSeconds))),
    ),
    running.map((container) => keepLogStep(context, container)),
    ...(running.length > 0
      ? [
          dockerStep(
            'remove the old containers',
            removeObjects(
              'container',
              running.map(({ name }) => name),
            ),
          ),
        ]
      : []),
  ]
}

/** Takes away new containers whose release failed while old ones serve; those that stand alone are left to be looked at. */
export function takeAwayStep(
  { context, project }: RolloutParts,
  changes: readonly PartChange[],
  failedAt: () => boolean,
): Step {
  const names = changes.map(newNameOf)
  // Runs after Ctrl-C too.
  const runner: Runner = {
    ...context.runner,
    run: (spec, options) => context.runner.run(spec, { ...options, uninterrupted: true }),
  }
  return {
    summary: `take ${names.join(', ')} away (if a new version is not healthy)`,
    always: true,
    async act() {
      if (!failedAt()) return
      const containers = await inspectProject({ runner }, project)
      for (const change of changes) {
        const name = newNameOf(change)
        const oldServes = change.old.some((old) =>
          containers.some((one) => one.name === old.name && one.running),
        )
        const facts = containers.find((one) => one.name === name)
        if (!oldServes || !facts) continue
        const options = { allow: 'any' } as const
        await runDocker(runner, stopContainer(name, graceSeconds), options)
        await keepLog({ ...context, runner }, facts)
        await runDocker(runner, removeObjects('container', [name]), options)
        context.output.say(`took ${name} away; ${change.old.map((old) => old.name).join(', ')} serves on`)
      }
    },
  }
}
