import {
  createLogger,
  runProgram,
  startMetricsServer,
  startTelemetry,
  telemetryEndMs,
} from '@parlance/service-kit'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'

runProgram({
  name: 'translation',
  async start(shutdown) {
    const config = readConfig(process.env)
    const identity = { service: 'translation', version: config.APP_VERSION }
    const logger = createLogger({ ...identity, level: config.LOG_LEVEL })
    const telemetry = { ...config, ...identity, environment: config.NODE_ENV }
    shutdown.add('traces and error reports', await startTelemetry(telemetry), telemetryEndMs)
    const app = await createApp(config, logger)
    shutdown.add('engines and memory', () => app.close(), 1_500)
    const metrics = await startMetricsServer({
      metrics: app.metrics,
      host: config.HOST,
      port: config.METRICS_PORT,
    })
    shutdown.add('metrics', () => metrics.close(), 500)
    const port = await app.server.listen({ host: config.HOST, port: config.PORT })
    shutdown.add('gRPC server', () => app.server.drain(1_500), 2_000)
    shutdown.add('permanent memory', () => app.endMemory(), 500)
    logger.info({ port, metricsPort: metrics.port }, 'listening')
    return logger
  },
})
