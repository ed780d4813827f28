import type { EngineChoice } from '../core/config.ts'
import type { Context } from '../core/context.ts'
import { missingError } from '../core/errors.ts'
import { rememberedEngine } from '../core/instance.ts'
import type { Engine } from './engine.ts'

/** An engine and, for people, why it was taken. */
export interface Selection {
  engine: Engine
  reason: string
}

/**
 * The engine for this call: the asked one; with `auto` the one in which this instance already runs. What looks at an
 * instance or its data then takes the engine that it was started on last; a start takes Docker if its daemon answers,
 * else embedded.
 * @throws ManageError (missing) when the asked engine cannot work here.
 */
export async function selectEngine(context: Context, starts = false): Promise<Selection> {
  const choice: EngineChoice = context.engine
  if (choice === 'embedded') return embedded(context, 'asked for')
  if (choice === 'auto') {
    const { runningSupervisor } = await import('./embedded/run-state.ts')
    if (runningSupervisor(context.instance.folder))
      return embedded(context, 'this instance already runs there')
    if (!starts && rememberedEngine(context.instance) === 'embedded') {
      return embedded(context, 'this instance was started there last')
    }
  }
  const { checkDocker } = await import('../docker/daemon.ts')
  const availability = await checkDocker(context)
  if (availability.available) {
    const { createDockerEngine } = await import('./docker/docker-engine.ts')
    return {
      engine: createDockerEngine(context),
      reason: choice === 'docker' ? 'asked for' : availability.detail,
    }
  }
  if (choice === 'docker') throw missingError(availability.reason, { hint: availability.fix })
  return embedded(context, availability.reason)
}

async function embedded(context: Context, reason: string): Promise<Selection> {
  const { createEmbeddedEngine } = await import('./embedded/embedded-engine.ts')
  return { engine: createEmbeddedEngine(context), reason }
}
