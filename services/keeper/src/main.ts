import {
  createLogger,
  createMetrics,
  runProgram,
  startMetricsServer,
  startTelemetry,
  telemetryEndMs,
} from '@parlance/service-kit'
import { readServiceConfig, retentionRule } from './config.ts'
import { watchCertificate } from './schedule/certificate.ts'
import { KeeperClock } from './schedule/keeper-clock.ts'

/** How long a task that is told to end may take to do so, in milliseconds. */
const endMs = 8_000

runProgram({
  name: 'keeper',
  async start(shutdown) {
    const env = readServiceConfig(process.env)
    // What it would stumble over at night is said now.
    retentionRule(env)
    const identity = { service: 'keeper', version: env.APP_VERSION }
    const logger = createLogger({ ...identity, level: env.LOG_LEVEL })
    const telemetry = { ...env, ...identity, environment: 'production' }
    shutdown.add('traces and error reports', await startTelemetry(telemetry), telemetryEndMs)
    const metrics = createMetrics(identity)
    const clock = new KeeperClock(env, logger, metrics)
    shutdown.add('schedule', () => clock.close(), endMs)
    shutdown.add('certificate', watchCertificate(env, metrics, logger))
    const server = await startMetricsServer({
      metrics,
      host: env.HOST,
      port: env.PORT,
      health: () => clock.look(),
    })
    shutdown.add('health and metrics', () => server.close())
    await clock.start()
    const { next, newestVerified } = await clock.look()
    logger.info({ port: server.port, next, newestVerified }, 'listening')
    return logger
  },
})
