import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { isRemembered, placesOf, rememberInstance } from '../core/instance.ts'
import { inFreePlace } from '../engines/free-place.ts'
import { portFault } from '../machine/ports.ts'
import { edgePort, previewContext } from './preview-context.ts'
import { lockPlaces } from './preview-locks.ts'

/** A preview in a place of its own. */
export interface PlacedPreview {
  own: Context
  /** Nothing comes of it: the place is free again, where this run took it. */
  giveBack(): void
}

/**
 * The place of a preview: the one that it has, else the first whose ports are free. It is written down before it is used, one
 * preview after the other, for two that are started at the same time may both want the same.
 *
 * @param dryRun nothing is written down
 * @throws ManageError (missing) where all places are taken
 */
export async function placePreview(
  context: Context,
  name: string,
  { engine, dryRun }: { engine: 'docker' | 'embedded'; dryRun: boolean },
): Promise<PlacedPreview> {
  const kept = previewContext(context, name)
  const giveBack = () => {}
  if (isRemembered(kept.instance)) return { own: kept, giveBack }
  const find = () =>
    engine === 'embedded' ? inFreePlace(previewContext(context, name)) : freeEdge(context, name)
  if (dryRun) return { own: await find(), giveBack }
  const lock = await lockPlaces(context)
  try {
    const own = await find()
    rememberInstance(own.instance)
    return { own, giveBack: () => rmSync(join(own.instance.folder, 'instance.json'), { force: true }) }
  } finally {
    lock.release()
  }
}

/** In the first of its places where nobody holds the port of its edge; in its own where all are held: the start says by whom. */
async function freeEdge(context: Context, name: string): Promise<Context> {
  const kept = previewContext(context, name)
  for (const place of placesOf(context.root, kept.instance.name, kept.config)) {
    if ((await portFault('127.0.0.1', edgePort(place))) !== 'EADDRINUSE')
      return previewContext(context, name, context.root, place)
  }
  return kept
}
