import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { rememberInstance } from '../core/instance.ts'
import type { Step } from '../core/process-spec.ts'
import { composeExec, composeRun, composeUp, type Project } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { runDocker } from '../docker/daemon.ts'
import { pullImage } from '../docker/image-commands.ts'
import { type Tier, tierServices } from '../docker/production-project.ts'
import { buildProduction, planProductionBuild } from './build-production.ts'
import { openProduction } from './production-facts.ts'
import { currentTags } from './running-production.ts'
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
export async function prodUp(context: Context, request: ProdUpRequest): Promise<ProdUpReport> {
  const began = Date.now()
  const { output, runner } = context
  const deadline = began + request.waitTimeout * 1000
  openProduction(context, { ...optionsOf(request), tags: {} })
  const services = tierServices[request.tier]
  if (request.registry === undefined) await buildProduction(context, services, undefined)
  const tags = await currentTags(context, request.tier)
  const project = openProduction(context, { ...optionsOf(request), tags })
  if (request.registry !== undefined) {
    await Promise.all(
      services.map((service) =>
        runDocker(runner, pullImage(`${request.registry}/${service}:${tags[service]}`)),
      ),
    )
    output.say(`pulled ${services.join(', ')} from ${request.registry}`)
  }
  rememberInstance(context.instance)
  await start(context, project, ['postgres', 'redis'], deadline)
  const migrated = await databaseTask(context, project, 'migrate')
  output.say(migrationText(migrated.applied))
  const seeded = request.seed ? await databaseTask(context, project, 'seed') : {}
  // Said now: were something to fail after this, nobody would ever see it.
  if (seeded.adminPassword) {
    output.say(
      `administrator: ${seeded.adminEmail}  password: ${output.style.bold(String(seeded.adminPassword))}  (shown this once)`,
    )
  }
  await start(context, project, [], deadline)
  const health = await askBackend(context, project)
  const containers = await inspectProject(context, project)
  return {
    instance: context.instance.name,
    tier: request.tier,
    seconds: (Date.now() - began) / 1000,
    images: Object.fromEntries(
      services.map((service) => [service, `${request.registry ?? 'parlance'}/${service}:${tags[service]}`]),
    ),
    migrated: Array.isArray(migrated.applied) ? migrated.applied.map(String) : [],
    services: containers.map(({ service, health: state }) => ({
      name: service,
      health: service === 'backend' ? health : (state ?? 'running'),
    })),
    addresses: addressesOf(project, request),
    ...(seeded.adminPassword
      ? { administrator: { email: String(seeded.adminEmail), password: String(seeded.adminPassword) } }
      : {}),
  }
}

const optionsOf = ({ tier, publish, registry }: ProdUpRequest) => ({
  tier,
  publish,
  ...(registry === undefined ? {} : { registry: registry.replace(/\/+$/, '') }),
})

const migrationText = (applied: unknown) =>
  Array.isArray(applied) && applied.length > 0 ? `migrated: ${applied.join(', ')}` : 'no migration is pending'

/** Starts services, all without any, and waits until Docker says that they are healthy. */
async function start(
  context: Context,
  project: Project,
  services: readonly string[],
  deadline: number,
): Promise<void> {
  const seconds = Math.max(1, Math.round((deadline - Date.now()) / 1000))
  try {
    await runDocker(context.runner, composeUp(project, services, { waitSeconds: seconds }))
  } catch (error) {
    throw await explainStart(context, project, error)
  }
}

/** The database program of the backend's image, in a container of its own. */
async function databaseTask(
  context: Context,
  project: Project,
  action: 'migrate' | 'seed',
): Promise<Record<string, unknown>> {
  const command = composeRun(project, 'backend', [databaseProgram, action, '--json'])
  const { stdout } = await runDocker(context.runner, command, { timeoutMs: taskTimeoutMs })
  try {
    return JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1)) as Record<
      string,
      unknown
    >
  } catch (error) {
    throw new ManageError('failed', `${action} did not answer with a JSON document`, {
      cause: error,
      details: { output: stdout.trim().split('\n').slice(-20) },
    })
  }
}

/** What the backend says of itself and of what it needs; its container is healthy by now. */
async function askBackend(context: Context, project: Project): Promise<string> {
  const script =
    "fetch('http://127.0.0.1:3001/health').then(async (answer) => process.stdout.write(await answer.text()))"
  for (let attempt = 0; ; attempt++) {
    const { stdout } = await runDocker(
      context.runner,
      composeExec(project, 'backend', ['node', '--eval', script]),
      {
        allow: 'any',
      },
    )
    const status = /"status":\s*"(\w+)"/.exec(stdout)?.[1] ?? 'unreachable'
    if (status === 'healthy' || attempt === 5) return status
    await sleep(500)
  }
}

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

/** The same as steps. */
export async function planProdUp(context: Context, request: ProdUpRequest): Promise<Step[]> {
  const services = tierServices[request.tier]
  const tags = await currentTags(context, request.tier)
  const project = openProduction(context, { ...optionsOf(request), tags })
  const images =
    request.registry === undefined
      ? await planProductionBuild(context, services, undefined)
      : services.map((service) => ({
          summary: `pull ${service}`,
          command: pullImage(`${request.registry}/${service}:${tags[service]}`),
        }))
  const task = (action: string) => composeRun(project, 'backend', [databaseProgram, action, '--json'])
  const wait = { waitSeconds: request.waitTimeout }
  return [
    ...images,
    { summary: 'start the data stores', command: composeUp(project, ['postgres', 'redis'], wait) },
    { summary: 'apply pending migrations', command: task('migrate') },
    ...(request.seed ? [{ summary: 'load the sample catalogue', command: task('seed') }] : []),
    { summary: `start the ${request.tier} tier`, command: composeUp(project, [], wait) },
  ]
}
