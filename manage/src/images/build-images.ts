import { ManageError } from '../core/errors.ts'
import type { Output } from '../core/output.ts'
import type { Step, Tools } from '../core/steps.ts'
import { type BuildRequest, buildImage } from '../docker/image-commands.ts'
import { BuildProgress } from '../docker/parse/build-progress.ts'
import { dockerFault, explainDocker } from '../docker/parse/docker-fault.ts'
import type { ImageName } from './image-plan.ts'

export interface Build {
  service: ImageName
  request: BuildRequest
}

export interface Built {
  service: ImageName
  seconds: number
  /** Bytes of the context that were sent; a builder that has them already takes only what changed. */
  contextBytes: number
}

/** Builds an image, with a line for each of its steps that takes a while. @param built takes what came of it */
export function buildStep(
  output: Output,
  summary: string,
  { service, request }: Build,
  built: (built: Built) => void = () => {},
): Step {
  return {
    summary,
    process: buildImage(request),
    act: async ({ run }) => built(await build(output, service, run)),
  }
}

/** Steps shorter than this say nothing when they are done, in seconds. */
const shortestToldSeconds = 1

async function build(output: Output, service: ImageName, run: Tools['run']): Promise<Built> {
  const began = Date.now()
  const progress = new BuildProgress()
  let contextBytes = 0
  const { dim, red } = output.style
  const say = (text: string) => output.say(`${service.padEnd(11)} ${text}`)
  const { code, stdout, stderr } = await run({
    allow: 'any',
    onLine(line) {
      const event = progress.read(line)
      if (event?.type === 'context') contextBytes = event.bytes
      if (event?.type === 'failed') say(red(`failed: ${shortStep(event.name)}`))
      if (event?.type === 'done' && event.seconds >= shortestToldSeconds) {
        say(`${shortStep(event.name)} ${dim(`${event.seconds.toFixed(1)} s`)}`)
      }
    },
  }).catch((error: unknown) => {
    throw explainDocker(error)
  })
  if (code !== 0) throw buildFailure(service, progress, `${stdout}\n${stderr}`)
  const seconds = (Date.now() - began) / 1000
  say(`built ${dim(`in ${seconds.toFixed(1)} s`)}`)
  return { service, seconds, contextBytes }
}

function buildFailure(service: ImageName, progress: BuildProgress, text: string): ManageError {
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
