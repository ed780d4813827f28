import type { Metrics } from '@parlance/service-kit'
import type { Pool } from 'pg'
import { Gauge } from 'prom-client'
import type { Health } from '../features/health/health.ts'
import type { SiteFigures } from '../features/health/site-figures-port.ts'
import type { VisitOutcome } from '../features/revisits/revisits.ts'
import type { SubmissionMeasure } from '../features/submissions/process-ports.ts'
import type { WorkOutcome } from '../features/videos/video-ports.ts'

/** Milliseconds that a scrape waits for the database: what it cannot say by then is left as it was, or out. */
const patienceMs = 2_000

/** Connections to the database by state; read when the metrics are. */
export function measurePools({ registry }: Metrics, pools: readonly Pool[]): void {
  new Gauge({
    name: 'parlance_database_connections',
    help: 'Connections to the database, by state; waiting = requests that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const sum = (count: (pool: Pool) => number) => pools.reduce((all, pool) => all + count(pool), 0)
      this.set(
        { state: 'busy' },
        sum((pool) => pool.totalCount - pool.idleCount),
      )
      this.set(
        { state: 'idle' },
        sum((pool) => pool.idleCount),
      )
      this.set(
        { state: 'waiting' },
        sum((pool) => pool.waitingCount),
      )
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

/** Counts pieces of work on videos by how each ended, and minutes of film that were encoded. @returns what is called with each */
export function measureVideoWork(
  metrics: Metrics,
): (work: string, outcome: WorkOutcome, minutes: number) => void {
  const ended = metrics.counter(
    'parlance_video_work_total',
    'Tries at work on videos, by its kind and how it ended.',
    ['work', 'outcome'],
  )
  const encoded = metrics.counter(
    'parlance_video_encoded_minutes_total',
    'Minutes of film in renditions that were made.',
    [],
  )
  for (const work of ['probe', 'encode', 'preview'])
    for (const outcome of ['done', 'failed', 'refused', 'again'] as const) ended.inc({ work, outcome }, 0)
  encoded.inc(0)
  return (work, outcome, minutes) => {
    ended.inc({ work: work === 'probe' || work === 'preview' ? work : 'encode', outcome })
    encoded.inc(minutes)
  }
}

/** Counts visits of pages that are listed already. @returns what is called with how each ended */
export function measureVisits(metrics: Metrics): (outcome: VisitOutcome | 'postponed') => void {
  const visits = metrics.counter(
    'parlance_page_visits_total',
    'Pages of listings that were read again, by how that ended.',
    ['outcome'],
  )
  // A figure that is there from the start is 0, and not unknown, where nothing was read again yet.
  for (const outcome of ['read', 'unchanged', 'failed', 'refused', 'postponed'] as const)
    visits.inc({ outcome }, 0)
  return (outcome) => visits.inc({ outcome })
}

/** How long jobs wait, and how many listings there are. A database that does not answer keeps no figure from being read. */
export function measureSite({ registry }: Metrics, figures: SiteFigures): void {
  new Gauge({
    name: 'parlance_jobs_oldest_seconds',
    help: 'How long the oldest job that could run has waited, by queue.',
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      const ages = await inTime(figures.queueAges())
      // An age that nobody knows is no age: the rule that watches it must not see an old one.
      this.reset()
      for (const [queue, seconds] of Object.entries(ages ?? {})) this.set({ queue }, seconds)
    },
  })
  new Gauge({
    name: 'parlance_listings',
    help: 'Published listings with texts in a language.',
    labelNames: ['language'],
    registers: [registry],
    async collect() {
      const listings = await inTime(figures.listings())
      for (const [language, count] of Object.entries(listings ?? {})) this.set({ language }, count)
    },
  })
}

/** Bytes that videos take, as they were sent and as they are played. */
export function measureVideoStorage(
  { registry }: Metrics,
  read: () => Promise<Readonly<Record<'source' | 'rendition', number>>>,
): void {
  new Gauge({
    name: 'parlance_video_stored_bytes',
    help: 'Bytes of videos that are kept: as they were sent, and of their renditions.',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      for (const [kind, bytes] of Object.entries((await inTime(read())) ?? {})) this.set({ kind }, bytes)
    },
  })
}

/** Whether what the backend needs answers, as `/health` last saw it; what is off is not there. */
export function measureHealth({ registry }: Metrics, health: Pick<Health, 'report'>): void {
  new Gauge({
    name: 'parlance_dependency_up',
    help: '1 where what the backend needs answers, 0 where it does not.',
    labelNames: ['dependency'],
    registers: [registry],
    async collect() {
      const report = await inTime(health.report())
      for (const [dependency, { status }] of Object.entries(report?.checks ?? {})) {
        if (status !== 'off') this.set({ dependency }, status === 'unhealthy' ? 0 : 1)
      }
    },
  })
}

/** @returns undefined where it fails, or does not come in time */
async function inTime<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  return Promise.race([asked.catch(() => undefined), late]).finally(() => clearTimeout(timer))
}
