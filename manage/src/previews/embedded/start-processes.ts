import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { ManageError, toManageError } from '../../core/errors.ts'
import { stateRoot } from '../../core/instance.ts'
import { projectVersion } from '../../core/project-version.ts'
import { andThen, type Plan, type Step } from '../../core/steps.ts'
import { instanceSecrets } from '../../engines/development-secrets.ts'
import { planBuiltStack } from '../../engines/embedded/built-stack.ts'
import { passwordStep } from '../../engines/embedded/copied-database.ts'
import { databaseCommand, databaseStep, rememberMigrated } from '../../engines/embedded/database-program.ts'
import { startDetached } from '../../engines/embedded/detached.ts'
import { postgresUrl } from '../../engines/embedded/postgres-server.ts'
import { planPostgres } from '../../engines/embedded/stack-plan.ts'
import type { PostgresPlan, StackPlan } from '../../engines/embedded/stack-types.ts'
import { stopStack } from '../../engines/embedded/stop-stack.ts'
import { withPostgres } from '../../engines/embedded/with-postgres.ts'
import { generatedSteps } from '../../machine/generated-code.ts'
import { loopbackHost } from '../../machine/ports.ts'
import { findChromium, findOnPath } from '../../machine/system-tools.ts'
import { answeringStep } from '../gateway.ts'
import type { Laps } from '../laps.ts'
import type { MadePreview, PreviewHost, PreviewRequest } from '../preview-request.ts'
import type { PreviewSource } from '../preview-source.ts'
import { sourceSteps } from '../preview-source.ts'
import { packageSteps } from './branch-packages.ts'
import { pagesSteps } from './built-pages.ts'
import { gatewayLog, gatewayProcessSteps } from './gateway-process.ts'
import { hasStack, writeStack } from './kept-stack.ts'
import { machineEnvironment } from './machine-environment.ts'
import { folderCopy } from './ready-folders.ts'
import { endStep } from './remove-processes.ts'
import { markedEnvironment, upMark } from './up-mark.ts'

