import type { Context } from '../../core/context.ts'
import { checkoutKey } from '../../core/instance.ts'
import type { Step } from '../../core/process-spec.ts'
import { checkDocker, runDocker } from '../../docker/daemon.ts'
import { listImages, removeImages } from '../../docker/image-commands.ts'
import { listUsedImages } from '../../docker/object-commands.ts'
import { findPossessions, namesOf, type Possessions, planRemoval } from '../../docker/resources.ts'

/** What this checkout has in Docker: the objects of all its instances, and the development images that nobody uses. */
export interface InDocker {
  objects: Possessions
  images: readonly string[]
}

const nothing: InDocker = { objects: { container: [], volume: [], network: [] }, images: [] }

/** Production's data and images are not among them: `prod:clean` is for those. Without a daemon there is nothing. */
export async function findInDocker(context: Context): Promise<InDocker> {
  if (!(await checkDocker(context)).available) return nothing
  const { runner, root } = context
  const objects = await findPossessions(context, { checkout: checkoutKey(root) })
  const [built, used] = await Promise.all([
    runDocker(runner, listImages('dev.parlance.target=dev')),
    runDocker(runner, listUsedImages()),
  ])
  const inUse = new Set(used.stdout.split('\n'))
  const images = built.stdout.split('\n').filter((name) => name !== '' && !name.endsWith(':<none>'))
  // An image that a container uses stays; it is found again when that has gone.
  return { objects, images: images.filter((name) => !inUse.has(name)) }
}

export const planDockerRemoval = ({ objects, images }: InDocker): Step[] => [
  ...planRemoval(objects),
  ...(images.length > 0
    ? [{ summary: `remove images: ${images.join(', ')}`, command: removeImages(images) }]
    : []),
]

export const namesInDocker = ({ objects, images }: InDocker): string[] => [
  ...namesOf(objects),
  ...images.map((name) => `image ${name}`),
]

/** @returns what was removed, by name. */
export async function removeFromDocker(context: Context): Promise<string[]> {
  const found = await findInDocker(context)
  for (const { command } of planDockerRemoval(found)) if (command) await runDocker(context.runner, command)
  return namesInDocker(found)
}
