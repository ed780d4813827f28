import type { Context } from '../../core/context.ts'
import { ManageError, usageError } from '../../core/errors.ts'
import type { Plan, Step } from '../../core/steps.ts'
import { composeConfig, type Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep, runDocker } from '../../docker/daemon.ts'
import { removeObjects, stopContainer } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import { type Tier, withDigests } from '../../docker/production-project.ts'
import { keepLogStep } from '../logs/keep-logs.ts'
import { changesOf, digestsOf, type PartChange, unnoticed } from './changes.ts'
import { firstStartSteps } from './first-start.ts'
import { sharedPatience } from './patience.ts'
import { openRun } from './rollout-frame.ts'
import type { RolloutRequest } from './rollout-request.ts'
import { healthStep, type RolloutParts, startSteps, switchSteps, takeAwayStep } from './rollout-steps.ts'
import type { ProbeReport } from './site-probe.ts'
import { upSteps } from './start-parts.ts'

export interface RolloutReport {
  instance: string
  tier: Tier
  release: number
  seconds: number
  /** Services with a new container, and its name. */
  replaced: Readonly<Record<string, string>>
  unchanged: readonly string[]
  /** Changed, and left as they are: replacing them would stop the site for a moment. */
  left: readonly string[]
  migrated: readonly string[]
  /** Seconds of each phase. */
  phases: Readonly<Record<string, number>>
  /** What a visitor would have seen; null where nothing answered before. */
  probe: ProbeReport | null
}

/** Steps, and what came of them. */
export interface Rollout {
  steps: Plan<RolloutReport>['steps']
  result(): Promise<RolloutReport>
}

/** What runs of a project beside what it should be, and the project with what its new containers carry. */
async function compareProject(
  context: Context,
  project: Project,
  anew?: ReadonlySet<string>,
): Promise<{ containers: ContainerFacts[]; changes: PartChange[]; project: Project }> {
  const [containers, config] = await Promise.all([
    inspectProject(context, project),
    runDocker(context.runner, composeConfig(project)),
  ])
  const wanted = await digestsOf(config.stdout, project.folder)
  // Nothing wanted would be everything removed.
  if (wanted.size === 0) throw new ManageError('failed', 'Compose does not say what the files describe')
  const changes = changesOf(project.name, containers, wanted, anew)
  return { containers, changes, project: withDigests(project, wanted) }
}

