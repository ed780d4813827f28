import type { Metrics } from '@parlance/service-kit'
import type { Pool } from 'pg'
import { Gauge } from 'prom-client'
import type { SubmissionMeasure } from '../features/submissions/process-ports.ts'

/** Connections to the database by state; read when the metrics are. */
export function measurePool({ registry }: Metrics, pool: Pool): void {
  new Gauge({
    name: 'parlance_database_connections',
    help: 'Connections to the database, by state; waiting = requests that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

/** How many jobs of a queue are in which state. */
export interface QueueDepth {
  readonly name: string
  readonly queuedCount: number
  readonly activeCount: number
  readonly failedCount: number
}

/** Jobs by queue and state, as the queue last counted them. */
export function measureQueues({ registry }: Metrics, read: () => Promise<readonly QueueDepth[]>): void {
  new Gauge({
    name: 'parlance_jobs',
    help: 'Background jobs, by queue and state.',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      for (const { name, queuedCount, activeCount, failedCount } of await read().catch(() => [])) {
        this.set({ queue: name, state: 'queued' }, queuedCount)
        this.set({ queue: name, state: 'active' }, activeCount)
        this.set({ queue: name, state: 'failed' }, failedCount)
      }
    },
  })
}

/** Counts how tries at submissions end, how long they take, and which images they bring. */
export function measureSubmissions(metrics: Metrics): SubmissionMeasure {
  const tries = metrics.counter(
    'parlance_submission_tries_total',
    'Tries at submissions, by outcome and reason.',
    ['outcome', 'reason'],
  )
  const duration = metrics.histogram(
    'parlance_submission_duration_seconds',
    'Duration of tries at submissions.',
    ['outcome'],
  )
  const images = metrics.counter('parlance_assets_stored_total', 'Images stored for listings, by kind.', [
    'kind',
  ])
  return {
    ended: (outcome, reason, seconds) => {
      tries.inc({ outcome, reason })
      duration.observe({ outcome }, seconds)
    },
    stored: (kind) => images.inc({ kind }),
  }
}
