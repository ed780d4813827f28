import type { Context } from '../core/context.ts'
import { ManageError, toManageError } from '../core/errors.ts'
import type { Completed, ProcessSpec, Runner, RunOptions } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'
import { dockerInfo } from './object-commands.ts'
import { dockerFault, explainDocker } from './parse/docker-fault.ts'
import { type DockerInfo, parseDockerInfo } from './parse/docker-info.ts'

/** A daemon that is there answers in a tenth of this, in milliseconds. */
const askTimeoutMs = 8_000

type Docker = DockerInfo & { server: string }

/** It does not change while a command runs, and asking takes a tenth of a second. */
const answers = new WeakMap<Runner, Promise<Docker>>()

/** What Docker is here. @throws ManageError (missing) saying what is not there, and how to get it. */
export function askDocker({ runner }: Pick<Context, 'runner'>): Promise<Docker> {
  const known = answers.get(runner) ?? ask(runner)
  answers.set(runner, known)
  return known
}

async function ask(runner: Runner): Promise<Docker> {
  const { stdout, stderr } = await runner
    .run(dockerInfo(), { allow: 'any', timeoutMs: askTimeoutMs })
    .catch((error: unknown) => {
      throw explainDocker(error)
    })
  const info = parseDockerInfo(stdout)
  if (!info?.server) {
    const words = [info?.serverError, stderr].filter(Boolean).join('\n')
    throw (
      dockerFault(words) ??
      new ManageError('missing', 'no Docker daemon answers', {
        details: { docker: words.trim().slice(0, 400) },
        hint: 'Look at it yourself: docker info',
      })
    )
  }
  if (!info.compose) throw dockerFault("'compose' is not a docker command") ?? new Error('unreachable')
  return { ...info, server: info.server }
}

export type Availability =
  | { available: true; detail: string }
  | { available: false; reason: string; fix: string }

/** Whether the Docker engine can be taken, and why not. */
export async function checkDocker(context: Context): Promise<Availability> {
  try {
    const { server, compose } = await askDocker(context)
    return { available: true, detail: `Docker ${server} with Compose ${compose} answers` }
  } catch (thrown) {
    const error = toManageError(thrown)
    if (error.kind === 'interrupted') throw error
    return { available: false, reason: error.message, fix: error.hint ?? '' }
  }
}

/** Runs a docker command; its errors say what to do where that is known. */
export async function runDocker(
  runner: Runner,
  command: ProcessSpec,
  options?: RunOptions,
): Promise<Completed> {
  try {
    return await runner.run(command, options)
  } catch (error) {
    throw explainDocker(error)
  }
}

/** A docker command as a step; its errors say what to do where that is known. @param read takes what it printed */
export const dockerStep = (
  summary: string,
  process: ProcessSpec,
  options?: RunOptions,
  read?: (completed: Completed) => void,
): Step => ({
  summary,
  process,
  async act({ run }) {
    const completed = await run(options).catch((error: unknown) => {
      throw explainDocker(error)
    })
    read?.(completed)
  },
})
