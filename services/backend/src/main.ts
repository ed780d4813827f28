/** The backend: REST, WebSocket, jobs. */
import {
  createLogger,
  createMetrics,
  runProgram,
  startTelemetry,
  telemetryEndMs,
} from '@parlance/service-kit'
import { createBackend } from './backend.ts'
import { readConfig } from './config.ts'

runProgram({
  name: 'backend',
  start: async (shutdown) => {
    const config = readConfig(process.env)
    const identity = { service: 'backend', version: config.APP_VERSION }
    const logger = createLogger({ ...identity, level: config.LOG_LEVEL })
    const telemetry = { ...config, ...identity, environment: config.NODE_ENV }
    shutdown.add('traces and error reports', await startTelemetry(telemetry), telemetryEndMs)
    const app = await createBackend(config, { logger, metrics: createMetrics(identity), shutdown })
    await app.listen({ host: config.HOST, port: config.PORT })
    return logger
  },
})
