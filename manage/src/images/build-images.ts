import { type BuildRequest, buildImage, inspectImages, pullImage } from '../docker/images.ts'
import { ManageError } from '../errors.ts'
import type { Output } from '../output.ts'
import { BuildProgress } from '../parse/build-progress.ts'
import { dockerFault, explainDocker } from '../parse/docker-fault.ts'
import { type ImageFacts, parseImages } from '../parse/image.ts'
import type { Command, Completed, Runner, RunOptions } from '../runner.ts'
import type { ServiceName } from '../stack.ts'

/** Runs a docker command; its errors say what to do where that is known. */
export async function runDocker(runner: Runner, command: Command, options?: RunOptions): Promise<Completed> {
  try {
    return await runner.run(command, options)
  } catch (error) {
    throw explainDocker(error)
  }
}

/** Those of the images that are here. */
export async function findImages(runner: Runner, names: readonly string[]): Promise<ImageFacts[]> {
  if (names.length === 0) return []
  const { code, stdout, stderr } = await runDocker(runner, inspectImages(names), { allow: [0, 1] })
  // Exit code 1 stands for a missing image and for a missing daemon; the document is an empty array for both.
  const fault = code === 0 ? undefined : dockerFault(stderr)
  if (fault) throw fault
  return parseImages(stdout.trim() === '' ? '[]' : stdout)
}

/** The image by its name, pulled when it is not here yet. */
export async function needImage(runner: Runner, output: Output, name: string): Promise<ImageFacts> {
  const [known] = await findImages(runner, [name])
  if (known) return known
  output.say(`pulling ${name}`)
  await runDocker(runner, pullImage(name))
  const [pulled] = await findImages(runner, [name])
  if (!pulled) throw new ManageError('failed', `${name} was pulled and is not here`)
  return pulled
}

export interface Build {
  service: ServiceName
  request: BuildRequest
}

export interface Built {
  service: ServiceName
  seconds: number
  /** Bytes of the context that were sent; a builder that has them already takes only what changed. */
  contextBytes: number
}

/** Builds side by side, with a line for each step that takes a while. @throws ManageError for the first that fails. */
export async function buildImages(
  runner: Runner,
  output: Output,
  builds: readonly Build[],
): Promise<Built[]> {
  const results = await Promise.allSettled(builds.map((build) => buildOne(runner, output, build)))
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

/** Steps shorter than this say nothing when they are done, in seconds. */
const worthALine = 1

async function buildOne(runner: Runner, output: Output, { service, request }: Build): Promise<Built> {
  const began = Date.now()
  const progress = new BuildProgress()
  let contextBytes = 0
  const { dim, red } = output.style
  const say = (text: string) => output.say(`${service.padEnd(11)} ${text}`)
  const { code, stdout, stderr } = await runner
    .run(buildImage(request), {
      allow: 'any',
      onLine(line) {
        const event = progress.read(line)
        if (event?.type === 'context') contextBytes = event.bytes
        if (event?.type === 'failed') say(red(`failed: ${shortStep(event.name)}`))
        if (event?.type === 'done' && event.seconds >= worthALine) {
          say(`${shortStep(event.name)} ${dim(`${event.seconds.toFixed(1)} s`)}`)
        }
      },
    })
    .catch((error: unknown) => {
      throw explainDocker(error)
    })
  if (code !== 0) throw buildFailure(service, progress, `${stdout}\n${stderr}`)
  const seconds = (Date.now() - began) / 1000
  say(`built ${dim(`in ${seconds.toFixed(1)} s`)}`)
  return { service, seconds, contextBytes }
}

function buildFailure(service: ServiceName, progress: BuildProgress, text: string): ManageError {
  const { failure } = progress
  const known = dockerFault(
    [failure?.error ?? '', ...(failure?.output ?? []), failure ? '' : text].join('\n'),
  )
  if (known) return known
  return new ManageError('failed', `the image of ${service} was not built`, {
    details: {
      step: failure?.step ?? 'unknown',
      error: failure?.error ?? text.trim().split('\n').at(-1) ?? '',
      output: (failure?.output ?? []).slice(-40),
    },
  })
}

/** `[dependencies 6/6] RUN --mount=… pnpm install …` as one line of at most 90 characters, without its mounts. */
function shortStep(name: string): string {
  const text = name.replaceAll(/--mount=\S+\s+/g, '').replaceAll(/\s+/g, ' ')
  return text.length > 90 ? `${text.slice(0, 89)}…` : text
}
