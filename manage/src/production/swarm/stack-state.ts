import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import { lastLines } from '../../core/lines.ts'
import { askDocker, runDocker } from '../../docker/daemon.ts'
import { containerLogs } from '../../docker/object-commands.ts'
import { parseServices, parseTasks, type StackService, type StackTask } from '../../docker/parse/stack.ts'
import { inspectServices, inspectTasks, listTasks, stackServices } from '../../docker/stack-commands.ts'

type Tools = Pick<Context, 'runner'>

const lookTimeoutMs = 60_000
const lastLineCount = 20

/** The id of this machine in the swarm that it manages. @throws ManageError (missing) saying how to make one */
export async function swarmNode(context: Tools): Promise<string> {
  const { swarmNode: node } = await askDocker(context)
  if (node !== undefined) return node
  throw new ManageError('missing', 'this Docker manages no swarm', {
    hint: 'Make one of this machine: docker swarm init. Or run by Compose, which needs none: --target compose',
  })
}

const wordsOf = (text: string) => text.split('\n').filter((word) => word !== '')

/** Services of a stack by the name of their part. */
export async function readServices({ runner }: Tools, stack: string): Promise<Map<string, StackService>> {
  const options = { timeoutMs: lookTimeoutMs }
  const names = wordsOf((await runDocker(runner, stackServices(stack), options)).stdout)
  if (names.length === 0) return new Map()
  const { stdout } = await runDocker(runner, inspectServices(names), options)
  return new Map(parseServices(stdout).map((service) => [service.name.slice(stack.length + 1), service]))
}

/** Tasks of services that the swarm remembers, oldest first; of those that have gone meanwhile none. */
export async function readTasks(
  { runner }: Tools,
  services: readonly Pick<StackService, 'name'>[],
): Promise<StackTask[]> {
  const options = { timeoutMs: lookTimeoutMs, allow: [0, 1] }
  if (services.length === 0) return []
  const names = services.map(({ name }) => name)
  const ids = wordsOf((await runDocker(runner, listTasks(names), options)).stdout)
  if (ids.length === 0) return []
  const { stdout } = await runDocker(runner, inspectTasks(ids), options)
  return parseTasks(stdout).sort((one, other) => one.createdAt.localeCompare(other.createdAt))
}

/** How a part that is being replaced gets on. */
export type Standing =
  | { at: 'done' }
  | { at: 'under way'; why: string }
  /** The swarm has gone back to what was before, or stands still. */
  | { at: 'refused'; why: string; task: StackTask | undefined }

const ended = new Set(['failed', 'rejected', 'orphaned'])
/** Of a part that never ran before, to which no swarm can go back. */
const mostEnds = 3

/**
 * Judges a part by its service and its tasks. @param before the service as it was before it was told to change
 * @param digest what its tasks are to be made from
 */
export function standingOf(
  service: StackService,
  tasks: readonly StackTask[],
  { digest, forced }: { digest: string; forced: number },
): Standing {
  const isNew = (one: Pick<StackTask, 'configDigest' | 'forced'>) =>
    one.configDigest === digest && one.forced >= forced
  const own = tasks.filter(({ serviceId }) => serviceId === service.id)
  const wanted = own.filter((one) => one.wanted === 'running')
  const serving = wanted.filter((one) => isNew(one) && one.state === 'running')
  const { update = '', updateMessage } = service
  const moves = ['updating', 'rollback_started'].includes(update)
  const complete = serving.length === service.replicas && wanted.length === serving.length
  if (isNew(service) && complete && !moves) return { at: 'done' }
  const failed = own.filter((one) => isNew(one) && ended.has(one.state))
  const last = failed.at(-1)
  if (['paused', 'rollback_completed', 'rollback_paused'].includes(update)) {
    const words =
      update === 'rollback_completed' ? 'the swarm has gone back to the version before' : updateMessage
    return { at: 'refused', why: words || update, task: last }
  }
  if (update === '' && failed.length >= mostEnds) {
    return { at: 'refused', why: `it ended ${failed.length} times`, task: last }
  }
  const words = own.at(-1)
  const state = words ? ` (the newest is ${words.state}${words.error ? `: ${words.error}` : ''})` : ''
  return { at: 'under way', why: `${serving.length} of ${service.replicas} serve${state}` }
}

/** Why a task did not serve: its end and its last lines. */
export async function explainTask(
  { runner }: Tools,
  part: string,
  task: StackTask | undefined,
): Promise<Record<string, unknown>> {
  if (!task) return { service: part }
  const said =
    task.container === ''
      ? { stdout: '', stderr: '' }
      : await runDocker(runner, containerLogs(task.container, lastLineCount), { allow: 'any' })
  const lines = wordsOf(`${said.stdout}${said.stderr}`)
  return {
    service: part,
    task: task.id,
    ended: task.error || `exit code ${task.exitCode}`,
    lastLines: lastLines(lines, lastLineCount),
  }
}
