import type { Logger, Metrics, Shutdown } from '@parlance/service-kit'
import { measureSubmissions, measureVisits } from './adapters/backend-metrics.ts'
import type { Config } from './config.ts'
import type { Connections } from './connections.ts'
import { importCatalogue } from './database/transfer/import-catalogue.ts'
import { keepSearchable } from './database/transfer/keep-searchable.ts'
import { createImportJob } from './features/administration/import-job.ts'
import { translateCaptions } from './features/captions/translate-captions.ts'
import { openRound, spreadOf } from './features/revisits/plan-round.ts'
import { keepSchedule } from './features/revisits/schedule.ts'
import { visitPage } from './features/revisits/visit-page.ts'
import type { Scraper } from './features/submissions/scraper-port.ts'
import { createSubmissionJobs } from './features/submissions/submission-jobs.ts'
import { createImportJobStore } from './stores/administration/catalogue-import-store.ts'
import { createCaptionStore } from './stores/caption-store.ts'
import { createListingStore } from './stores/listing-store.ts'
import { createRevisitStore } from './stores/revisit-store.ts'

type SubmissionParts = Parameters<typeof createSubmissionJobs>[0]

/** What the work is done with, beside the connections. */
export interface BackgroundParts
  extends Pick<SubmissionParts, 'submissions' | 'translator' | 'bus' | 'assets'> {
  readonly scraper: Scraper
  readonly hot: Parameters<typeof createSubmissionJobs>[1]
  /** Absent: there is no service of video. */
  readonly videoWork: Parameters<Connections['jobs']['work']>[0]['videoWork']
  readonly videoFetch: Parameters<Connections['jobs']['work']>[0]['videoFetch']
  /** Absent: no engine is configured. */
  readonly videoTranscript: Parameters<Connections['jobs']['work']>[0]['videoTranscript']
  readonly accountRequests: { sendLetter(id: string): Promise<void> }
  /** Whether what people submit waits for an editor. */
  readonly review: 'open' | 'review'
  readonly logger: Logger
  readonly metrics: Metrics
  readonly shutdown: Shutdown
  /** Milliseconds over which the visits of a time of the schedule are spread; absent: until the next one. */
  readonly visitSpreadMs?: number | undefined
}

/** Takes jobs and works on them, and plans those that come by the clock. */
export async function startBackgroundWork(
  config: Config,
  { database, jobs }: Pick<Connections, 'database' | 'jobs'>,
  parts: BackgroundParts,
): Promise<void> {
  const { submissions, assets, scraper, translator, bus, hot, review, logger, metrics, shutdown } = parts
  const revisits = createRevisitStore(database.pool, jobs.boss)
  const countVisit = measureVisits(metrics)
  await jobs.work({
    catalogueImport: createImportJob({
      store: createImportJobStore(database.pool),
      importFile: (options) =>
        importCatalogue(config.DATABASE_URL, { ...options, fromLine: 1, jobs: jobs.boss }),
    }),
    captionTranslation: (videoId, options) =>
      translateCaptions(
        { store: createCaptionStore(database.pool, jobs.boss), translator },
        videoId,
        options,
      ),
    videoWork: parts.videoWork,
    videoFetch: parts.videoFetch,
    videoTranscript: parts.videoTranscript,
    accountMail: (id) => parts.accountRequests.sendLetter(id),
    pageVisit: (id, options) =>
      visitPage({ store: revisits, scraper, assets, now: () => new Date(), ended: countVisit }, id, options),
    ...createSubmissionJobs(
      {
        submissions,
        listings: createListingStore(database.pool, { submissions: review }),
        scraper,
        assets,
        translator,
        bus,
        translateLater: jobs.translateLater,
        measure: measureSubmissions(metrics),
        report: (error, submission) => logger.warn({ err: error, ...submission }, 'submission failed'),
      },
      hot,
    ),
  })
  const searchable = keepSearchable(
    database.pool,
    config.DATABASE_URL,
    () => logger.info('what an import left is searchable now'),
    (error) => logger.warn({ err: error }, 'making searchable what an import left'),
  )
  shutdown.add('what imports left', () => searchable.stop())
  if (!config.ENABLE_SCRAPER || config.SCRAPER_SCHEDULE === '') return
  const visiting = keepSchedule(
    config.SCRAPER_SCHEDULE,
    async (at, next) => {
      const spreadMs = parts.visitSpreadMs ?? spreadOf(at, next)
      const spread = { at, spreadMs, random: Math.random }
      const visits = await openRound(revisits, config.SCRAPER_VISITS_PER_HOST, spread)
      if (visits !== undefined) logger.info({ at, visits }, 'pages of listings are read again')
    },
    (error) => logger.warn({ err: error }, 'reading pages again'),
  )
  shutdown.add('schedule of visits', async () => visiting.stop())
}
