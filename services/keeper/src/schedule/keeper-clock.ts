import type { Logger, Metrics } from '@parlance/service-kit'
import { listBackups } from '../backups/backup-folder.ts'
import { type ServiceConfig, scheduleOf } from '../config.ts'
import { readDrills } from '../offsite/drills.ts'
import { newestCopied } from '../offsite/offsite-task.ts'
import { type StreamHealth, WalStream } from '../point-in-time/wal-stream.ts'
import { writeLetter } from './letter.ts'
import { newestVerified, runNightly } from './nightly.ts'
import { tellWebhook } from './notice.ts'
import { runTask } from './run-task.ts'

/** A day and the time that a run may take; as the alert of the monitoring has it. */
export const staleAfterMs = 26 * 3_600_000

/** What `GET /health` says. */
export interface KeeperHealth {
  readonly status: 'healthy' | 'degraded'
  readonly automatic: boolean
  readonly running: boolean
  /** ISO 8601; null: it does not run by itself. */
  readonly next: string | null
  /** When the newest backup that is verified was made, ISO 8601; null: there is none. */
  readonly newestVerified: string | null
  readonly backups: number
  /** When the newest backup whose copy elsewhere is verified was made; null: there is none. Without a place it is left out. */
  readonly newestOffsite?: string | null
  /** Where the write-ahead log is kept. */
  readonly pointInTime?: StreamHealth
  /** Of the last run, in sentences. */
  readonly problems: readonly string[]
}

type Settings = Pick<
  ServiceConfig,
  | 'BACKUP_DIR'
  | 'ASSET_CLEANUP_SCHEDULE'
  | 'BACKUP_DRILL_SCHEDULE'
  | 'BACKUP_OFFSITE'
  | 'BACKUP_SCHEDULE'
  | 'BACKUP_TIMEZONE'
  | 'ENABLE_AUTO_BACKUP'
  | 'HEALTH_CHECK_INTERVAL'
  | 'ALERT_EMAIL_TO'
  | 'ALERT_WEBHOOK_URL'
  | 'EDGE_SITE'
  | 'MAIL_FROM'
  | 'SMTP_URL'
  | 'APP_VERSION'
  | 'BACKUP_WAL'
  | 'BACKUP_WAL_FREE_MB'
  | 'BACKUP_WAL_KEEP_MB'
  | 'DATABASE_URL'
  | 'POSTGRES_TOOLS'
>

/** Backs up when the schedule says so, looks at the backups in between, and tells when they begin or cease to fail. */
export class KeeperClock {
  readonly #settings: Settings
  readonly #logger: Logger
  readonly #gauges: Gauges
  readonly #schedule
  readonly #cleanup
  readonly #drill
  readonly #stream: WalStream
  readonly #ending = new AbortController()
  #looking: NodeJS.Timeout | undefined
  #run: Promise<void> | undefined
  #problems: readonly string[] = []
  #failing = false

  constructor(settings: Settings, logger: Logger, metrics: Metrics) {
    this.#settings = settings
    this.#logger = logger
    this.#gauges = gaugesOf(metrics)
    this.#stream = new WalStream(settings, logger, metrics)
    this.#schedule = scheduleOf('BACKUP_SCHEDULE', settings)
    const { ASSET_CLEANUP_SCHEDULE: cleanup, BACKUP_DRILL_SCHEDULE: drill, BACKUP_OFFSITE } = settings
    const drills = drill !== 'never' && BACKUP_OFFSITE !== undefined
    this.#drill = drills ? scheduleOf('BACKUP_DRILL_SCHEDULE', settings) : undefined
    this.#cleanup = cleanup === 'never' ? undefined : scheduleOf('ASSET_CLEANUP_SCHEDULE', settings)
  }

