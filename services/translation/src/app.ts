import { availableParallelism } from 'node:os'
import { TranslationService, type TranslationServiceHandlers } from '@parlance/contracts'
import {
  createGrpcServer,
  createMetrics,
  type GrpcServer,
  type Logger,
  type Metrics,
} from '@parlance/service-kit'
import type { Config } from './config.ts'
import { prepareDetection } from './detection/detect.ts'
import { createTierSlots } from './engines/create-engines.ts'
import { createHotMemory } from './memory/create-hot-memory.ts'
import { PermanentMemory } from './memory/permanent-memory.ts'
import { Memory } from './memory/segment-memory.ts'
import { createTextCache } from './memory/text-cache.ts'
import { phrasebook } from './phrasebook/phrasebook.ts'
import type { Translated } from './pipeline/translated.ts'
import { Translator } from './pipeline/translator.ts'
import { Scheduler } from './schedule/scheduler.ts'
import { createHandlers } from './service/handlers.ts'
import { createTranslationMetrics } from './service/translation-metrics.ts'
import { Tiers } from './tiers.ts'

/** The service, built but not listening. */
export interface App {
  readonly server: GrpcServer
  readonly metrics: Metrics
  readonly tiers: Tiers
  /** Ends the streams that backends attached, which would keep the server from ending. */
  endMemory(): void
  /** Ends the engines and the hot memory. */
  close(): Promise<void>
}

/** How long a look-up in the permanent memory may keep a reader waiting. */
const lookupMs = 300

/** Builds the service from its configuration. @throws Error naming the variable of a tier that cannot be read. */
export async function createApp(config: Config, logger: Logger): Promise<App> {
  prepareDetection()
  const metrics = createMetrics({ service: 'translation', version: config.APP_VERSION })
  const figures = createTranslationMetrics(metrics, () => scheduler.depth)
  const scheduler = new Scheduler({
    maxDepth: config.TRANSLATION_QUEUE_DEPTH,
    onBatch: ({ kind }, segments, seconds) => {
      figures.batches.observe({ engine: kind }, seconds)
      figures.batchSize.observe({ engine: kind }, segments)
    },
  })
  const slots = await createTierSlots({
    config,
    workers: config.TRANSLATION_MAX_WORKERS || availableParallelism(),
    onRestart: (mode, why) => {
      figures.restarts.inc({ mode })
      logger.warn({ mode, why }, 'a pipeline died and was replaced')
    },
  })
  const tiers = new Tiers(slots)
  const permanent = new PermanentMemory({
    lookupMs,
    onTimeout: () => figures.memoryTimeouts.inc(),
    onDropped: (entries) =>
      logger.warn({ entries }, 'no backend stores the translation memory; entries were dropped'),
  })
  const bytes = config.TRANSLATION_MEMORY_MB * 1_024 * 1_024
  const texts = createTextCache<Translated>(bytes / 4)
  const hot = await createHotMemory({
    redisUrl: config.REDIS_URL,
    bytes,
    logger,
    onForget: () => texts.clear(),
  })
  const memory = new Memory(hot, permanent)
  const translator = new Translator({
    tiers,
    scheduler,
    memory,
    texts,
    phrasebook: phrasebook(),
    report: {
      onSegment: (how, engine) => figures.segments.inc({ how, engine }),
      onEngineError: ({ engine, tier }, error) => {
        figures.failures.inc({ engine: engine.kind })
        logger.warn({ err: error, engine: engine.kind, model: engine.model, tier }, 'an engine failed')
      },
    },
  })
  const server = createGrpcServer({ logger, metrics })
  server.add<TranslationServiceHandlers>(
    TranslationService.service,
    createHandlers({ translator, tiers, scheduler, memory, texts }),
  )
  return {
    server,
    metrics,
    tiers,
    endMemory: () => permanent.close(),
    async close() {
      await tiers.close()
      await hot.close()
    },
  }
}