/** The steps by which what runs becomes what is asked for, without an outage; decided from what is there now. */
export async function rolloutPlan(context: Context, request: RolloutRequest): Promise<Rollout> {
  const { waitSeconds, allowFailures } = request
  const compared = await compareProject(context, request.project, request.anew)
  refusePublished(compared.changes, request)
  const { containers, project } = compared
  // Whose ports are published is replaced in its place, where a stop is allowed.
  const changes = compared.changes
    .filter(({ part }) => request.onlyParts?.has(part) ?? true)
    .map((change) =>
      change.kind === 'beside' && request.publish && change.old.some(({ ports }) => ports.length > 0)
        ? { ...change, kind: 'interrupt' as const }
        : change,
    )
  const of = (...kinds: PartChange['kind'][]) => changes.filter(({ kind }) => kinds.includes(kind))
  const stores = (change: PartChange) => change.part === 'postgres' || change.part === 'redis'
  const watches = ({ part }: PartChange) => unnoticed.has(part)
  const run = openRun(context, request, containers)
  const parts: RolloutParts = {
    context,
    project,
    waitSeconds,
    waiting: sharedPatience(waitSeconds * 1_000, context.output.say),
    allowFailures,
    failed: () => run.probe?.failed ?? 0,
    timed: run.timed,
  }
  const moving = of('beside', 'finish')
  const stopped = request.interrupt ? of('interrupt') : []
  const started = [...of('new', 'replace'), ...stopped]
  // Pages ask the backend: they change places when all that they stand on has.
  const last = moving.filter(({ part }) => part === 'frontend')
  const nextToLast = moving.filter((change) => !last.includes(change))
  const gone = of('gone')
  const newBackend = [...moving, ...started].some(({ part }) => part === 'backend')
  const upOf = (list: readonly PartChange[]) =>
    list.length > 0
      ? // Compose makes anew what is there of them.
        [
          list.flatMap(({ old, dead }) => [...old, ...dead].map((one) => keepLogStep(context, one))),
          ...upSteps(parts, list),
        ]
      : []
  const before = [
    ...request.before.map((entry) =>
      Array.isArray(entry)
        ? entry.map((step) => run.timed('images', step))
        : run.timed('images', entry as Step),
    ),
    ...(request.clone ?? []).map((step) => run.timed('clone', step)),
  ]
  const first = request.atOnce === true && containers.every((container) => !container.running)
  // A backend looks the edge's name up when it starts, and a name that nobody has is waited for until the name server gives
  // up, ten seconds. Where nobody is served yet, the edge is there from the beginning, and tells visitors to come back.
  const edgeLast = ({ part }: PartChange) => part === 'edge' && containers.some(({ running }) => running)
  const inTurn = (): (Step | readonly Step[])[] => [
    ...upOf(started.filter(stores)),
    ...(request.data ?? []).map((step) => run.timed('data', step)),
    ...(newBackend && request.migrations ? [run.timed('migrate', request.migrations)] : []),
    ...request.seeds.map((step) => run.timed('seed', step)),
    ...upOf(started.filter((change) => !stores(change) && !edgeLast(change) && !watches(change))),
    ...deadOf(context, [...moving, ...of('same')]),
    ...startSteps(parts, moving),
    moving.map((change) => healthStep(parts, change)),
    ...switchSteps(parts, nextToLast),
    ...switchSteps(parts, last),
    ...upOf(started.filter(edgeLast)),
    // Last: the site does not wait for those who watch it.
    ...upOf(started.filter(watches)),
    ...goneSteps(context, gone),
  ]
  const atOnce = (): (Step | readonly Step[])[] => [
    changes.flatMap(({ dead }) => dead.map((one) => keepLogStep(context, one))),
    ...firstStartSteps(parts, started, request),
    ...goneSteps(context, gone),
  ]
  const work = [...before, ...(first ? atOnce() : inTurn())]
  return {
    steps: [
      run.begin,
      ...work.map((entry) => (Array.isArray(entry) ? entry.map(run.noting) : run.noting(entry as Step))),
      ...(moving.length > 0 ? [takeAwayStep(parts, moving, () => run.fault !== undefined)] : []),
      run.end(() => ({
        replaced: [...moving, ...started].map(({ part }) => part),
        migrated: request.migrated(),
      })),
    ],
    async result() {
      const { release, seconds } = run.recorded()
      const left = request.interrupt ? [] : of('interrupt').map(({ part }) => part)
      lostRequests(run.report, allowFailures)
      return {
        instance: context.instance.name,
        tier: request.tier,
        release,
        seconds,
        replaced: Object.fromEntries(
          [...moving, ...started].map(({ part, present, nextName, kind }) => [
            part,
            kind === 'beside' || kind === 'finish' ? (present?.name ?? nextName) : part,
          ]),
        ),
        unchanged: of('same').map(({ part }) => part),
        left,
        migrated: request.migrated(),
        phases: run.phases(),
        probe: run.report ?? null,
      }
    },
  }
}

/** Judges a release that is in place by what visitors met. @throws ManageError (failed) where more failed than may */
export function lostRequests(report: ProbeReport | undefined, allowed: number): void {
  const lost = report?.failed ?? 0
  if (lost <= allowed) return
  throw new ManageError('failed', `${lost} requests failed during the release; it is in place`, {
    details: { probe: report },
    hint: 'Go back: pnpm manage prod:rollback',
  })
}

/** Two containers cannot publish one port. @throws ManageError (usage) saying what to leave out */
function refusePublished(changes: readonly PartChange[], { publish, interrupt }: RolloutRequest): void {
  const held = changes.filter(
    ({ kind, old }) => kind === 'beside' && publish && old.some(({ ports }) => ports.length > 0),
  )
  if (held.length === 0 || interrupt) return
  const names = held.map(({ part }) => part).join(', ')
  throw usageError(
    `the ports that --publish opened belong to one container at a time, so ${names} cannot be replaced without a stop`,
    'Leave --publish out, or let it stop for a moment: --interrupt.',
  )
}

/** Containers that serve nobody while others do, left by a release that was broken off. */
const deadOf = (context: Context, changes: readonly PartChange[]): (Step | Step[])[] => {
  const dead = changes.flatMap(({ old, present, dead }) => (old.length > 0 || present ? dead : []))
  const names = dead.map(({ name }) => name)
  return names.length === 0
    ? []
    : [
        dead.map((container) => keepLogStep(context, container)),
        dockerStep(`remove what serves nobody: ${names.join(', ')}`, removeObjects('container', names)),
      ]
}

const goneSteps = (context: Context, gone: readonly PartChange[]): Step[] =>
  gone.flatMap(({ old, dead, present }) =>
    [...old, ...(present ? [present] : []), ...dead].flatMap((container) => [
      dockerStep(`stop ${container.name}, which is not of this tier`, stopContainer(container.name, 10)),
      keepLogStep(context, container),
      dockerStep(`remove ${container.name}`, removeObjects('container', [container.name])),
    ]),
  )
