import { statfsSync } from 'node:fs'
import { freemem, loadavg, totalmem } from 'node:os'
import type { Context } from '../../core/context.ts'
import { inTime, ManageError } from '../../core/errors.ts'
import { composeExec, type Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { containerUse, dockerInfo, volumeUse } from '../../docker/object-commands.ts'
import { type ContainerFacts, stateOf } from '../../docker/parse/container.ts'
import {
  type ContainerUse,
  parseContainerUse,
  parseVolumeUse,
  type VolumeUse,
} from '../../docker/parse/container-use.ts'
import { parseDockerInfo } from '../../docker/parse/docker-info.ts'
import { prodParts, productionLabel, type Tier } from '../../docker/production-project.ts'
import { askBackend } from '../backend-health.ts'
import { type FiringAlert, readAlerts } from '../firing-alerts.ts'
import { isClosed } from '../maintenance.ts'
import { openRunning } from '../running-production.ts'
import { isLocal } from '../start-production.ts'
import { parseMetrics, type Sample, sumOf } from './metrics-text.ts'
import { type Look, type Rates, ratesBetween } from './rates.ts'

/** A site at one moment. Sizes are in bytes; null is what nobody could say. */
export interface SiteReading {
  instance: string
  /** ISO 8601. */
  at: string
  tier: Tier
  health: string
  faults: readonly string[]
  closed: boolean | null
  services: readonly {
    name: string
    container: string
    state: string
    restarts: number
    use: Omit<ContainerUse, 'name'> | null
  }[]
  machine: { load: number; memory: number; memoryFree: number; disk: number; diskFree: number } | null
  volumes: readonly VolumeUse[] | null
  /** Of the backend, since the look before. */
  rates: Rates | null
  connections: number | null
  queues: readonly { queue: string; queued: number; active: number; failed: number; oldestSeconds: number }[]
  /** When the edge's certificate ends; ISO 8601. */
  certificateEnds: string | null
  backup: { newestVerified: string | null; backups: number; bytes: number } | null
  alerts: readonly FiringAlert[] | null
}

/** What one look hands to the next. */
export interface Watch {
  readonly context: Context
  readonly project: Project
  readonly tier: Tier
  /** Where Docker keeps its data; undefined where that is not on this machine. */
  readonly dockerFolder: string | undefined
  last: Look | undefined
  volumes: readonly VolumeUse[] | null
}

const lookTimeoutMs = 20_000
/** The daemon walks through every volume for their sizes. */
const sizesTimeoutMs = 60_000

/** @throws ManageError (missing) where nothing of production runs */
export async function watchSite(context: Context): Promise<Watch> {
  const { project, tier, running } = await openRunning(context)
  if (!running) {
    throw new ManageError('missing', `no production of ${context.instance.name} runs here`, {
      hint: 'Start it: pnpm manage prod:up. What runs of development: pnpm manage dev:status',
    })
  }
  const { stdout } = await runDocker(context.runner, dockerInfo(), { timeoutMs: lookTimeoutMs })
  const dockerFolder = isLocal(context) ? parseDockerInfo(stdout)?.rootFolder : undefined
  return { context, project, tier, dockerFolder, last: undefined, volumes: null }
}

/** Asks Docker how large the volumes are, for the readings to come; what it does not say in time stays as it was. */
export async function measureVolumes(watch: Watch): Promise<void> {
  const { runner, instance } = watch.context
  const sizes = await inTime(runDocker(runner, volumeUse(), { allow: 'any', timeoutMs: sizesTimeoutMs }))
  if (sizes?.code === 0) {
    watch.volumes = parseVolumeUse(sizes.stdout.trim(), `${productionLabel}=${instance.name}`)
  }
}

/** Looks once. What a part does not say in time is null, and nothing else waits for it. */
export async function readSite(watch: Watch): Promise<SiteReading> {
  const { context, project, tier } = watch
  const containers = await inspectProject(context, project)
  const runs = (part: string) =>
    containers.some(({ service, running, paused }) => service === part && running && !paused)
  // The first time there is nothing to compare with yet: Docker's own measuring takes a second or two in between.
  watch.last ??= runs('backend') ? await lookAt(context, project, 'backend', 3001) : undefined
  const use = await readUse(context, containers)
  const [backend, keeper, health, closed, alerts] = await Promise.all([
    runs('backend') ? lookAt(context, project, 'backend', 3001) : undefined,
    runs('keeper') ? lookAt(context, project, 'keeper', 3004) : undefined,
    runs('backend')
      ? askBackend(context, project)
      : { status: 'unreachable', faults: ['the backend does not run'] },
    runs('edge') ? inTime(isClosed(context, project)) : false,
    runs('alertmanager') ? inTime(readAlerts(context, project)) : undefined,
  ])
  const rates = watch.last && backend ? ratesBetween(watch.last, backend) : undefined
  watch.last = backend
  const samples = backend?.samples ?? []
  return {
    instance: context.instance.name,
    at: new Date().toISOString(),
    tier,
    health: health.status,
    faults: health.faults,
    closed: closed ?? null,
    services: containers.toSorted(byPart).map((container) => ({
      name: container.service,
      container: container.name,
      state: (container.running && !container.paused && container.health) || stateOf(container),
      restarts: container.restarts,
      use: use.get(container.name) ?? null,
    })),
    machine: readMachine(watch),
    volumes: watch.volumes,
    rates: rates ?? null,
    connections: sumOf(samples, 'parlance_chat_connections') ?? null,
    queues: queuesOf(samples),
    certificateEnds: instant(
      sumOf(keeper?.samples ?? [], 'parlance_certificate_not_after_timestamp_seconds'),
    ),
    backup: keeper ? backupOf(keeper.samples) : null,
    alerts: alerts ?? null,
  }
}

const byPart = (a: ContainerFacts, b: ContainerFacts) =>
  partOrder.indexOf(a.service) - partOrder.indexOf(b.service) || a.number - b.number
const partOrder: readonly string[] = prodParts

async function readUse(
  { runner }: Context,
  containers: readonly ContainerFacts[],
): Promise<Map<string, Omit<ContainerUse, 'name'>>> {
  const names = containers.filter(({ running }) => running).map(({ name }) => name)
  if (names.length === 0) return new Map()
  const use = await inTime(runDocker(runner, containerUse(names), { allow: 'any', timeoutMs: lookTimeoutMs }))
  return new Map(
    use?.code === 0 ? parseContainerUse(use.stdout).map(({ name, ...rest }) => [name, rest]) : [],
  )
}

/** Reads a service's figures from inside its container: nothing outside may. */
async function lookAt(
  context: Context,
  project: Project,
  part: string,
  port: number,
): Promise<Look | undefined> {
  const script = `fetch('http://127.0.0.1:${port}/metrics').then(async (answer) => process.stdout.write(await answer.text()))`
  const answer = await inTime(
    runDocker(context.runner, composeExec(project, part, ['node', '--eval', script]), {
      allow: 'any',
      timeoutMs: lookTimeoutMs,
    }),
  )
  return answer?.code === 0 ? { samples: parseMetrics(answer.stdout), at: performance.now() } : undefined
}

function readMachine({ dockerFolder }: Watch): SiteReading['machine'] {
  if (dockerFolder === undefined) return null
  try {
    const { bavail, blocks, bsize } = statfsSync(dockerFolder)
    return {
      load: loadavg()[0] ?? 0,
      memory: totalmem(),
      memoryFree: freemem(),
      disk: blocks * bsize,
      diskFree: bavail * bsize,
    }
  } catch {
    // A daemon in a machine of its own, as on a Mac: its folders are not here.
    return null
  }
}

function queuesOf(samples: readonly Sample[]): SiteReading['queues'] {
  const names = [
    ...new Set(samples.flatMap(({ name, labels }) => (name === 'parlance_jobs' ? [labels.queue ?? ''] : []))),
  ]
  return names.sort().map((queue) => {
    const of = (name: string, state?: string) =>
      sumOf(
        samples,
        name,
        (labels) => labels.queue === queue && (state === undefined || labels.state === state),
      ) ?? 0
    return {
      queue,
      queued: of('parlance_jobs', 'queued'),
      active: of('parlance_jobs', 'active'),
      failed: of('parlance_jobs', 'failed'),
      oldestSeconds: of('parlance_jobs_oldest_seconds'),
    }
  })
}

const backupOf = (samples: readonly Sample[]): SiteReading['backup'] => ({
  newestVerified: instant(sumOf(samples, 'parlance_backup_newest_verified_timestamp_seconds')),
  backups: sumOf(samples, 'parlance_backups') ?? 0,
  bytes: sumOf(samples, 'parlance_backup_bytes') ?? 0,
})

/** @param seconds since 1970; 0 stands for never */
const instant = (seconds: number | undefined): string | null =>
  seconds ? new Date(seconds * 1_000).toISOString() : null
