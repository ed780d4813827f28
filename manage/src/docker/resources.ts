import type { Context } from '../core/context.ts'
import type { Step } from '../core/steps.ts'
import { dockerStep, runDocker } from './daemon.ts'
import { listImages, removeImages } from './image-commands.ts'
import {
  labelNames,
  listLabelled,
  listUsedImages,
  type ObjectKind,
  removeObjects,
} from './object-commands.ts'

const kinds = ['container', 'volume', 'network', 'image'] as const

/** What Docker keeps of ours, by kind, each by its exact name; in the order in which it can be removed. */
export type Resources = Readonly<Record<(typeof kinds)[number], readonly string[]>>

export const noResources: Resources = { container: [], volume: [], network: [], image: [] }

type Asker = Pick<Context, 'runner'>

/** Labels of everything that development has made for a checkout, or for one of its instances. */
export const developmentLabels = (checkout: string, instance?: string): string[] => [
  `${labelNames.checkout}=${checkout}`,
  ...(instance === undefined ? [] : [`${labelNames.instance}=${instance}`]),
]

/** Containers, volumes and networks that carry every label, and nothing else. @param labels each `name=value` */
export async function findLabelledResources(
  { runner }: Asker,
  labels: readonly string[],
): Promise<Resources> {
  const list = async (kind: ObjectKind) =>
    namesIn((await runDocker(runner, listLabelled(kind, labels))).stdout)
  const [container, volume, network] = await Promise.all([list('container'), list('volume'), list('network')])
  return { container, volume, network, image: [] }
}

/**
 * Images that carry every label and that no container uses, running or not: one that is used is found again when that has
 * gone. @returns `name:tag`, or the id of one that has lost its name to a newer build
 */
export async function findUnusedImages({ runner }: Asker, ...labels: string[]): Promise<string[]> {
  const [listed, used] = await Promise.all([
    runDocker(runner, listImages(...labels)),
    runDocker(runner, listUsedImages()),
  ])
  const images = namesIn(listed.stdout).map((line) => {
    const [id = '', name = ''] = line.split(' ')
    return { id, name: name.endsWith(':<none>') ? id : name }
  })
  const inUse = new Set(namesIn(used.stdout))
  const usedIds = new Set(
    images.filter(({ id, name }) => inUse.has(name) || inUse.has(id)).map(({ id }) => id),
  )
  return images.filter(({ id }) => !usedIds.has(id)).map(({ name }) => name)
}

const namesIn = (stdout: string) => stdout.split('\n').filter((name) => name !== '')

/** Removes what is given, kind by kind. */
export const removalSteps = (resources: Resources): Step[] =>
  kinds
    .filter((kind) => resources[kind].length > 0)
    .map((kind) => {
      const names = resources[kind]
      const remove = kind === 'image' ? removeImages(names) : removeObjects(kind, names)
      return dockerStep(`remove ${kind}s: ${names.join(', ')}`, remove)
    })

/** As people read them: `volume name`. */
export const resourceNames = (resources: Resources): string[] =>
  kinds.flatMap((kind) => resources[kind].map((name) => `${kind} ${name}`))
