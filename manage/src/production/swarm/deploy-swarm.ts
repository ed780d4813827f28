import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import type { Step } from '../../core/steps.ts'
import { composeConfig, type Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep, runDocker } from '../../docker/daemon.ts'
import { listLabelled, removeObjects } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import type { StackService } from '../../docker/parse/stack.ts'
import { productionLabel } from '../../docker/production-project.ts'
import { createNetwork } from '../../docker/run-commands.ts'
import { removeServices } from '../../docker/stack-commands.ts'
import { keepLog, keepLogStep } from '../logs/keep-logs.ts'
import { beside, digestsOf, unnoticed } from '../rollout/changes.ts'
import { lostRequests, type Rollout } from '../rollout/deploy-production.ts'
import { sharedPatience } from '../rollout/patience.ts'
import { openRun } from '../rollout/rollout-frame.ts'
import type { RolloutRequest } from '../rollout/rollout-request.ts'
import { endedStep } from './remove-stack.ts'
import { type StackNetwork, stackDigests, stackDocument, stackNetworks } from './stack-document.ts'
import { readServices, readTasks, standingOf, swarmNode } from './stack-state.ts'
import { deployStep, renewStep, type StackParts, takeBackStep } from './stack-steps.ts'

const stores: ReadonlySet<string> = new Set(['postgres', 'redis'])

/** What a swarm runs beside what it should. */
async function compareStack(context: Context, project: Project) {
  const node = await swarmNode(context)
  const { stdout } = await runDocker(context.runner, composeConfig(project))
  const facts = { project: project.name, node, replicas: context.config.replicas }
  const digests = stackDigests(
    stackDocument(stdout, { ...facts, digests: new Map() }),
    await digestsOf(stdout, project.folder),
  )
  if (digests.size === 0) throw new ManageError('failed', 'Compose does not say what the files describe')
  const services = await readServices(context, project.name)
  const tasks = await readTasks(context, [...services.values()])
  const same = (name: string) => {
    const service = services.get(name)
    const digest = digests.get(name) ?? ''
    if (service?.configDigest !== digest) return false
    // One whose release was broken off is waited for.
    return standingOf(service, tasks, { digest, forced: 0 }).at !== 'under way'
  }
  return {
    document: stackDocument(stdout, { ...facts, digests }),
    networks: stackNetworks(stdout, project.name),
    digests,
    services,
    same,
  }
}

/** The steps by which a swarm comes to run what is asked for; the swarm replaces, `manage` keeps the order and looks. */
export async function swarmPlan(context: Context, request: RolloutRequest): Promise<Rollout> {
  const { project, allowFailures, interrupt, onlyParts } = request
  const [compared, containers] = await Promise.all([
    compareStack(context, project),
    inspectProject(context, project),
  ])
  const { digests, services, document } = compared
  const run = openRun(context, request, containers)
  const parts: StackParts = {
    context,
    stack: project.name,
    document,
    digests,
    before: services,
    waiting: sharedPatience(request.waitSeconds * 1_000, context.output.say),
    failed: () => run.probe?.failed ?? 0,
    allowFailures,
    timed: run.timed,
  }
  const wanted = [...digests.keys()].filter((name) => onlyParts?.has(name) ?? true)
  const differing = wanted.filter((name) => !compared.same(name))
  const stops = (name: string) => services.has(name) && !beside.has(name) && !unnoticed.has(name)
  const left = interrupt ? [] : differing.filter(stops)
  const changed = differing.filter((name) => !left.includes(name))
  const anew = wanted.filter((name) => request.anew?.has(name) && !changed.includes(name))
  const replaced = [...changed, ...anew]
  const gone = onlyParts ? [] : [...services.keys()].filter((name) => !digests.has(name))
  // Pages ask the backend: they come when all that they stand on has. The edge and who watches come last.
  const rank = (name: string) =>
    stores.has(name) ? 0 : name === 'frontend' ? 2 : name === 'edge' ? 3 : unnoticed.has(name) ? 4 : 1
  const inTurn = (turn: number) => {
    const list = changed.filter((name) => rank(name) === turn)
    const again = anew.filter((name) => rank(name) === turn)
    return [
      ...(list.length > 0 ? [deployStep(parts, list)] : []),
      ...again.map((name) => renewStep(parts, name)),
    ]
  }
  const migrates = changed.includes('backend') && request.migrations !== undefined
  const work: (Step | readonly Step[])[] = [
    ...request.before,
    ...(await networkSteps(context, compared.networks)),
    ...inTurn(0),
    ...(request.data ?? []).map((step) => run.timed('data', step)),
    ...(migrates && request.migrations ? [run.timed('migrate', request.migrations)] : []),
    ...request.seeds.map((step) => run.timed('seed', step)),
    ...[1, 2, 3, 4].flatMap(inTurn),
    ...goneSteps(context, project, services, gone, containers),
  ]
  return {
    steps: [
      run.begin,
      ...work.map((entry) => (Array.isArray(entry) ? entry.map(run.noting) : run.noting(entry as Step))),
      ...(replaced.some((name) => services.has(name))
        ? [takeBackStep(parts, replaced, () => run.fault !== undefined), clearStep(context, project)]
        : []),
      run.end(() => ({ replaced, migrated: request.migrated() })),
    ],
    async result() {
      const { release, seconds } = run.recorded()
      lostRequests(run.report, allowFailures)
      return {
        instance: context.instance.name,
        tier: request.tier,
        release,
        seconds,
        replaced: Object.fromEntries(replaced.map((name) => [name, `${project.name}_${name}`])),
        unchanged: wanted.filter((name) => !replaced.includes(name) && !left.includes(name)),
        left,
        migrated: request.migrated(),
        phases: run.phases(),
        probe: run.report ?? null,
      }
    },
  }
}

async function networkSteps(context: Context, networks: readonly StackNetwork[]): Promise<Step[]> {
  const label = `${productionLabel}=${context.instance.name}`
  const { stdout } = await runDocker(context.runner, listLabelled('network', [label]))
  const there = new Set(stdout.split('\n'))
  return networks
    .filter(({ name }) => !there.has(name))
    .map(({ name, internal, labels }) =>
      dockerStep(`make the network ${name}`, createNetwork(name, { internal, swarm: true, labels })),
    )
}

/** What has ended lies about until the swarm forgets it, and what it said with it. */
const clearStep = (context: Context, project: Project): Step => ({
  summary: 'keep what the containers that have ended have logged, and remove them',
  always: true,
  async act() {
    const ended = (await inspectProject(context, project)).filter((one) => one.ofSwarm && !one.running)
    for (const container of ended) await keepLog(context, container)
    const names = ended.map(({ name }) => name)
    if (names.length > 0) await runDocker(context.runner, removeObjects('container', names), { allow: 'any' })
  },
})

const goneSteps = (
  context: Context,
  project: Project,
  services: ReadonlyMap<string, StackService>,
  gone: readonly string[],
  containers: readonly ContainerFacts[],
): (Step | Step[])[] =>
  gone.length === 0
    ? []
    : [
        containers
          .filter(({ service }) => gone.includes(service))
          .map((container) => keepLogStep(context, container)),
        dockerStep(
          `remove ${gone.join(', ')}, not of this tier`,
          removeServices(gone.flatMap((name) => services.get(name)?.name ?? [])),
        ),
        endedStep(context, project, (part) => gone.includes(part)),
      ]