  /** Starts the clock. What was missed while it did not run, because the machine was off, is made up for at once. */
  async start(): Promise<void> {
    const { ENABLE_AUTO_BACKUP, HEALTH_CHECK_INTERVAL } = this.#settings
    const { status } = await this.look()
    this.#stream.start()
    this.#looking = setInterval(() => this.#lookOrTell(), HEALTH_CHECK_INTERVAL * 1_000)
    this.#cleanup?.schedule(() => this.#cleanAssets())
    this.#cleanup?.resume()
    this.#drill?.schedule(() => this.#practise())
    this.#drill?.resume()
    if (!ENABLE_AUTO_BACKUP) return
    this.#schedule.schedule(() => this.backUp())
    this.#schedule.resume()
    if (status === 'degraded') void this.backUp()
  }

  /** Runs once; who asks meanwhile waits for the run that goes on. */
  backUp(): Promise<void> {
    this.#run ??= this.#backUp().finally(() => {
      this.#run = undefined
    })
    return this.#run
  }

  async #backUp(): Promise<void> {
    const began = Date.now()
    this.#gauges.running.set(1)
    const { outcome, backup, decayed, offsite, problems } = await runNightly(
      this.#settings.BACKUP_DIR,
      (words) => runTask(words, this.#ending.signal),
    )
    this.#gauges.running.set(0)
    if (this.#ending.signal.aborted) return
    const seconds = (Date.now() - began) / 1_000
    this.#gauges.runs.inc({ outcome })
    this.#gauges.seconds.set(seconds)
    this.#problems = problems
    const failing = outcome !== 'verified' || decayed.length > 0 || offsite === 'failed'
    if (failing)
      this.#logger.error({ outcome, backup, decayed, offsite, problems, seconds }, 'a backup does not count')
    else this.#logger.info({ outcome, backup, offsite, seconds }, 'backed up, restored and compared')
    await this.look()
    await this.#tell(failing)
  }

  async #cleanAssets(): Promise<void> {
    // A backup that goes on comes first: it may need what would be removed.
    await this.#run
    try {
      this.#logger.info(
        await runTask(['clean-assets'], this.#ending.signal),
        'removed images that nothing uses',
      )
    } catch (error) {
      this.#logger.error({ err: error }, 'images that nothing uses could not be removed')
    }
  }

  /** The disaster, from the copy elsewhere alone. What came of it is in the metrics and in `backup:evidence`. */
  async #practise(): Promise<void> {
    await this.#run
    try {
      const { ok, seconds, problems } = await runTask(['drill'], this.#ending.signal)
      if (ok) this.#logger.info({ seconds }, 'practised the disaster')
      else this.#logger.error({ seconds, problems }, 'practising the disaster failed')
      await this.look()
    } catch (error) {
      this.#logger.error({ err: error }, 'the disaster could not be practised')
    }
  }

  async #tell(failing: boolean): Promise<void> {
    // Once when it begins and once when it is over; not every night again.
    if (failing === this.#failing) return
    this.#failing = failing
    const { ALERT_WEBHOOK_URL, APP_VERSION } = this.#settings
    const notice = {
      event: failing ? 'backup-failing' : 'backup-working',
      text: failing
        ? `Parlance: backups fail. ${this.#problems[0] ?? ''} Look: pnpm manage backup:evidence --production`
        : 'Parlance: backups work again.',
      problems: this.#problems,
      version: APP_VERSION,
      at: new Date().toISOString(),
    } as const
    await Promise.all([
      tellWebhook(ALERT_WEBHOOK_URL, notice, this.#logger),
      writeLetter(this.#settings, notice, this.#logger),
    ])
  }

  #lookOrTell(): void {
    this.look().catch((error: unknown) => this.#logger.error({ err: error }, 'the backups cannot be read'))
  }

  /** Looks at the folder of the backups, and says how things are. */
  async look(): Promise<KeeperHealth> {
    const { BACKUP_DIR, BACKUP_OFFSITE, ENABLE_AUTO_BACKUP } = this.#settings
    const [newest, { backups, broken }] = [await newestVerified(BACKUP_DIR), await listBackups(BACKUP_DIR)]
    const offsite = BACKUP_OFFSITE === undefined ? undefined : await newestCopied(BACKUP_DIR)
    if (BACKUP_OFFSITE !== undefined) this.#gauges.offsite.set({ configured: 'true' }, (offsite ?? 0) / 1_000)
    this.#gauges.newest.set(newest === undefined ? 0 : newest / 1_000)
    if (BACKUP_OFFSITE !== undefined) await this.#showDrills()
    this.#gauges.backups.set(backups.length)
    this.#gauges.bytes.set(backups.reduce((sum, { bytes }) => sum + bytes, 0))
    this.#gauges.broken.set(broken.length)
    const stale = newest === undefined || Date.now() - newest > staleAfterMs
    const pointInTime = await this.#stream.look()
    const failing = this.#failing || broken.length > 0 || this.#stream.fails
    return {
      status: (ENABLE_AUTO_BACKUP && stale) || failing ? 'degraded' : 'healthy',
      automatic: ENABLE_AUTO_BACKUP,
      running: this.#run !== undefined,
      next: ENABLE_AUTO_BACKUP ? (this.#schedule.nextRun()?.toISOString() ?? null) : null,
      newestVerified: newest === undefined ? null : new Date(newest).toISOString(),
      ...(BACKUP_OFFSITE === undefined
        ? {}
        : { newestOffsite: offsite === undefined ? null : new Date(offsite).toISOString() }),
      backups: backups.length,
      ...(pointInTime ? { pointInTime } : {}),
      problems: [
        ...this.#problems,
        ...this.#stream.problems,
        ...broken.map((name) => `the manifest of ${name} cannot be read`),
      ],
    }
  }

  async #showDrills(): Promise<void> {
    const drills = await readDrills(this.#settings.BACKUP_DIR)
    const good = drills.findLast(({ ok }) => ok)
    this.#gauges.drill.set({ configured: 'true' }, good ? Date.parse(good.at) / 1_000 : 0)
    if (good) this.#gauges.drillSeconds.set(good.seconds)
    const last = drills.at(-1)
    if (last) this.#gauges.drillOk.set({ configured: 'true' }, last.ok ? 1 : 0)
  }

  /** Stops; a task that runs is ended, and leaves nothing that is named as a backup. */
  async close(): Promise<void> {
    this.#schedule.stop()
    this.#cleanup?.stop()
    this.#drill?.stop()
    clearInterval(this.#looking)
    this.#ending.abort()
    await this.#stream.close()
    await this.#run
  }
}

type Gauges = ReturnType<typeof gaugesOf>

const gaugesOf = (metrics: Metrics) => ({
  newest: metrics.gauge(
    'parlance_backup_newest_verified_timestamp_seconds',
    'When the newest verified backup was made; 0 = there is none.',
  ),
  // With a label, so that there is no series where no place is configured.
  offsite: metrics.gauge(
    'parlance_backup_offsite_newest_verified_timestamp_seconds',
    'When the newest backup was made whose copy elsewhere is verified; 0 = there is none.',
    ['configured'],
  ),
  drill: metrics.gauge(
    'parlance_backup_drill_timestamp_seconds',
    'When practising the disaster last went well; 0 = never.',
    ['configured'],
  ),
  drillOk: metrics.gauge('parlance_backup_drill_ok', '1 where the last drill went well, 0 where not.', [
    'configured',
  ]),
  drillSeconds: metrics.gauge('parlance_backup_drill_seconds', 'How long the last good drill took.'),
  backups: metrics.gauge('parlance_backups', 'Backups in the folder.'),
  broken: metrics.gauge('parlance_backups_unreadable', 'Backups whose manifest cannot be read.'),
  bytes: metrics.gauge('parlance_backup_bytes', 'Size of the archives together.'),
  running: metrics.gauge('parlance_backup_running', '1 while a run of the schedule goes on.'),
  seconds: metrics.gauge('parlance_backup_last_run_seconds', 'Duration of the last run of the schedule.'),
  runs: metrics.counter('parlance_backup_runs_total', 'Runs of the schedule, by outcome.', ['outcome']),
})
