import type { Context } from '../core/context.ts'
import { defaultInstance, isRemembered, placesOf } from '../core/instance.ts'
import { portFault, portHolder } from '../machine/ports.ts'
import { publishedHost } from './probe/published-part.ts'

/**
 * A new instance takes the first of its places where every port is free, and says so when that is another than its own. An
 * instance that has a place keeps it, and so does the default one: who holds their ports is named by the start.
 */
export async function inFreePlace(context: Context): Promise<Context> {
  const { instance, root, config, output } = context
  if (instance.name === defaultInstance || isRemembered(instance)) return context
  let why: string | undefined
  for (const place of placesOf(root, instance.name, config)) {
    const taken = await takenPort(Object.values(place.ports))
    if (taken === undefined) {
      if (why !== undefined) {
        output.say(
          `${why}: instance ${instance.name} takes the next place, every port moved by ${place.offset}`,
        )
      }
      return { ...context, instance: place }
    }
    why ??= `port ${taken} of its place is held by ${portHolder(taken) ?? 'a process of another user'}`
    // A port that was moved by name is the same in every place.
    if (Object.values(config.ports).includes(taken)) return context
  }
  return context
}

async function takenPort(ports: readonly number[]): Promise<number | undefined> {
  const faults = await Promise.all(
    ports.map(async (port) => ((await portFault(publishedHost, port)) === 'EADDRINUSE' ? [port] : [])),
  )
  return faults.flat()[0]
}
