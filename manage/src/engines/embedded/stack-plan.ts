import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { stateRoot } from '../../core/instance.ts'
import { projectVersion } from '../../core/project-version.ts'
import { assertIpv4, loopbackHost, loopbackName } from '../../machine/ports.ts'
import { findChromium } from '../../machine/system-tools.ts'
import { instanceSecrets } from '../development-secrets.ts'
import { databaseCommand } from './database-program.ts'
import { findPostgres } from './postgres-home.ts'
import { postgresUrl } from './postgres-server.ts'
import { servicePrograms } from './service-programs.ts'
import type { PostgresPlan, StackPlan } from './stack-types.ts'

/** The whole development stack of an instance as a supervisor takes it. @param preview writes nothing, for a dry run. */
export async function planStack(context: Context, deadlineMs: number, preview: boolean): Promise<StackPlan> {
  const { root, env, instance } = context
  const host = await loopbackHost()
  assertIpv4(host)
  const postgres = planPostgres(context, host, preview)
  const url = postgresUrl(postgres)
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
      jwtSecret: instanceSecrets(instance.folder, preview).jwtSecret,
      chromium: findChromium(env),
    },
    env,
  )
  const frontend = programs.find(({ name }) => name === 'frontend')
  return {
    instance: instance.name,
    folder: instance.folder,
    host,
    deadlineMs,
    programs,
    postgres,
    database: {
      url,
      migrate: databaseCommand(root, 'migrate', url),
      create: databaseCommand(root, 'reset', url),
      migrations: join(root, 'services', 'backend', 'prisma', 'migrations'),
      stamp: { file: join(instance.folder, 'migrated'), value: backendPackages(root) },
    },
    ...(frontend?.probe.protocol === 'http'
      ? { home: { service: 'frontend' as const, url: new URL('/', frontend.probe.url).href } }
      : {}),
  }
}

/** The instance's own server: where it is, and how it is reached. */
export function planPostgres(
  { instance }: Pick<Context, 'instance'>,
  host: string,
  preview: boolean,
): PostgresPlan {
  return {
    ...findPostgres(instance.folder, instance.project, preview),
    host,
    port: instance.ports.postgres,
    user: 'parlance',
    password: instanceSecrets(instance.folder, preview).postgresPassword,
    database: 'parlance',
  }
}

/** Whether this instance has a database yet. */
export const hasDatabase = (plan: PostgresPlan) => existsSync(join(plan.data, 'PG_VERSION'))

/** Tells versions of the backend's dependencies apart: its queue brings tables of its own. */
const backendPackages = (root: string) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'services', 'backend', 'package.json')))
    .digest('hex')
