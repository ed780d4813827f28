import type { Context } from '../core/context.ts'
import { toManageError } from '../core/errors.ts'
import { checkoutKey, knownInstances, openInstance, rememberedEngine } from '../core/instance.ts'
import { previewOf } from '../core/preview-name.ts'
import { devParts } from '../docker/development-project.ts'
import { labelNames, listContainers } from '../docker/object-commands.ts'
import { type ListedContainer, parseContainerList } from '../docker/parse/container-list.ts'
import { embeddedStatus } from './embedded/embedded-status.ts'
import type { ServiceStatus, StackStatus } from './engine.ts'
import { addressOf } from './probe/published-part.ts'

/** Every container of this machine, out of one look; a daemon that does not answer runs none, and is said to be silent. */
export async function lookAtContainers({
  runner,
}: Pick<Context, 'runner'>): Promise<{ containers: ListedContainer[]; silent?: string }> {
  try {
    const { stdout } = await runner.run(listContainers(), { timeoutMs: 5_000 })
    return { containers: parseContainerList(stdout) }
  } catch (thrown) {
    const error = toManageError(thrown)
    if (error.kind === 'interrupted') throw error
    return { containers: [], silent: error.message }
  }
}

/**
 * Every instance of this checkout that has a place, where it runs, or else on the engine that it was started on last.
 * Asks no service: that is `health`.
 */
export async function stackStatuses(
  context: Context,
  { containers, silent }: Awaited<ReturnType<typeof lookAtContainers>>,
): Promise<StackStatus[]> {
  const own = containers.filter(({ labels }) => labels[labelNames.checkout] === checkoutKey(context.root))
  const inDocker = own.flatMap(({ labels }) => labels[labelNames.instance] ?? [])
  // Previews are stacks of production, and told among those.
  const places = knownInstances(context.root).filter((name) => previewOf(name) === undefined)
  const names = [...new Set([...places, ...inDocker])]
  return Promise.all(
    names.map(async (name) => {
      const instance = openInstance(context.root, name, context.config)
      const embedded = await embeddedStatus(instance, false)
      const theirs = own.filter(({ labels }) => labels[labelNames.instance] === name)
      if (embedded.running) return embedded
      if (theirs.length === 0 && rememberedEngine(instance) !== 'docker') return embedded
      const services = devParts.flatMap((part) => partStatus(theirs, part, addressOf(part, instance.ports)))
      return {
        instance: name,
        engine: 'docker' as const,
        running: theirs.some(({ state }) => runs(state)),
        services,
        ...(silent === undefined ? {} : { note: `Docker cannot be asked: ${silent}` }),
      }
    }),
  )
}

const runs = (state: string) => state === 'running' || state === 'paused' || state === 'restarting'

function partStatus(
  containers: readonly ListedContainer[],
  part: ServiceStatus['name'],
  address: string,
): ServiceStatus[] {
  const found = containers.find(({ labels }) => labels['com.docker.compose.service'] === part)
  if (!found) return []
  const health = found.health
  return [
    {
      name: part,
      state: stateOf(found),
      address,
      container: found.name,
      ...(health && health !== 'starting'
        ? { health: { status: health, latencyMs: 0, detail: 'by Docker' } }
        : {}),
    },
  ]
}

function stateOf({ state, health }: ListedContainer): ServiceStatus['state'] {
  if (state === 'paused' || state === 'restarting') return state
  if (state !== 'running') return 'stopped'
  return health === 'starting' ? 'starting' : 'running'
}
