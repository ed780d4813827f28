import type { Context } from '../core/context.ts'
import { ManageError, usageError } from '../core/errors.ts'
import type { Plan } from '../core/steps.ts'
import { composeExec, type Project } from '../docker/compose-commands.ts'
import { dockerStep, runDocker } from '../docker/daemon.ts'
import { pullImage } from '../docker/image-commands.ts'
import { findImages } from '../docker/local-images.ts'
import { isContract } from './migrations/migration-kind.ts'
import { openProduction, ownImages } from './production-facts.ts'
import { releasePlan } from './release-plan.ts'
import type { RolloutReport } from './rollout/deploy-production.ts'
import { goodVersions, type Release, readReleases, sameImages } from './rollout/releases.ts'
import { openRunning, type RunningProduction } from './running-production.ts'
import { probeTargetOf } from './start-production.ts'

export interface RollbackRequest {
  /** A release's number; the last good version without it. */
  to: string | undefined
  waitSeconds: number
  allowFailures: number
}

export interface RollbackReport extends RolloutReport {
  /** The release whose version runs now. */
  to: number
}

/**
 * Goes back to a version that ran before, as a release of its images. @throws ManageError (failed), before anything is
 * touched, where there is none, its images are gone, or it cannot live with the schema
 */
export async function rollbackPlan(
  context: Context,
  { to, waitSeconds, allowFailures }: RollbackRequest,
): Promise<Plan<RollbackReport>> {
  const running = await openRunning(context)
  if (!running.running)
    throw new ManageError('failed', 'nothing runs', { hint: 'Start it: pnpm manage prod:up' })
  const earlier = goodVersions(readReleases(context.instance)).filter((one) => !sameImages(one, running))
  const target = pick(earlier, to)
  await refuseForeignSchema(context, running.project, target, earlier)
  const production = await openProduction(context)
  const registry = target.registry
  const project = production.project({
    tier: running.tier,
    publish: false,
    tags: target.tags,
    ...(registry === undefined ? {} : { registry }),
  })
  const images = Object.entries(target.tags).map(([name, tag]) => `${registry ?? ownImages}/${name}:${tag}`)
  const here = new Set((await findImages(context.runner, images)).flatMap(({ tags }) => tags))
  const missing = images.filter((image) => !here.has(image))
  if (missing.length > 0 && registry === undefined) {
    throw new ManageError(
      'failed',
      `the images of release ${target.number} are gone: ${missing.join(', ')}`,
      {
        hint: 'Build them from the sources of that version, and release those: pnpm manage prod:deploy',
      },
    )
  }
  context.output.say(
    `back to release ${target.number} of ${target.at}, version ${target.version}, by ${target.who}`,
  )
  const rollout = await releasePlan(context, {
    target: running.target,
    command: 'prod:rollback',
    tier: running.tier,
    project,
    release: {
      tags: target.tags,
      version: target.version,
      knows: target.knows,
      ...(registry === undefined ? {} : { registry }),
    },
    before: missing.map((image) => dockerStep(`pull ${image}`, pullImage(image))),
    migrations: undefined,
    seeds: [],
    migrated: () => [],
    onlyParts: new Set(Object.keys(target.tags)),
    waitSeconds,
    allowFailures,
    interrupt: false,
    publish: false,
    probe: probeTargetOf(context, production),
  })
  return { steps: rollout.steps, result: async () => ({ ...(await rollout.result()), to: target.number }) }
}

function pick(earlier: readonly Release[], to: string | undefined): Release {
  const target = to === undefined ? earlier[0] : earlier.find(({ number }) => String(number) === to)
  if (target) return target
  if (to === undefined) {
    throw new ManageError('failed', 'there is no earlier version that went well', {
      hint: 'What was released is in: pnpm manage prod:status',
    })
  }
  const known = earlier.map(({ number }) => number).join(', ')
  throw usageError(`release ${to} is none that can be gone back to`, `There are: ${known || 'none'}`)
}

/** A version can live with migrations that it does not know, if none of them took something away. */
async function refuseForeignSchema(
  context: Context,
  project: RunningProduction['project'],
  target: Release,
  earlier: readonly Release[],
): Promise<void> {
  const applied = await appliedMigrations(context, project)
  const against = ({ knows }: Release) => applied.find((name) => isContract(name) && !knows.includes(name))
  const obstacle = against(target)
  if (obstacle === undefined) return
  const nearest = earlier.find((one) => against(one) === undefined)
  throw new ManageError(
    'failed',
    `version ${target.version} of release ${target.number} cannot live with the database: ${obstacle} took away what it uses`,
    {
      hint: nearest
        ? `The nearest that can is release ${nearest.number}: pnpm manage prod:rollback ${nearest.number}`
        : 'No earlier version can. Restore a backup from before that migration, or release a version that mends what is wrong.',
      details: { migration: obstacle, ...(nearest ? { nearest: nearest.number } : {}) },
    },
  )
}

const question =
  'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL'

async function appliedMigrations(context: Context, project: Project): Promise<string[]> {
  const command = ['psql', '--username=parlance', '--dbname=parlance', '-At', '--command', question]
  const { stdout } = await runDocker(context.runner, composeExec(project, 'postgres', command))
  return stdout.split('\n').filter((name) => name !== '')
}
