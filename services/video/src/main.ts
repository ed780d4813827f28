import { hostname } from 'node:os'
import { VideoService, type VideoServiceHandlers } from '@parlance/contracts'
import {
  createGrpcServer,
  createLogger,
  createMetrics,
  runProgram,
  startMetricsServer,
  startTelemetry,
  telemetryEndMs,
} from '@parlance/service-kit'
import { limitsOf, readConfig } from './config.ts'
import { findFfmpeg } from './program/find-ffmpeg.ts'
import { videoHandlers } from './service/handlers.ts'
import { openStudio } from './service/studio.ts'
import { openOwnFolder } from './source/own-folder.ts'

/** How long calls in flight may go on once the service is told to stop, in milliseconds: a job is run again elsewhere. */
const drainMs = 1_500

runProgram({
  name: 'video',
  async start(shutdown) {
    const env = readConfig(process.env)
    const version = env.APP_VERSION
    const logger = createLogger({ service: 'video', version, level: env.LOG_LEVEL })
    const telemetry = { ...env, service: 'video', version, environment: env.NODE_ENV }
    shutdown.add('traces and error reports', await startTelemetry(telemetry), telemetryEndMs)
    const metrics = createMetrics({ service: 'video', version })
    const limits = limitsOf(env)
    const found = await findFfmpeg(env.FFMPEG_PATH, process.env.PATH)
    const scratch = await openOwnFolder(env.VIDEO_SCRATCH_DIR, hostname())
    shutdown.add('scratch folder', async () => scratch.close())
    const studio = await openStudio(found, scratch.path, limits, env.MAX_VIDEO_CONCURRENT, metrics)
    const metricsServer = await startMetricsServer({ metrics, host: env.HOST, port: env.METRICS_PORT })
    shutdown.add('metrics', () => metricsServer.close())
    const server = createGrpcServer({ logger, metrics })
    const handlers = videoHandlers(studio, limits, env.MAX_VIDEO_CONCURRENT, logger)
    server.add<VideoServiceHandlers>(VideoService.service, handlers)
    const port = await server.listen({ host: env.HOST, port: env.PORT })
    shutdown.add('gRPC', () => server.drain(drainMs))
    if (!found.found) logger.warn({ why: found.why }, 'no videos')
    const ffmpeg = found.found ? found.version : undefined
    logger.info({ port, metricsPort: metricsServer.port, ffmpeg }, 'listening')
    return logger
  },
})
