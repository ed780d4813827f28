import type { Context } from '../../core/context.ts'
import { ManageError, toManageError } from '../../core/errors.ts'
import type { ProcessSpec } from '../../core/process-spec.ts'
import type { Plan, Step } from '../../core/steps.ts'
import {
  composeExec,
  composeRun,
  composeStop,
  composeUp,
  type Project,
} from '../../docker/compose-commands.ts'
import { explainContainer, inspectProject } from '../../docker/containers.ts'
import { dockerStep, runDocker } from '../../docker/daemon.ts'
import { withImage } from '../../docker/local-images.ts'
import { containerExec } from '../../docker/object-commands.ts'
import { explainDocker } from '../../docker/parse/docker-fault.ts'
import { readProgramDocument } from '../../docker/parse/program-document.ts'
import { untilReady } from '../../docker/until-ready.ts'
import { progressOf } from '../database-progress.ts'
import type { DatabaseAction, DatabaseRequest } from '../engine.ts'
import { listenForState } from '../interrupted-database.ts'
import { explainFailure, StartFailure } from '../start-failure.ts'
import { imageSteps } from './development-images.ts'
import { openDevStack } from './development-stack.ts'

const actionTimeoutMs = 120_000
const longTimeoutMs = 12 * 3_600_000
const postgresWaitMs = 60_000

/** The backend's own database program: only the backend knows the schema. */
export const program = (action: DatabaseAction, args: readonly string[] = []) => [
  'node',
  'src/database-main.ts',
  action,
  ...args,
  '--json',
]

/** In the running backend, or in a container of its own with the database started for as long as it takes. */
export async function databasePlan(
  context: Context,
  action: DatabaseAction,
  { args = [], onProgress }: DatabaseRequest = {},
): Promise<Plan<Record<string, unknown>>> {
  const { instance, config } = context
  const containers = await inspectProject(context, { name: instance.project })
  const runs = (name: string) => containers.find(({ service, running }) => service === name && running)
  const losses =
    action === 'reset'
      ? [
          `all data in the database parlance of instance ${instance.name} (volume ${instance.project}_postgres)`,
        ]
      : []
  let document: Record<string, unknown> = {}
  // An answer that not all is well ends the program with 1, and is an answer.
  const asks = action === 'status' || action === 'check'
  const { onLine: hear, explain } = listenForState(action)
  const onLine: typeof hear = (line, stream) => {
    const progress = progressOf(line)
    if (progress) onProgress?.(progress)
    else hear(line, stream)
  }
  const options = {
    timeoutMs: args.length > 0 ? longTimeoutMs : actionTimeoutMs,
    onLine,
    ...(asks ? { allow: 'any' as const } : {}),
  }
  const work = (process: ProcessSpec): Step => {
    const step = dockerStep(`${action} the database`, process, options, ({ stdout }) => {
      document = readProgramDocument(stdout)
    })
    const act: Step['act'] = async (tools) => {
      try {
        await step.act?.(tools)
      } catch (error) {
        throw explain(error)
      }
    }
    return { ...step, act }
  }
  const result = () => document
  const backend = runs('backend')
  if (backend) return { steps: [work(containerExec(backend.name, program(action, args)))], losses, result }
  return withImage(context, config.nodeImage, async (base) => {
    const stack = await openDevStack(context, base)
    const { project, keep } = stack
    const { steps } = await imageSteps(context, stack, ['backend'])
    const inContainer = work(composeRun(project, 'backend', program(action, args)))
    if (runs('postgres')) return { steps: [...steps, inContainer], losses, result }
    return {
      steps: [...keep, ...steps, ...withPostgres(context, project, [inContainer])],
      losses,
      result,
    }
  })
}

/** Steps with the database started for as long as they take. It is asked by us when it is ready: Docker asks every two seconds. */
export const withPostgres = (context: Context, project: Project, steps: readonly Step[]): Step[] => [
  dockerStep('start postgres for as long as this takes', composeUp(project, ['postgres'])),
  {
    summary: 'wait until it takes connections',
    process: composeExec(project, 'postgres', untilReady),
    act: ({ run }) =>
      run({ timeoutMs: postgresWaitMs }).catch(async (error: unknown) => {
        throw await explainPostgres(context, project, explainDocker(error))
      }),
  },
  ...steps,
  { ...dockerStep('stop postgres again', composeStop(project, ['postgres'])), always: true },
]

/** Its container says why it takes no connections: how it ended, and its last lines. */
async function explainPostgres(context: Context, project: Project, thrown: unknown): Promise<unknown> {
  if (!['failed', 'timedOut'].includes(toManageError(thrown).kind)) return thrown
  const postgres = (await inspectProject(context, project)).find(({ service }) => service === 'postgres')
  if (!postgres) return thrown
  const failure = postgres.running
    ? new StartFailure('postgres', 'silent', 'postgres takes no connections', undefined)
    : new StartFailure('postgres', 'ended', 'postgres ended before it took connections', undefined)
  return explainFailure(failure, await explainContainer(context, postgres))
}

/** Loads the sample catalogue with the backend that runs. @param read takes the program's document */
export const seedStep = (
  project: Project,
  onlyIf: NonNullable<Step['onlyIf']>,
  read: (document: Record<string, unknown>) => void,
): Step => ({
  ...dockerStep(
    'load the sample catalogue',
    composeExec(project, 'backend', program('seed')),
    { timeoutMs: actionTimeoutMs },
    ({ stdout }) => read(readProgramDocument(stdout)),
  ),
  onlyIf,
})

/** What tells the data of a project's running PostgreSQL from any other: the number that initdb gave it. */
export async function databaseIdentity(context: Context, project: Pick<Project, 'name'>): Promise<string> {
  const containers = await inspectProject(context, project)
  const postgres = containers.find(({ service, running }) => service === 'postgres' && running)
  if (!postgres) throw new ManageError('failed', 'postgres ended while the stack was started')
  const query = 'SELECT system_identifier FROM pg_control_system()'
  const psql = ['psql', '--username=parlance', '--dbname=parlance', '--tuples-only', '--no-align']
  const ask = containerExec(postgres.name, [...psql, `--command=${query}`])
  const { stdout } = await runDocker(context.runner, ask, { timeoutMs: actionTimeoutMs })
  return stdout.trim()
}

/** @param interactive at a terminal; else statements come from a pipe, and the first that fails ends it. */
export const sqlPrompt = (project: Project, interactive: boolean): ProcessSpec => {
  const psql = ['psql', '--username=parlance', '--dbname=parlance']
  return interactive
    ? composeExec(project, 'postgres', psql, { terminal: true })
    : composeExec(project, 'postgres', [...psql, '--set=ON_ERROR_STOP=1'])
}
