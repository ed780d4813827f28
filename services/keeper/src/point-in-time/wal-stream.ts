import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger, Metrics } from '@parlance/service-kit'
import type { Client } from 'pg'
import type { ServiceConfig } from '../config.ts'
import { withServer } from '../connection.ts'
import { runTask } from '../schedule/run-task.ts'
import { reaches, slotName, slotState, writeMoment } from './moments.ts'
import { dropSlot, freeMegabytes, openStream, prepareServer } from './open-stream.ts'
import { lastLine, postgresTools, startPostgresTool } from './postgres-tools.ts'
import { restorable } from './rewind.ts'
import { listBases, listStreams, pointInTimeBytes, type Stream, walFolder } from './stream-folder.ts'

type Settings = Pick<
  ServiceConfig,
  | 'BACKUP_DIR'
  | 'BACKUP_WAL'
  | 'BACKUP_WAL_FREE_MB'
  | 'BACKUP_WAL_KEEP_MB'
  | 'DATABASE_URL'
  | 'POSTGRES_TOOLS'
>

const dayMs = 86_400_000
/** Between two looks at the stream; also how often a quiet site gets a moment that can be restored. */
const lookEveryMs = 10_000
const againMs = 5_000
/** A base backup that failed is tried again after so long. */
const baseAgainMs = 900_000
/** From then on it counts as standing still. */
const behindMs = 120_000

/** How point-in-time recovery stands. */
export interface StreamHealth {
  readonly streaming: boolean
  /** Which moments can be restored, ISO 8601; null: none yet. */
  readonly from: string | null
  readonly until: string | null
}

/**
 * Keeps the server's write-ahead log as it is written, and the base backups that it continues. Begins again whatever ends
 * it; gives the stream up, and says so, before it fills a disk.
 */
export class WalStream {
  readonly #settings: Settings
  readonly #logger: Logger
  readonly #gauges: Gauges
  readonly #ending = new AbortController()
  readonly #since = Date.now()
  #going: Promise<void> | undefined
  #base: Promise<void> | undefined
  #baseNotBefore = 0
  #flushedAt = 0
  #problem = ''
  #baseProblem = ''

  constructor(settings: Settings, logger: Logger, metrics: Metrics) {
    this.#settings = settings
    this.#logger = logger
    this.#gauges = gaugesOf(metrics)
  }

  start(): void {
    if (!this.#settings.BACKUP_WAL) {
      void this.#forget()
      return
    }
    this.#gauges.streaming.set({ configured: 'true' }, 0)
    this.#gauges.flushed.set({ configured: 'true' }, 0)
    this.#going = this.#goOn()
  }

