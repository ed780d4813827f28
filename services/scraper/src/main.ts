import { ScraperService, type ScraperServiceHandlers } from '@parlance/contracts'
import {
  createGrpcServer,
  createLogger,
  createMetrics,
  runProgram,
  startMetricsServer,
  startTelemetry,
  telemetryEndMs,
} from '@parlance/service-kit'
import { readConfig } from './config.ts'
import { createScraper } from './scrape/tools.ts'
import { scraperHandlers } from './service.ts'

/** How long calls in flight may go on once the service is told to stop, in milliseconds. */
const drainMs = 1_500

runProgram({
  name: 'scraper',
  async start(shutdown) {
    const env = readConfig(process.env)
    const version = env.APP_VERSION
    const logger = createLogger({ service: 'scraper', version, level: env.LOG_LEVEL })
    const telemetry = { ...env, service: 'scraper', version, environment: env.NODE_ENV }
    shutdown.add('traces and error reports', await startTelemetry(telemetry), telemetryEndMs)
    const metrics = createMetrics({ service: 'scraper', version })
    const scraper = createScraper(
      {
        version,
        allowed: env.allowed,
        contactUrl: env.SCRAPER_CONTACT_URL,
        concurrency: env.MAX_SCRAPER_CONCURRENT,
        browserPath: env.PUPPETEER_EXECUTABLE_PATH,
        sandbox: env.SCRAPER_SANDBOX === 'auto' ? process.getuid?.() !== 0 : env.SCRAPER_SANDBOX === 'on',
        gemini: env.GEMINI_API_KEY
          ? {
              apiKey: env.GEMINI_API_KEY,
              baseUrl: env.GEMINI_BASE_URL,
              model: env.GEMINI_MODEL,
              dailyTokens: env.GEMINI_DAILY_TOKENS,
            }
          : undefined,
        limits: { hostDelayMs: env.SCRAPER_HOST_DELAY_MS },
      },
      logger,
      metrics,
    )
    shutdown.add('browser and children', () => scraper.close())
    const metricsServer = await startMetricsServer({ metrics, host: env.HOST, port: env.METRICS_PORT })
    shutdown.add('metrics', () => metricsServer.close())
    const server = createGrpcServer({ logger, metrics })
    server.add<ScraperServiceHandlers>(ScraperService.service, scraperHandlers(scraper, logger))
    const port = await server.listen({ host: env.HOST, port: env.PORT })
    shutdown.add('gRPC', () => server.drain(drainMs))
    const { browser } = scraper
    if (browser.executable === undefined) logger.warn({ why: browser.why }, 'no screenshots')
    logger.info({ port, metricsPort: metricsServer.port, browser: browser.executable }, 'listening')
    return logger
  },
})
