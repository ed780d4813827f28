import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { rememberInstance } from '../core/instance.ts'
import type { Plan, Step } from '../core/steps.ts'
import type { Project } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { dockerStep } from '../docker/daemon.ts'
import { pullImage } from '../docker/image-commands.ts'
import { withImage } from '../docker/local-images.ts'
import { type Tier, tierServices } from '../docker/production-project.ts'
import { importText } from '../engines/transfer-text.ts'
import { assertPortsFree } from '../machine/ports.ts'
import { askBackend } from './backend-health.ts'
import { buildFrom } from './build-production.ts'
import { databaseStep } from './database-step.ts'
import { kindsText, upcomingKinds } from './migrations/upcoming.ts'
import {
  type ImageSet,
  openImageSet,
  openProduction,
  ownImages,
  type Production,
} from './production-facts.ts'
import { firstImport, transferStep } from './production-transfer.ts'
import { knownMigrations } from './release-facts.ts'
import { releasePlan } from './release-plan.ts'
import type { RolloutReport } from './rollout/deploy-production.ts'
import { readReleases } from './rollout/releases.ts'
import type { Target } from './rollout/rollout-request.ts'
import type { ProbeTarget } from './rollout/socket-probe.ts'
import { targetOf, tierTags } from './running-production.ts'

export interface ProdUpRequest {
  /** The verb, for the lock and the history. */
  command: string
  tier: Tier
  /** Who is to run the containers; undefined: who runs them now. */
  target: Target | undefined
  publish: boolean
  /** Loads the sample catalogue, and makes an administrator. */
  seed: boolean
  /** What the site begins with in place of that; an administrator is made too. @param project as it will run */
  data?: ((project: Project) => readonly Step[]) | undefined
  /** What is done when the images are there, before a container is made. @param backend its image */
  clone?: ((project: Project, backend: string) => readonly Step[]) | undefined
  /** A first start that nobody watches: everything at once. */
  atOnce?: boolean
  /** What it begins with has every migration of these sources. */
  migratedBefore?: boolean
  /** Runs images from there instead of building them. */
  registry: string | undefined
  /** Seconds. */
  waitTimeout: number
  /** Requests that may fail during a release. */
  allowFailures: number
  /** Replaces what can only be replaced by a stop, too. */
  interrupt: boolean
}

export interface ProdUpReport extends RolloutReport {
  images: Readonly<Record<string, string>>
  services: readonly { name: string; health: string }[]
  addresses: Readonly<Record<string, string>>
  administrator?: { email: string; password: string }
}

/**
 * Brings the tier up to what the checkout and the secret files say: images, data stores, migrations, then a new container
 * beside each that changed. Where nothing runs yet, that is a first start.
 */
export async function upPlan(context: Context, request: ProdUpRequest): Promise<Plan<ProdUpReport>> {
  const production = await openProduction(context)
  return withImage(context, context.config.nodeImage, (base) =>
    upFrom(context, production, openImageSet(context, base), request),
  )
}

async function upFrom(
  context: Context,
  production: Production,
  set: ImageSet,
  request: ProdUpRequest,
): Promise<Plan<ProdUpReport>> {
  const { output, instance } = context
  const { tier, registry } = request
  const services = tierServices[tier]
  const tags = tierTags(set, tier)
  const project = production.project({ ...optionsOf(request), tags })
  const running = (await inspectProject(context, project)).filter((container) => container.running)
  const target = request.target ?? targetOf(running)
  if (running.length > 0 && target !== targetOf(running)) throw otherTarget(targetOf(running), target)
  const held = new Set(running.flatMap(({ ports }) => ports))
  if (isLocal(context)) {
    await assertPortsFree(
      production.ports(request).filter(({ port }) => !held.has(port)),
      { daemon: true },
    )
  }
  const images = Object.fromEntries(
    services.map((service) => [service, `${registry ?? ownImages}/${service}:${tags[service]}`]),
  )
  const builds =
    registry === undefined
      ? (await buildFrom(context, set, services, undefined)).steps
      : [Object.entries(images).map(([service, image]) => dockerStep(`pull ${service}`, pullImage(image)))]
  let migrated: readonly string[] = []
  let administrator: ProdUpReport['administrator']
  const readAdministrator = ({ adminEmail, adminPassword }: Record<string, unknown>) => {
    if (!adminPassword) return
    administrator = { email: String(adminEmail), password: String(adminPassword) }
    // Said now: were something to fail after this, nobody would ever see it.
    output.say(
      `administrator: ${adminEmail}  password: ${output.style.bold(String(adminPassword))}  (shown this once)`,
    )
  }
  const sample = databaseStep(project, 'load the sample catalogue', 'seed', readAdministrator)
  // A program for two things costs half of what two cost; one of an older branch does the first alone.
  const migrating: Parameters<typeof databaseStep>[2] = request.data
    ? [...migrateArgs(context), '--administrator']
    : migrateArgs(context)
  const administratorAlone: Step = {
    ...databaseStep(project, 'make an administrator', 'admin-password', readAdministrator),
    onlyIf: { words: 'if there is none of this run', holds: () => administrator === undefined },
  }
  const listings = running.length === 0 ? firstListings(context, project) : undefined
  const rollout = await releasePlan(context, {
    target,
    command: request.command,
    tier,
    project,
    release: {
      tags,
      version: set.version,
      knows: knownMigrations(context.root),
      ...(registry === undefined ? {} : { registry }),
    },
    before: [
      ...builds,
      {
        summary: `remember the ports of instance ${instance.name} in ${instance.folder}`,
        act: () => rememberInstance(instance),
      },
    ],
    migrations: databaseStep(project, migrateSummary(context), migrating, (document) => {
      const { applied } = document
      readAdministrator(document)
      migrated = Array.isArray(applied) ? applied.map(String) : []
      output.say(migrated.length > 0 ? `migrated: ${migrated.join(', ')}` : 'no migration is pending')
    }),
    ...(request.clone ? { clone: request.clone(project, images.backend ?? '') } : {}),
    ...(request.data ? { data: request.data(project) } : {}),
    seeds: [
      ...(request.seed ? [sample] : request.data ? [administratorAlone] : []),
      ...(listings === undefined ? [] : [listings]),
    ],
    migrated: () => migrated,
    waitSeconds: request.waitTimeout,
    allowFailures: request.allowFailures,
    interrupt: request.interrupt,
    publish: request.publish,
    probe: probeTargetOf(context, production),
    ...(request.atOnce === undefined ? {} : { atOnce: request.atOnce }),
    ...(request.migratedBefore === undefined ? {} : { migratedBefore: request.migratedBefore }),
  })
  return {
    ...rollout,
    async result() {
      const report = await rollout.result()
      const health = await settledHealth(context, project)
      const containers = await inspectProject(context, project)
      return {
        ...report,
        images,
        services: containers.map(({ service, health: state }) => ({
          name: service,
          health:
            service === 'backend'
              ? health
              : // Asked by us, before Docker has asked for the first time.
                state === 'starting' && service in report.replaced
                ? 'healthy'
                : (state ?? 'running'),
        })),
        addresses: addressesOf(project, request),
        ...(administrator ? { administrator } : {}),
      }
    },
  }
}

