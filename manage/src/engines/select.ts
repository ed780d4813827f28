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
 * instance or its data then takes the engine that it was started on last, whether that answers now or not: another has
 * other data. A start takes Docker if its daemon answers, else embedded.
 * @throws ManageError (missing) when the asked engine cannot work here.
 */
export async function selectEngine(context: Context, starts = false): Promise<Selection> {
  const choice: EngineChoice = context.engine
  if (choice === 'embedded') return useEmbedded(context, 'asked for')
  if (choice === 'auto') {
    const { runningSupervisor } = await import('./embedded/run-state.ts')
    if (runningSupervisor(context.instance.folder))
      return useEmbedded(context, 'this instance already runs there')
    const last = starts ? undefined : rememberedEngine(context.instance)
    if (last === 'embedded') return useEmbedded(context, 'this instance was started there last')
    if (last === 'docker') return useDocker(context, 'this instance was started there last')
  }
  // Whoever works with Docker hears from it whether it is there: asking first costs as much as the work.
  if (choice === 'docker' && !starts) return useDocker(context, 'asked for')
  const { checkDocker } = await import('../docker/daemon.ts')
  const availability = await checkDocker(context)
  if (availability.available)
    return useDocker(context, choice === 'docker' ? 'asked for' : availability.detail)
  if (choice === 'docker') throw missingError(availability.reason, { hint: availability.fix })
  return useEmbedded(context, availability.reason)
}

async function useDocker(context: Context, reason: string): Promise<Selection> {
  const { createDockerEngine } = await import('./docker/docker-engine.ts')
  return { engine: createDockerEngine(context), reason }
}

async function useEmbedded(context: Context, reason: string): Promise<Selection> {
  const { createEmbeddedEngine } = await import('./embedded/embedded-engine.ts')
  return { engine: createEmbeddedEngine(context), reason }
}
