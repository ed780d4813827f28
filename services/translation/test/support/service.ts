import { TranslationService } from '@parlance/contracts'
import { createGrpcClient, createLogger, type GrpcClient } from '@parlance/service-kit'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'

/** A client of the service. */
function connect(port: number) {
  return createGrpcClient(TranslationService, `127.0.0.1:${port}`, { deadlineMs: 20_000 })
}

/** The running service of a test. */
export interface RunningService {
  readonly app: App
  readonly client: GrpcClient<typeof TranslationService.service>
  readonly port: number
  close(): Promise<void>
}

/** The whole service on a free port of loopback, in this process, and a client of it. */
export async function startService(env: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  const config = readConfig({
    NODE_ENV: 'test',
    PATH: process.env.PATH,
    APERTIUM_MODES_DIR: process.env.APERTIUM_MODES_DIR,
    ...env,
  })
  const logger = createLogger({ service: 'translation', version: 'test', level: 'silent' })
  const app = await createApp(config, logger)
  const port = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const client = connect(port)
  return {
    app,
    client,
    port,
    async close() {
      client.close()
      app.endMemory()
      await app.server.drain(2_000)
      await app.close()
    },
  }
}
