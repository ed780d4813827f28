import type { Logger, Metrics, Shutdown } from '@parlance/service-kit'
import { measurePools, measureQueues } from './adapters/backend-metrics.ts'
import { openMessaging } from './adapters/messaging.ts'
import { connectScraper } from './adapters/scraper-client.ts'
import { connectTranslation } from './adapters/translation-client.ts'
import { connectVideo } from './adapters/video-client.ts'
import type { Config } from './config.ts'
import { connectionFault, connectPatiently } from './database/connection.ts'
import { assertMigrated } from './database/migration-history.ts'
import { openDatabase } from './stores/database.ts'
import { createJobs } from './stores/jobs.ts'

/** What the backend reaches: database, job queue, bus and cache, and the gRPC services. */
export type Connections = Awaited<ReturnType<typeof openConnections>>

/**
 * Opens what the backend reaches; the gRPC services are looked for when they are first asked.
 *
 * @throws Error where there is no database, or one of another version
 */
export async function openConnections(
  config: Config,
  { logger, metrics, shutdown }: { logger: Logger; metrics: Metrics; shutdown: Shutdown },
) {
  const report = (what: string) => (error: unknown) => logger.warn({ err: error }, what)
  const database = openDatabase(config.DATABASE_URL, report('database connection lost'))
  shutdown.add('database', () => database.close())
  measurePools(metrics, [database.pool, database.readers])
  const jobs = createJobs(config.DATABASE_URL, logger)
  measureQueues(metrics, () => jobs.boss.getQueues())
  const messaging = openMessaging(config.REDIS_URL, report('messaging'))
  shutdown.add('messaging', () => messaging.close())
  const translation = connectTranslation(config.TRANSLATION_ADDRESS, metrics)
  shutdown.add('translation', () => translation.close())
  const scraper = connectScraper(config.SCRAPER_ADDRESS, metrics)
  shutdown.add('scraper', () => scraper.close())
  const video = config.VIDEO_ADDRESS === undefined ? undefined : connectVideo(config.VIDEO_ADDRESS, metrics)
  shutdown.add('video', async () => video?.close())
  await connectPatiently(() => database.connect(), report('database')).catch((error) => {
    throw new Error(connectionFault(config.DATABASE_URL, error), { cause: error })
  })
  await assertMigrated(database.pool)
  await jobs.start()
  shutdown.add('jobs', () => jobs.stop())
  return { database, jobs, messaging, translation, scraper, video }
}
