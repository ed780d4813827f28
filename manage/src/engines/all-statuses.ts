import type { Context } from '../core/context.ts'
import { knownInstances, openInstance } from '../core/instance.ts'
import { usesDocker } from './docker/seeded.ts'
import { embeddedStatus } from './embedded/embedded-status.ts'
import type { StackStatus } from './engine.ts'

/** Every instance of this checkout that has a place, on the engine where it runs or ran last. Asks no service: that is `health`. */
export async function stackStatuses(context: Context): Promise<StackStatus[]> {
  const names = knownInstances(context.root)
  return Promise.all(
    names.map(async (name) => {
      const one = { ...context, instance: openInstance(context.root, name, context.config) }
      const embedded = await embeddedStatus(one.instance, false)
      if (embedded.running || !usesDocker(one.instance.folder)) return embedded
      const { dockerStatus } = await import('./docker/docker-status.ts')
      // A daemon that does not answer runs nothing.
      return dockerStatus(one).catch(() => embedded)
    }),
  )
}
