import type { Context } from '../core/context.ts'
import { ManageError, usageError } from '../core/errors.ts'
import type { Plan } from '../core/steps.ts'
import { composeRestart } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { dockerStep } from '../docker/daemon.ts'
import { openProduction } from './production-facts.ts'
import { knownMigrations } from './release-facts.ts'
import { releasePlan } from './release-plan.ts'
import { unnoticed } from './rollout/changes.ts'
import type { RolloutReport } from './rollout/deploy-production.ts'
import { waitStep } from './rollout/new-container.ts'
import { sharedPatience } from './rollout/patience.ts'
import type { RunningProduction } from './running-production.ts'
import { probeTargetOf } from './start-production.ts'

export interface RestartRequest {
  parts: readonly string[]
  waitSeconds: number
  allowFailures: number
  interrupt: boolean
}

/** Which can only be restarted by a stop. */
const single = new Set(['edge', 'postgres', 'redis'])

/**
 * Gives each part a new container beside the old, of the same image; what cannot stand beside itself is restarted where
 * a stop is allowed. @throws ManageError (usage) where it is needed and not allowed
 */
export async function restartPlan(
  context: Context,
  { project, target, tier, tags, version, registry }: RunningProduction,
  { parts, waitSeconds, allowFailures, interrupt }: RestartRequest,
): Promise<Plan<RolloutReport & { restarted: readonly string[] }>> {
  const containers = await inspectProject(context, project)
  const published = new Set(
    containers
      .filter(({ ports, service }) => ports.length > 0 && !single.has(service))
      .map(({ service }) => service),
  )
  const interrupting = parts.filter((part) => single.has(part) || published.has(part))
  // A swarm replaces each by its own rule.
  const bySwarm = target === 'swarm'
  const stopping = bySwarm ? [] : parts.filter((part) => interrupting.includes(part) || unnoticed.has(part))
  if (interrupting.length > 0 && !interrupt) {
    throw usageError(
      `${interrupting.join(', ')} cannot stand beside itself: to restart it stops it for a moment`,
      'Say that it may: --interrupt',
    )
  }
  const named = stopping.map((part) => {
    const name = containers.find(({ service }) => service === part)?.name
    if (name !== undefined) return { service: part, name, alone: true }
    throw new ManageError('failed', `there is no container of ${part} to restart`, {
      hint: 'Make it: pnpm manage prod:up',
    })
  })
  const rollout = await releasePlan(context, {
    target,
    command: 'prod:restart',
    tier,
    project,
    release: {
      tags,
      version,
      knows: knownMigrations(context.root),
      ...(registry === undefined ? {} : { registry }),
    },
    before: [],
    migrations: undefined,
    seeds: [],
    migrated: () => [],
    anew: new Set(parts.filter((part) => !stopping.includes(part))),
    onlyParts: new Set(parts),
    waitSeconds,
    allowFailures,
    interrupt: false,
    publish: false,
    probe: probeTargetOf(context, await openProduction(context)),
  })
  const waiting = sharedPatience(waitSeconds * 1_000, context.output.say)
  const restarts =
    stopping.length === 0
      ? []
      : [
          dockerStep(`restart ${stopping.join(', ')}`, composeRestart(project, stopping)),
          named.map((awaited) => waitStep(context, project, waiting, () => awaited)),
        ]
  return {
    steps: [...rollout.steps, ...restarts],
    result: async () => ({ ...(await rollout.result()), restarted: parts }),
  }
}