  /** A stream that is not wanted any more: the server would keep its log for it. What was received stays. */
  async #forget(): Promise<void> {
    const { BACKUP_DIR, DATABASE_URL } = this.#settings
    if ((await listStreams(BACKUP_DIR)).length === 0) return
    await withServer(DATABASE_URL, dropSlot).catch((error: unknown) =>
      this.#logger.warn(
        { err: error, slot: slotName },
        'the slot of a stream that is not wanted could not be dropped',
      ),
    )
  }

  /** Undefined where none is wanted. */
  async look(): Promise<StreamHealth | undefined> {
    const { BACKUP_DIR, BACKUP_WAL } = this.#settings
    if (!BACKUP_WAL) return undefined
    const moments = await restorable(BACKUP_DIR)
    this.#gauges.oldest.set({ configured: 'true' }, moments ? Date.parse(moments.from) / 1_000 : 0)
    this.#gauges.bytes.set({ configured: 'true' }, await pointInTimeBytes(BACKUP_DIR))
    return {
      streaming: Date.now() - this.#flushedAt < behindMs,
      from: moments?.from ?? null,
      until: this.#flushedAt === 0 ? (moments?.until ?? null) : new Date(this.#flushedAt).toISOString(),
    }
  }

  /** Whether it is wanted, and has stood still for longer than a start takes, or has no base backup of the day. */
  get fails(): boolean {
    const standsStill = Date.now() - Math.max(this.#flushedAt, this.#since) > behindMs
    return this.#settings.BACKUP_WAL && (standsStill || this.#baseProblem !== '')
  }

  /** What is wrong, in sentences. */
  get problems(): readonly string[] {
    return [this.#problem, this.#baseProblem].filter((text) => text !== '')
  }

  async close(): Promise<void> {
    this.#ending.abort()
    await this.#going
    await this.#base
  }

  async #goOn(): Promise<void> {
    const { signal } = this.#ending
    while (!signal.aborted) {
      try {
        await withServer(this.#settings.DATABASE_URL, (server) => this.#receive(server))
      } catch (error) {
        if (signal.aborted) return
        this.#tell(error instanceof Error ? error.message : String(error))
      }
      this.#gauges.streaming.set({ configured: 'true' }, 0)
      await pause(againMs, undefined, { signal }).catch(() => {})
    }
  }

  /** Once for each thing that is wrong, however often it is tried. */
  #tell(problem: string): void {
    if (problem !== this.#problem)
      this.#logger.error({ problem }, 'the stream of the write-ahead log stands still')
    this.#problem = problem
  }

  async #receive(server: Client): Promise<void> {
    const { BACKUP_DIR, BACKUP_WAL_FREE_MB, BACKUP_WAL_KEEP_MB, DATABASE_URL, POSTGRES_TOOLS } =
      this.#settings
    const tools = await postgresTools(POSTGRES_TOOLS, DATABASE_URL)
    if ((await freeMegabytes(BACKUP_DIR)) < BACKUP_WAL_FREE_MB) return this.#giveUp(server)
    await prepareServer(server, BACKUP_WAL_KEEP_MB)
    const { stream, lost } = await openStream(server, BACKUP_DIR)
    if (lost)
      this.#gaveUp(
        'the server let go of log that was not fetched in time: what lies between cannot be restored',
      )
    const { child, said } = startPostgresTool(tools, 'pg_receivewal', [
      `--directory=${walFolder(stream)}`,
      ...[`--slot=${slotName}`, '--synchronous', '--status-interval=1', '--no-loop', '--no-password'],
    ])
    const over = new AbortController()
    const ended = once(child, 'exit').finally(() => over.abort())
    ended.catch(() => {})
    const both = AbortSignal.any([over.signal, this.#ending.signal])
    try {
      await this.#watch(server, stream, both)
    } finally {
      child.kill('SIGTERM')
      await ended.catch(() => {})
    }
    if (!this.#ending.signal.aborted)
      throw new Error(`pg_receivewal ended: ${lastLine(said()) || 'without a word'}`)
  }

  async #watch(server: Client, stream: Stream, over: AbortSignal): Promise<void> {
    const { BACKUP_DIR, BACKUP_WAL_FREE_MB } = this.#settings
    let marked: { at: number; place: string } | undefined
    while (!over.aborted) {
      const slot = await slotState(server)
      if (!slot || slot.status === 'lost') return
      if ((await freeMegabytes(BACKUP_DIR)) < BACKUP_WAL_FREE_MB) return this.#giveUp(server)
      this.#gauges.streaming.set({ configured: 'true' }, slot.active ? 1 : 0)
      if (marked && reaches(slot.flushed, marked.place)) {
        this.#flushedAt = marked.at
        this.#problem = ''
        this.#gauges.flushed.set({ configured: 'true' }, marked.at / 1_000)
        marked = undefined
      }
      marked ??= { at: Date.now(), place: await writeMoment(server) }
      await this.#baseWhereDue(stream)
      // The first looks follow each other closely: who has just begun wants to know soon.
      await pause(this.#flushedAt === 0 ? 200 : lookEveryMs, undefined, { signal: over }).catch(() => {})
    }
  }

  async #baseWhereDue(stream: Stream): Promise<void> {
    if (this.#base || Date.now() < this.#baseNotBefore) return
    const newest = (await listBases(stream)).at(-1)
    if (newest && Date.now() - Date.parse(newest.endedAt) < dayMs) return
    this.#base = runTask(['base'], this.#ending.signal)
      .then(async ({ ok: _, ...base }) => {
        this.#baseProblem = ''
        this.#logger.info(base, 'took a base backup')
        await this.look()
      })
      .catch((error: unknown) => {
        this.#baseNotBefore = Date.now() + baseAgainMs
        if (this.#ending.signal.aborted) return
        this.#baseProblem = `base backup: ${error instanceof Error ? error.message : String(error)}`
        this.#logger.error({ err: error }, 'a base backup failed')
      })
      .finally(() => {
        this.#base = undefined
      })
  }

  async #giveUp(server: Client): Promise<void> {
    if (await slotState(server)) {
      await dropSlot(server)
      this.#gaveUp('the stream of the write-ahead log was given up before it filled the disk of the backups')
    }
    throw new Error(
      'less than BACKUP_WAL_FREE_MB is free on the disk of the backups: until there is more, moments cannot be restored',
    )
  }

  #gaveUp(why: string): void {
    this.#gauges.givenUp.inc()
    this.#logger.error({ slot: slotName }, why)
  }
}

type Gauges = ReturnType<typeof gaugesOf>

// With a label, so that there is no series where no stream is wanted.
const gaugesOf = (metrics: Metrics) => ({
  streaming: metrics.gauge('parlance_wal_streaming', '1 while the write-ahead log is received.', [
    'configured',
  ]),
  flushed: metrics.gauge(
    'parlance_wal_flushed_timestamp_seconds',
    'Up to when the write-ahead log is on disk; 0 = not yet.',
    ['configured'],
  ),
  oldest: metrics.gauge(
    'parlance_wal_oldest_timestamp_seconds',
    'The oldest moment that can be restored; 0 = none.',
    ['configured'],
  ),
  bytes: metrics.gauge('parlance_wal_bytes', 'Size of base backups and log together.', ['configured']),
  givenUp: metrics.counter(
    'parlance_wal_given_up_total',
    'Streams of the write-ahead log that were given up.',
  ),
})
