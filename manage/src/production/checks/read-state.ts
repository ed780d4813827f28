import { statfsSync } from 'node:fs'
import type { Context } from '../../core/context.ts'
import { services as topology } from '../../core/topology.ts'
import { composeConfig, composeExec, type Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { findImages } from '../../docker/local-images.ts'
import { dockerInfo } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import { parseDockerInfo } from '../../docker/parse/docker-info.ts'
import { readProgramDocument } from '../../docker/parse/program-document.ts'
import { askBackend } from '../backend-health.ts'
import { databaseProgram } from '../database-step.ts'
import { archiveRoom } from '../logs/log-room.ts'
import { judgeUpcoming } from '../migrations/upcoming.ts'
import { openRunning } from '../running-production.ts'
import { isLocal } from '../start-production.ts'
import type { KeeperState, ProductionState, ResolvedService, RunningSite } from './production-state.ts'

const askTimeoutMs = 60_000

/**
 * Looks at everything that the checks judge, and changes nothing.
 *
 * @throws ManageError (missing) where there are no secrets, or Docker does not answer
 */
export async function readProductionState(context: Context): Promise<ProductionState> {
  const { project, running } = await openRunning(context)
  const { stdout } = await runDocker(context.runner, composeConfig(project), { timeoutMs: askTimeoutMs })
  const services = resolvedServices(stdout)
  const names = [...new Set(Object.values(services).map(({ image }) => image))]
  const [images, docker, containers] = await Promise.all([
    Promise.all(names.map(async (name) => ({ name, found: (await findImages(context.runner, [name]))[0] }))),
    readDocker(context),
    inspectProject(context, project),
  ])
  const [site, keeper] = running
    ? await Promise.all([readSite(context, project, containers), readKeeper(context, project, containers)])
    : []
  return {
    services,
    images: images.flatMap(({ name, found }) =>
      found ? [{ name, user: found.user, created: found.created }] : [],
    ),
    docker,
    logBytes: archiveRoom(context.instance),
    site,
    keeper,
  }
}

interface Resolved {
  services?: Record<
    string,
    {
      image?: string
      user?: string
      environment?: Record<string, string | null>
      ports?: { host_ip?: string; published?: string | number }[]
    }
  >
}

function resolvedServices(stdout: string): Record<string, ResolvedService> {
  const { services = {} } = JSON.parse(stdout) as Resolved
  return Object.fromEntries(
    Object.entries(services).map(([name, { image = '', user, environment = {}, ports = [] }]) => [
      name,
      {
        image,
        user,
        environment: Object.fromEntries(
          Object.entries(environment).map(([variable, value]) => [variable, value ?? '']),
        ),
        ports: ports.map(({ host_ip: host = '', published = 0 }) => ({ host, published: Number(published) })),
      },
    ]),
  )
}

async function readDocker(context: Context): Promise<ProductionState['docker']> {
  const began = Date.now()
  const { stdout } = await runDocker(context.runner, dockerInfo(), { timeoutMs: askTimeoutMs })
  const ended = Date.now()
  const info = parseDockerInfo(stdout)
  const said = info?.systemTime === undefined ? Number.NaN : Date.parse(info.systemTime)
  // It read its clock at some moment between question and answer.
  const ahead = said > ended ? said - ended : said < began ? said - began : 0
  return {
    server: info?.server ?? '',
    compose: info?.compose ?? '',
    clockAheadMs: Number.isNaN(said) ? undefined : ahead,
    freeBytes: isLocal(context) ? freeBytes(info?.rootFolder) : undefined,
    memoryBytes: info?.memoryBytes ?? 0,
  }
}

function freeBytes(folder: string | undefined): number | undefined {
  if (folder === undefined) return undefined
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    // A daemon in a machine of its own, as on a Mac: its folders are not here.
    return undefined
  }
}

const runs = (containers: readonly ContainerFacts[], name: string) =>
  containers.some(({ service, running, paused }) => service === name && running && !paused)

async function readSite(
  context: Context,
  project: Project,
  containers: readonly ContainerFacts[],
): Promise<RunningSite> {
  const backend = runs(containers, 'backend')
  const [health, migrations, administrators] = await Promise.all([
    backend ? askBackend(context, project) : { status: 'unreachable', faults: ['the backend does not run'] },
    backend ? readMigrations(context, project) : undefined,
    runs(containers, 'postgres') ? readAdministrators(context, project) : undefined,
  ])
  const restarts: Record<string, number> = {}
  for (const { service, restarts: count } of containers) restarts[service] = (restarts[service] ?? 0) + count
  return {
    health: health.status,
    faults: health.faults,
    restarts,
    migrations,
    upcoming: migrations && (await judgeUpcoming(context, migrations.pending)),
    administrators,
  }
}

async function readMigrations(context: Context, project: Project): Promise<RunningSite['migrations']> {
  // That something is pending ends the program with 1, and is an answer; a database that is away is none.
  const { stdout } = await runDocker(
    context.runner,
    composeExec(project, 'backend', ['node', databaseProgram, 'status', '--json']),
    { allow: 'any', timeoutMs: askTimeoutMs },
  )
  return readAnswer<{ migrations?: RunningSite['migrations'] }>(stdout)?.migrations
}

const administratorsSql = `SELECT count(*) AS all, count(*) FILTER (WHERE
    EXISTS (SELECT 1 FROM "SecondFactor" f WHERE f."userId" = u.id AND f."confirmedAt" IS NOT NULL)
    OR EXISTS (SELECT 1 FROM "Passkey" p WHERE p."userId" = u.id)) AS own FROM "User" u
  WHERE u.role = 'admin' AND u."disabledAt" IS NULL`

async function readAdministrators(
  context: Context,
  project: Project,
): Promise<RunningSite['administrators']> {
  const psql = ['psql', '--username=parlance', '--dbname=parlance', '--tuples-only', '--no-align']
  const { code, stdout } = await runDocker(
    context.runner,
    composeExec(project, 'postgres', [...psql, `--command=${administratorsSql}`]),
    { allow: 'any', timeoutMs: askTimeoutMs },
  )
  const [, all, own] = /^(\d+)\|(\d+)$/m.exec(stdout) ?? []
  return code === 0 && all && own ? { all: Number(all), withSecondFactor: Number(own) } : undefined
}

async function readKeeper(
  context: Context,
  project: Project,
  containers: readonly ContainerFacts[],
): Promise<ProductionState['keeper']> {
  if (!runs(containers, 'keeper')) return undefined
  const script = `fetch('http://127.0.0.1:${topology.keeper.ports.production}/health').then(async (answer) => process.stdout.write(await answer.text()))`
  const { stdout } = await runDocker(
    context.runner,
    composeExec(project, 'keeper', ['node', '--eval', script]),
    { allow: 'any', timeoutMs: askTimeoutMs },
  )
  return readAnswer<KeeperState>(stdout) ?? 'silent'
}

/** The JSON document among what a program in a container printed; undefined where there is none. */
function readAnswer<Answer>(stdout: string): Answer | undefined {
  try {
    return readProgramDocument(stdout) as Answer
  } catch {
    // What is wrong with a site must not keep the rest of it from being looked at.
    return undefined
  }
}
