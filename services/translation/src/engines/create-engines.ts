import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import { type TierName, type TierSlot, tierNames } from '../tiers.ts'
import { ApertiumEngine } from './apertium/apertium-engine.ts'
import type { Engine } from './engine.ts'
import type { Dtype } from './onnx/installed-model.ts'
import { type EngineSpec, parseEngineSpecs } from './spec.ts'

/** What engines are made with. */
export interface EngineContext {
  readonly config: Config
  /** Cores of this machine, or what TRANSLATION_MAX_WORKERS says. */
  readonly workers: number
  readonly onRestart: (mode: string, why: string) => void
}

/** The engines of each tier. Tiers set to the same share one. @throws Error naming the variable that cannot be read. */
export async function createTierSlots(context: EngineContext): Promise<TierSlot[]> {
  const made = new Map<string, Promise<Engine>>()
  return Promise.all(
    tierNames.map(async (tier): Promise<TierSlot> => {
      const text = context.config[variableOf(tier)]
      const engines = readSpecs(tier, text).map((spec) => {
        const name = `${spec.kind}:${spec.value}`
        const engine = made.get(name) ?? createEngine(spec, context)
        made.set(name, engine)
        return engine
      })
      return { tier, spec: text, engines: await Promise.all(engines) }
    }),
  )
}

function variableOf(tier: TierName): 'BASIC_MODEL' | 'MEDIUM_MODEL' | 'PREMIUM_MODEL' {
  return ({ basic: 'BASIC_MODEL', medium: 'MEDIUM_MODEL', premium: 'PREMIUM_MODEL' } as const)[tier]
}

function readSpecs(tier: TierName, text: string): EngineSpec[] {
  try {
    return parseEngineSpecs(text)
  } catch (error) {
    throw new Error(`${variableOf(tier)} ${(error as Error).message}`)
  }
}

/** Engines but Apertium are loaded only where a tier names them. */
async function createEngine(
  spec: EngineSpec,
  { config, workers, onRestart }: EngineContext,
): Promise<Engine> {
  const idleMs = config.MODEL_IDLE_SECONDS * 1_000
  const path = config.PATH
  switch (spec.kind) {
    case 'apertium':
      return new ApertiumEngine({ modesFolder: config.APERTIUM_MODES_DIR, path, workers, idleMs, onRestart })
    case 'bergamot': {
      const { BergamotEngine } = await import('./bergamot/bergamot-engine.ts')
      return new BergamotEngine({
        folder: spec.value,
        modelsFolder: resolve(config.MODELS_DIR),
        idleMs,
        path,
      })
    }
    case 'onnx': {
      const { OnnxEngine } = await import('./onnx/onnx-engine.ts')
      const dtype = config.MODEL_DTYPE as Dtype
      const modelsFolder = resolve(config.MODELS_DIR)
      return new OnnxEngine({ spec: spec.value, modelsFolder, dtype, threads: workers, idleMs, path })
    }
    case 'http': {
      const { HttpEngine } = await import('./http/http-engine.ts')
      const engine = new HttpEngine({ url: spec.value, apiKey: config.LIBRETRANSLATE_API_KEY })
      await engine.refresh()
      return engine
    }
    case 'gemini': {
      const { GeminiEngine } = await import('./gemini/gemini-engine.ts')
      const { GEMINI_API_KEY: apiKey, GEMINI_BASE_URL: baseUrl } = config
      return new GeminiEngine({ model: spec.value, apiKey, baseUrl })
    }
  }
}
