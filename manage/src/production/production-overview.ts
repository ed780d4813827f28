import type { Context } from '../core/context.ts'
import type { Style } from '../core/output.ts'
import { formatTable } from '../core/table.ts'
import { listImages } from '../docker/image-commands.ts'
import type { ListedContainer } from '../docker/parse/container-list.ts'
import { productionImageLabels, productionLabel } from '../docker/production-project.ts'

/** A production stack of this machine, whichever checkout started it. */
export interface ProductionOverview {
  instance: string
  running: boolean
  services: readonly { name: string; state: string; container: string; image: string }[]
}

/** Every production stack among the containers. */
export function productionStacks(containers: readonly ListedContainer[]): ProductionOverview[] {
  const own = containers.filter(({ labels }) => labels[productionLabel] !== undefined)
  const names = [...new Set(own.map(({ labels }) => labels[productionLabel] ?? ''))].sort()
  return names.map((instance) => {
    const theirs = own.filter(({ labels }) => labels[productionLabel] === instance)
    return {
      instance,
      running: theirs.some(({ state }) => state === 'running'),
      services: theirs.map(({ name, image, state, health, labels }) => ({
        name: labels['com.docker.compose.service'] ?? name,
        state: state === 'running' ? (health ?? state) : state,
        container: name,
        image,
      })),
    }
  })
}

export interface ImageCount {
  images: number
  /** That no container uses. */
  unused: number
}

/** Production images that this checkout has built. */
export async function countProductionImages(
  { root, runner }: Pick<Context, 'root' | 'runner'>,
  containers: readonly ListedContainer[],
): Promise<ImageCount> {
  const { stdout } = await runner.run(listImages(...productionImageLabels(root)), { timeoutMs: 5_000 })
  const lines = stdout.split('\n').filter((line) => line !== '')
  const used = new Set(containers.map(({ image }) => image))
  const ids = new Set(lines.map((line) => line.split(' ')[0]))
  const usedIds = new Set(
    lines.filter((line) => line.split(' ').some((word) => used.has(word))).map((line) => line.split(' ')[0]),
  )
  return { images: ids.size, unused: ids.size - usedIds.size }
}

/** Production stacks as lines. */
export const productionText = (stacks: readonly ProductionOverview[], style: Style): string[] =>
  stacks.map(({ instance, running, services }) => {
    const head = `${style.bold(instance)}  ${running ? style.green('running') : style.dim('stopped')}  production`
    const paint = (state: string) =>
      state === 'healthy' || state === 'running' ? style.green(state) : style.yellow(state)
    return `${head}\n${formatTable(services.map(({ name, state, image }) => [`  ${name}`, paint(state), image]))}`
  })