const otherTarget = (now: Target, wanted: Target) =>
  new ManageError('failed', `what runs is run by ${now}, and it cannot go over to ${wanted} while it runs`, {
    hint: `Stop it, its data stays: pnpm manage prod:down. Then: pnpm manage prod:up --target ${wanted}`,
  })

/** The import of what lies in `data/`, where no start of this instance has ever succeeded. */
function firstListings(context: Context, project: Project): Step | undefined {
  const { instance, output } = context
  const file = firstImport(context)
  if (file === undefined || readReleases(instance).some(({ outcome }) => outcome === 'done')) return undefined
  return transferStep(project, 'catalogue-import', { args: [file] }, (document) => {
    output.say(importText(document, output.style))
  })
}

/** Says by kind what a release brings, before anything is done. */
function migrateSummary(context: Context): string {
  const kinds = kindsText(upcomingKinds(context))
  return `apply pending migrations${kinds === '' ? '' : `: ${kinds}`}`
}

/** What takes something away waits until the version that brings it is the one that runs; where nothing ran, for nothing. */
function migrateArgs(context: Context): readonly ['migrate', ...string[]] {
  const held = upcomingKinds(context)?.held ?? []
  return held.length === 0 ? ['migrate'] : ['migrate', `--hold=${held.join(',')}`]
}

/** Where a probe reaches the site from here; undefined where Docker is on another machine. */
export function probeTargetOf(context: Context, { edge, origin }: Production): ProbeTarget | undefined {
  if (!isLocal(context)) return undefined
  const bind = context.config.edge.bind.replace(/^\[(.*)\]$/, '$1')
  const host = bind === '0.0.0.0' ? '127.0.0.1' : bind === '::' ? '::1' : bind
  return {
    secure: edge.https !== undefined,
    host,
    port: edge.https ?? edge.http,
    hostname: origin.hostname,
    origin: origin.origin,
  }
}

const optionsOf = ({ tier, publish, registry }: ProdUpRequest) => ({
  tier,
  publish,
  ...(registry === undefined ? {} : { registry }),
})

/** A backend that has just started is let find what it needs. */
async function settledHealth(context: Context, project: Project): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const { status } = await askBackend(context, project)
    if (status === 'healthy' || attempt === 5) return status
    await sleep(500)
  }
}

/** Whether the daemon that will listen is on this machine: only then do its ports say anything. */
export const isLocal = ({ env }: Context) => !/^(?:tcp|ssh):/.test(env.DOCKER_HOST ?? '')

function addressesOf({ env }: Project, { publish }: ProdUpRequest): Record<string, string> {
  const {
    PARLANCE_SITE: site = '',
    PARLANCE_HTTP_PORT: http = '80',
    PARLANCE_HTTPS_PORT: https = '443',
  } = env
  const port = (number: string, usual: string) => (number === usual ? '' : `:${number}`)
  return {
    site: site.startsWith(':')
      ? `http://localhost${port(http, '80')}`
      : `https://${site}${port(https, '443')}`,
    ...(publish
      ? {
          frontend: `http://127.0.0.1:${env.PARLANCE_FRONTEND_PORT}`,
          backend: `http://127.0.0.1:${env.PARLANCE_BACKEND_PORT}`,
          translation: `127.0.0.1:${env.PARLANCE_TRANSLATION_PORT}`,
        }
      : {}),
  }
}
