/** The filter: Docker's socket on one side, list, inspect, start and stop of containers of previews on the other. */
import { chmodSync, rmSync } from 'node:fs'
import { runProgram } from '@parlance/service-kit/lifecycle'
import { createLogger } from '@parlance/service-kit/log'
import { readFilterConfig } from './config.ts'
import { DockerEngine } from './filter/docker-engine.ts'
import { createFilter } from './filter/filter-server.ts'
import { readNotes } from './note.ts'

runProgram({
  name: 'preview-filter',
  async start(shutdown) {
    const env = readFilterConfig(process.env)
    const logger = createLogger({ service: 'preview-filter', version: env.APP_VERSION, level: env.LOG_LEVEL })
    const engine = new DockerEngine(env.DOCKER_SOCKET, () => new Set(readNotes(env.PREVIEW_NOTES).keys()))
    const server = createFilter(
      engine,
      (refusal) => logger.warn(refusal, 'refused'),
      (error) => logger.error({ err: error }, 'Docker did not do it'),
    )
    // What an earlier process has left; whoever else could listen here could take its place anyway.
    rmSync(env.FILTER_SOCKET, { force: true })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(env.FILTER_SOCKET, resolve)
    })
    // Who may reach it is decided by who has the volume: the gateway, as a user of its own.
    chmodSync(env.FILTER_SOCKET, 0o666)
    shutdown.add('filter', () => {
      server.close()
      server.closeAllConnections()
    })
    logger.info({ socket: env.FILTER_SOCKET }, 'listening')
    return logger
  },
})