/** A preview as processes of this machine. @param own the context of its instance, whose root is this checkout */
export async function onProcesses(
  context: Context,
  own: Context,
  source: PreviewSource,
  request: Pick<PreviewRequest, 'tier' | 'data' | 'size' | 'access' | 'waitTimeout'>,
  origin: string,
  lap: Laps,
): Promise<PreviewHost> {
  if (request.data === 'site' || request.data === 'site-now') {
    throw new ManageError('usage', 'the site runs in Docker, and a preview of processes cannot copy it', {
      hint: 'Take the sample catalogue: --data sample. Or Docker: --engine docker',
    })
  }
  if (request.access === 'site') {
    throw new ManageError(
      'usage',
      'the site runs in Docker, and a preview of processes does not know its sign-in',
      {
        hint: 'Let in who has a link: --access link. Or take Docker: --engine docker',
      },
    )
  }
  const { instance } = own
  const { folder } = instance
  const fresh = !hasStack(folder)
  const host = await loopbackHost()
  const { secrets, keep } = instanceSecrets(folder)
  const { postgres, prepare } = planPostgres(own, host, secrets.postgresPassword)
  const pages = join(folder, 'pages')
  const env = machineEnvironment(context.env)
  let administrator: MadePreview['administrator']

  const stack = (): StackPlan =>
    planBuiltStack(
      {
        root: source.folder,
        instance: instance.name,
        folder,
        host,
        ports: instance.ports,
        sharedFolder: stateRoot(context.root),
        version: projectVersion(source.folder),
        jwtSecret: secrets.jwtSecret,
        chromium: findChromium(context.env),
        ffmpeg: context.env.FFMPEG_PATH || findOnPath('ffmpeg', context.env.PATH),
        origin,
        tier: request.tier,
        pages,
        patienceMs: request.waitTimeout * 1_000,
      },
      postgres,
      env,
    )

  // The gateway comes first: its page says what is being made, and what did not come up.
  const first = [
    ...gatewayProcessSteps(context),
    endStep(own.instance),
    ...sourceSteps(context, source, markedEnvironment(instance)),
    ...keep,
    ...packageSteps(context, source, markedEnvironment(instance)),
  ]

  /** Data and pages, when the sources are there. */
  async function parts(): Promise<Plan<void>> {
    return {
      steps: [
        ...lap.steps('code', generatedSteps(source.folder)),
        ...lap.steps('pages', pagesSteps(context, { root: source.folder, instance, to: pages })),
        ...prepare,
        ...(fresh
          ? lap.steps('database', dataSteps(context, own, source, request, postgres, tellAdministrator))
          : []),
        {
          summary: 'write down how it is started',
          act: () => writeStack(folder, { plan: stack(), root: source.folder }),
        },
      ],
      result: () => {},
    }
  }

  function tellAdministrator({ adminEmail, adminPassword }: Record<string, unknown>): void {
    if (fresh) rememberMigrated(databaseOf(stack()))
    if (!adminPassword) return
    administrator = { email: String(adminEmail), password: String(adminPassword) }
    const { output } = context
    // Said now: were something to fail after this, nobody would ever see it.
    output.say(
      `administrator: ${adminEmail}  password: ${output.style.bold(String(adminPassword))}  (shown this once)`,
    )
  }

  async function running(): Promise<Plan<MadePreview>> {
    return {
      steps: [
        ...lap.steps('start', [startStep(context, folder, source.folder, stack, env)]),
        ...lap.steps('gateway', [answeringStep(context, gatewayLog(context))]),
      ],
      result: () => ({
        phases: {},
        services: ['postgres', ...stack().programs.map(({ name }) => name)].map((name) => ({
          name,
          health: 'healthy',
        })),
        ...(administrator ? { administrator } : {}),
      }),
    }
  }

  return {
    first,
    rest: (before) =>
      andThen(andThen(before, 'pages and database of these sources', parts), 'start it', running),
  }
}

function databaseOf({ database }: StackPlan) {
  if (database) return database
  throw new Error('a preview has a database')
}

/** A new preview's database: what it begins with, the branch's own migrations, and an administrator. */
function dataSteps(
  context: Context,
  own: Context,
  source: PreviewSource,
  { data, size }: Pick<PreviewRequest, 'data' | 'size'>,
  postgres: PostgresPlan,
  read: (document: Record<string, unknown>) => void,
): Step[] {
  const logs = own.instance.folder
  const mark = upMark(own.instance)
  const copy =
    data === 'sample' ? folderCopy(context, { root: source.folder, size, postgres, logs, mark }) : undefined
  const none: Step = {
    summary: `clear away what is in ${postgres.data}`,
    act: () => rmSync(postgres.data, { recursive: true, force: true }),
  }
  const migrate: Step = {
    ...databaseStep(
      'migrate',
      databaseCommand(source.folder, 'migrate', postgresUrl(postgres), ['--administrator']),
      read,
    ),
    summary: 'migrations of the branch, and an administrator',
  }
  return [
    ...(copy ? copy.steps : [none]),
    ...withPostgres(
      logs,
      postgres,
      [...(copy ? [passwordStep(postgres, copy.password)] : []), migrate],
      mark,
    ),
  ]
}

/** Starts all of it. Where something does not come up nothing of it stays, but what was said. */
const startStep = (
  context: Context,
  folder: string,
  root: string,
  stack: () => StackPlan,
  env: NodeJS.ProcessEnv,
): Step => ({
  summary: 'start a supervisor for database, services and pages',
  async act() {
    const { signal, output } = context
    try {
      await startDetached({ plan: stack(), root, env, signal, onNote: output.say })
    } catch (thrown) {
      await stopStack(folder)
      const { kind, message, details } = toManageError(thrown)
      throw new ManageError(kind, message, {
        details,
        hint: 'Mend the branch, and say preview:up again. What was said: pnpm manage preview:logs NAME',
      })
    }
  },
})
