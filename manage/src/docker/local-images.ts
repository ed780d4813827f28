import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { Runner } from '../core/process-spec.ts'
import type { Plan } from '../core/steps.ts'
import { dockerStep, runDocker } from './daemon.ts'
import { inspectImages, pullImage } from './image-commands.ts'
import { dockerFault } from './parse/docker-fault.ts'
import { type ImageFacts, parseImages } from './parse/image.ts'

/** Those of the images that are here. */
export async function findImages(runner: Runner, names: readonly string[]): Promise<ImageFacts[]> {
  if (names.length === 0) return []
  const { code, stdout, stderr } = await runDocker(runner, inspectImages(names), { allow: [0, 1] })
  // Exit code 1 stands for a missing image and for a missing daemon; the document is an empty array for both.
  const fault = code === 0 ? undefined : dockerFault(stderr)
  if (fault) throw fault
  return parseImages(stdout.trim() === '' ? '[]' : stdout)
}

/**
 * A plan that follows from an image: of its content, which must be here to be known. Where it is not, pulling it is all
 * that can be planned yet.
 */
export async function withImage<Result>(
  { runner }: Pick<Context, 'runner'>,
  name: string,
  plan: (image: ImageFacts) => Promise<Plan<Result>>,
): Promise<Plan<Result>> {
  const [known] = await findImages(runner, [name])
  if (known) return plan(known)
  return {
    steps: [dockerStep(`pull ${name}`, pullImage(name))],
    rest: {
      summary: `the rest follows from the content of ${name}: once it is here, a dry run shows it`,
      async plan() {
        const [pulled] = await findImages(runner, [name])
        if (!pulled) throw new ManageError('failed', `${name} was pulled and is not here`)
        return plan(pulled)
      },
    },
  }
}
