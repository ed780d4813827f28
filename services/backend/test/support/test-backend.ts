import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger, createMetrics, Shutdown } from '@parlance/service-kit'
import { type BackendTuning, createBackend } from '../../src/backend.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { RouteApp } from '../../src/routes/route-app.ts'

/** Nothing listens there: discard, reserved and closed. */
const nobody = '127.0.0.1:9'

/** What tokens of the tests are signed with. */
export const testSecret = 'a secret of the tests, of more than 32 characters'

export interface TestBackend {
  readonly app: RouteApp
  /** http://127.0.0.1:<port> */
  readonly url: string
  readonly assetsDir: string
  readonly stop: () => Promise<void>
}

/** The whole backend in this process, listening on a port of its own, over a real database. */
export async function startTestBackend(
  databaseUrl: string,
  config: Partial<Record<keyof Config, string>> = {},
  tuning: BackendTuning = {},
): Promise<TestBackend> {
  const assetsDir = config.ASSETS_DIR ?? (await mkdtemp(join(tmpdir(), 'parlance-test-assets-')))
  const read = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    JWT_SECRET: testSecret,
    CORS_ORIGIN: 'http://site.test',
    TRANSLATION_ADDRESS: nobody,
    SCRAPER_ADDRESS: nobody,
    ASSETS_DIR: assetsDir,
    ...config,
  })
  const identity = { service: 'backend', version: 'test' }
  const logger = createLogger({ ...identity, level: process.env.PARLANCE_TEST_LOG ?? 'silent' })
  const shutdown = new Shutdown()
  const app = await createBackend(read, { logger, metrics: createMetrics(identity), shutdown, tuning })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return {
    app,
    url: `http://127.0.0.1:${port}`,
    assetsDir,
    stop: async () => {
      await shutdown.run()
      if (!config.ASSETS_DIR) await rm(assetsDir, { recursive: true, force: true })
    },
  }
}
