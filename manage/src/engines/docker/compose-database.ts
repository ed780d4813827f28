import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import type { ProcessSpec, Step } from '../../core/process-spec.ts'
import {
  composeExec,
  composeRun,
  composeStop,
  composeUp,
  type Project,
} from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { containerExec } from '../../docker/object-commands.ts'
import type { DatabaseAction } from '../engine.ts'

const actionTimeoutMs = 120_000
const postgresWaitSeconds = 60

/** The backend's own database program: only the backend knows the schema. */
const program = (action: DatabaseAction) => ['node', 'src/database-main.ts', action, '--json']

/**
 * In the running backend, or in a container of its own with the database started for as long as it takes.
 *
 * @param open gives the project where one has to be started; a running backend needs only its name.
 */
export async function planDatabaseAction(
  context: Context,
  open: () => Promise<Project>,
  action: DatabaseAction,
): Promise<Step[]> {
  const containers = await inspectProject(context, { name: context.instance.project })
  const runs = (name: string) => containers.find(({ service, running }) => service === name && running)
  const summary = `${action} the database`
  const backend = runs('backend')
  if (backend) return [{ summary, command: containerExec(backend.name, program(action)) }]
  const project = await open()
  const work = { summary, command: composeRun(project, 'backend', program(action)) }
  if (runs('postgres')) return [work]
  return [
    {
      summary: 'start postgres for as long as this takes',
      command: composeUp(project, ['postgres'], { waitSeconds: postgresWaitSeconds }),
    },
    work,
    { summary: 'stop postgres again', command: composeStop(project, ['postgres']) },
  ]
}

/** Does it, and gives the program's document. @throws ManageError (failed) with what the program said. */
export async function runDatabaseAction(
  context: Context,
  open: () => Promise<Project>,
  action: DatabaseAction,
): Promise<Record<string, unknown>> {
  const steps = await planDatabaseAction(context, open, action)
  const work = steps.findIndex(({ summary }) => summary === `${action} the database`)
  let document: Record<string, unknown> | undefined
  let failure: unknown
  for (const [index, { command }] of steps.entries()) {
    // What was started for this is stopped again, whatever came of it.
    if (!command || (failure !== undefined && index < steps.length - 1)) continue
    try {
      const { stdout } = await runDocker(context.runner, command, { timeoutMs: actionTimeoutMs })
      if (index === work) document = readDocument(stdout)
    } catch (error) {
      failure ??= error
    }
  }
  if (failure !== undefined) throw failure
  if (!document) throw new ManageError('failed', 'the database program said nothing')
  return document
}

/** Compose says on stdout too what it does; the document is what stands between the first brace and the last. */
function readDocument(stdout: string): Record<string, unknown> {
  const text = stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1)
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new ManageError('failed', 'the database program did not answer with a JSON document', {
      cause: error,
      details: { output: stdout.trim().split('\n').slice(-20) },
    })
  }
}

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

export const sqlPrompt = (project: Project): ProcessSpec =>
  composeExec(project, 'postgres', ['psql', '--username=parlance', '--dbname=parlance'], { terminal: true })
