import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../core/context.ts'
import { rememberInstance } from '../core/instance.ts'
import type { Plan, Step } from '../core/steps.ts'
import { composeRun, composeUp, type Project } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { dockerStep } from '../docker/daemon.ts'
import { pullImage } from '../docker/image-commands.ts'
import { withImage } from '../docker/local-images.ts'
import { explainDocker } from '../docker/parse/docker-fault.ts'
import { readProgramDocument } from '../docker/parse/program-document.ts'
import { type Tier, tierServices } from '../docker/production-project.ts'
import { assertPortsFree } from '../machine/ports.ts'
import { askBackend } from './backend-health.ts'
import { buildFrom } from './build-production.ts'
import {
  type ImageSet,
  openImageSet,
  openProduction,
  ownImages,
  type Production,
} from './production-facts.ts'
import { tierTags } from './running-production.ts'
import { explainStart } from './start-fault.ts'

export interface ProdUpRequest {
  tier: Tier
  publish: boolean
  /** Loads the sample catalogue, and makes an administrator. */
  seed: boolean
  /** Runs images from there instead of building them. */
  registry: string | undefined
  waitTimeout: number
}

export interface ProdUpReport {
  instance: string
  tier: Tier
  seconds: number
  images: Readonly<Record<string, string>>
  /** Migrations that were applied. */
  migrated: readonly string[]
  services: readonly { name: string; health: string }[]
  addresses: Readonly<Record<string, string>>
  administrator?: { email: string; password: string }
}

const databaseProgram = 'dist/backend/database-main.mjs'
const taskTimeoutMs = 300_000

/** Brings the tier up: images, then data stores, then migrations, then everything, each step named when it fails. */
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
  const began = Date.now()
  const { output, instance } = context
  const { tier, registry, waitTimeout } = request
  const services = tierServices[tier]
  const tags = tierTags(set, tier)
  const project = production.project({ ...optionsOf(request), tags })
  const running = (await inspectProject(context, project)).filter((container) => container.running)
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
  return {
    steps: [
      ...builds,
      {
        summary: `remember the ports of instance ${instance.name} in ${instance.folder}`,
        act: () => rememberInstance(instance),
      },
      startStep(context, project, 'start the data stores', ['postgres', 'redis'], waitTimeout),
      databaseStep(project, 'apply pending migrations', 'migrate', ({ applied }) => {
        migrated = Array.isArray(applied) ? applied.map(String) : []
        output.say(migrated.length > 0 ? `migrated: ${migrated.join(', ')}` : 'no migration is pending')
      }),
      ...(request.seed
        ? [
            databaseStep(project, 'load the sample catalogue', 'seed', ({ adminEmail, adminPassword }) => {
              if (!adminPassword) return
              administrator = { email: String(adminEmail), password: String(adminPassword) }
              // Said now: were something to fail after this, nobody would ever see it.
              output.say(
                `administrator: ${adminEmail}  password: ${output.style.bold(String(adminPassword))}  (shown this once)`,
              )
            }),
          ]
        : []),
      startStep(context, project, `start the ${tier} tier`, [], waitTimeout),
    ],
    async result() {
      const health = await settledHealth(context, project)
      const containers = await inspectProject(context, project)
      return {
        instance: instance.name,
        tier,
        seconds: (Date.now() - began) / 1000,
        images,
        migrated,
        services: containers.map(({ service, health: state }) => ({
          name: service,
          health: service === 'backend' ? health : (state ?? 'running'),
        })),
        addresses: addressesOf(project, request),
        ...(administrator ? { administrator } : {}),
      }
    },
  }
}

const optionsOf = ({ tier, publish, registry }: ProdUpRequest) => ({
  tier,
  publish,
  ...(registry === undefined ? {} : { registry }),
})

/** Starts services, all without any, and waits until Docker says that they are healthy. */
const startStep = (
  context: Context,
  project: Project,
  summary: string,
  services: readonly string[],
  waitSeconds: number,
): Step => ({
  summary,
  process: composeUp(project, services, { waitSeconds }),
  act: ({ run }) =>
    run().catch(async (error: unknown) => {
      throw await explainStart(context, project, explainDocker(error))
    }),
})

/** The database program of the backend's image, in a container of its own. @param read takes its document */
export const databaseStep = (
  project: Project,
  summary: string,
  action: 'migrate' | 'seed' | 'admin-password',
  read: (document: Record<string, unknown>) => void,
): Step =>
  dockerStep(
    summary,
    composeRun(project, 'backend', [databaseProgram, action, '--json']),
    { timeoutMs: taskTimeoutMs },
    ({ stdout }) => read(readProgramDocument(stdout)),
  )

/** A backend that has just started is let find what it needs. */
async function settledHealth(context: Context, project: Project): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const { status } = await askBackend(context, project)
    if (status === 'healthy' || attempt === 5) return status
    await sleep(500)
  }
}

/** Whether the daemon that will listen is on this machine: only then do its ports say anything. */
const isLocal = ({ env }: Context) => !/^(?:tcp|ssh):/.test(env.DOCKER_HOST ?? '')

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
