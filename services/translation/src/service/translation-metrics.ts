import type { Metrics } from '@parlance/service-kit'

type Counter = ReturnType<Metrics['counter']>
type Histogram = ReturnType<Metrics['histogram']>

/** The service's own figures. */
export interface TranslationMetrics {
  readonly segments: Counter
  readonly batches: Histogram
  readonly batchSize: Histogram
  readonly failures: Counter
  readonly restarts: Counter
  readonly memoryTimeouts: Counter
}

/** Registers the service's figures; `queueDepth` is asked at each scrape. */
export function createTranslationMetrics(metrics: Metrics, queueDepth: () => number): TranslationMetrics {
  const segments = metrics.counter(
    'parlance_translation_segments_total',
    'Segments answered, by how and by engine.',
    ['how', 'engine'],
  )
  const batches = metrics.histogram(
    'parlance_translation_batch_duration_seconds',
    'Duration of batches, by engine.',
    ['engine'],
  )
  const batchSize = metrics.histogram(
    'parlance_translation_batch_segments',
    'Segments in a batch, by engine.',
    ['engine'],
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
  )
  const failures = metrics.counter(
    'parlance_translation_engine_failures_total',
    'Batches an engine failed, by engine.',
    ['engine'],
  )
  const restarts = metrics.counter(
    'parlance_translation_restarts_total',
    'Pipelines that died and were replaced.',
    ['mode'],
  )
  const memoryTimeouts = metrics.counter(
    'parlance_translation_memory_timeouts_total',
    'Questions to the permanent memory without an answer in time.',
  )
  const depth = metrics.gauge('parlance_translation_queue_depth', 'Segments that wait.')
  // prom-client calls collect with the gauge as `this` when it is scraped.
  Object.assign(depth, { collect: () => depth.set(queueDepth()) })
  return { segments, batches, batchSize, failures, restarts, memoryTimeouts }
}
