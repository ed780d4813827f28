import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { stateRoot } from '../../core/instance.ts'
import { projectVersion } from '../../core/project-version.ts'
import type { Step } from '../../core/steps.ts'
import type { Inspectors, ServiceName } from '../../core/topology.ts'
import { assertIpv4, loopbackName } from '../../machine/ports.ts'
import { findChromium, findOnPath } from '../../machine/system-tools.ts'
import { databaseCommand } from './database-program.ts'
import { findPostgres } from './postgres-home.ts'
import { postgresUrl } from './postgres-server.ts'
import { lackingHere, servicePrograms } from './service-programs.ts'
import type { DatabasePlan, PostgresPlan, StackPlan } from './stack-types.ts'

/** The whole development stack of an instance as a supervisor takes it. */
export async function planStack(
  context: Context,
  host: string,
  postgres: PostgresPlan,
  jwtSecret: string,
  patienceMs: number,
  inspectors: Inspectors,
  without: readonly ServiceName[] = [],
): Promise<StackPlan> {
  const { root, env, instance } = context
  assertIpv4(host)
  const url = postgresUrl(postgres)
  const ffmpeg = env.FFMPEG_PATH || findOnPath('ffmpeg', env.PATH)
  const programs = servicePrograms(
    {
      root,
      instance: instance.name,
      host,
      publicHost: await loopbackName(host),
      ports: instance.ports,
      folder: instance.folder,
      sharedFolder: stateRoot(root),
      version: projectVersion(root),
      databaseUrl: url,
      jwtSecret,
      chromium: findChromium(env),
      ffmpeg,
    },
    env,
    inspectors,
    without,
  )
  const frontend = programs.find(({ name }) => name === 'frontend')
  return {
    instance: instance.name,
    folder: instance.folder,
    host,
    patienceMs,
    programs,
    lacking: lackingHere({ ffmpeg }),
    postgres,
    database: databasePlan(root, instance.folder, url, 'reset'),
    ...(frontend?.probe.protocol === 'http'
      ? { home: { service: 'frontend' as const, url: new URL('/', frontend.probe.url).href } }
      : {}),
  }
}

/** How the schema gets into a database. @param folder of the instance. @param create what fills one that was just made */
export const databasePlan = (
  root: string,
  folder: string,
  url: string,
  create: 'migrate' | 'reset',
): DatabasePlan => ({
  url,
  migrate: databaseCommand(root, 'migrate', url),
  create: databaseCommand(root, create, url),
  migrations: join(root, 'services', 'backend', 'prisma', 'migrations'),
  stamp: { file: join(folder, 'migrated'), value: backendPackages(root) },
})

/** The instance's own server: where it is, how it is reached, and what has to be put there first. */
export function planPostgres(
  { instance }: Pick<Context, 'instance'>,
  host: string,
  password: string,
): { postgres: PostgresPlan; prepare: readonly Step[] } {
  const { home, prepare } = findPostgres(instance.folder, instance.project)
  const postgres = {
    ...home,
    host,
    port: instance.ports.postgres,
    user: 'parlance',
    password,
    database: 'parlance',
  }
  return { postgres, prepare }
}

/** Whether this instance has a database yet. */
export const hasDatabase = (plan: PostgresPlan) => existsSync(join(plan.data, 'PG_VERSION'))

/** Tells versions of the backend's dependencies apart: its queue brings tables of its own. */
const backendPackages = (root: string) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'services', 'backend', 'package.json')))
    .digest('hex')
