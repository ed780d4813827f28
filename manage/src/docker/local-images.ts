import { ManageError } from '../core/errors.ts'
import type { Output } from '../core/output.ts'
import type { Runner } from '../core/process-spec.ts'
import { runDocker } from './daemon.ts'
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
