import type { Context } from '../core/context.ts'
import { lastLines } from '../core/lines.ts'
import type { Project } from './compose-commands.ts'
import { runDocker } from './daemon.ts'
import { containerLogs, inspectContainers, listLabelled } from './object-commands.ts'
import { type ContainerFacts, healthHistory, parseContainers } from './parse/container.ts'

type Tools = Pick<Context, 'runner'>

/** Milliseconds after which a daemon that answers nothing is no longer waited for; a busy one takes seconds. */
const lookTimeoutMs = 60_000

/** Containers of a project, stopped ones too, with start times, restarts and health history. */
export async function inspectProject(
  { runner }: Tools,
  { name }: Pick<Project, 'name'>,
): Promise<ContainerFacts[]> {
  const own = [`com.docker.compose.project=${name}`, 'com.docker.compose.oneoff=False']
  const { stdout: names } = await runDocker(runner, listLabelled('container', own), {
    timeoutMs: lookTimeoutMs,
  })
  if (names.trim() === '') return []
  // One that has gone since it was listed is not there: that is an answer, and no failure.
  const { stdout } = await runDocker(runner, inspectContainers(names.trim().split('\n')), {
    allow: [0, 1],
    timeoutMs: lookTimeoutMs,
  })
  return parseContainers(stdout)
}

const lastLineCount = 20

/** Why a container does not work: its end, its health history and its last lines, for an error's details. */
export async function explainContainer(
  { runner }: Tools,
  container: ContainerFacts,
): Promise<Record<string, unknown>> {
  const { name, service, running, exitCode, outOfMemory, healthLog } = container
  const logs = await runner.run(containerLogs(name, lastLineCount), { allow: 'any' })
  return {
    service,
    container: name,
    ...(running ? {} : { ended: outOfMemory ? 'killed: out of memory' : `exit code ${exitCode}` }),
    healthHistory: healthLog.length > 0 ? healthHistory(healthLog) : ['none: it was never asked'],
    lastLines: lastLines(`${logs.stdout}${logs.stderr}`.trimEnd().split('\n'), lastLineCount),
  }
}
