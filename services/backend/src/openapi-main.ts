/** Prints the OpenAPI document. Needs no database, no environment, no other service. */
import { createLogger, createMetrics } from '@parlance/service-kit'
import { buildApp } from './app.ts'
import type { Features } from './features/features.ts'
import { createAnswerCache } from './routes/answer-cache.ts'

const version = '0.1.0'
const identity = { service: 'backend', version }
const app = await buildApp({
  // The routes are described, never called.
  features: {
    accounts: {},
    catalogue: {},
    chat: { heartbeatMs: 60_000, disconnect: () => {} },
    conversation: {},
    glossary: {},
    health: {},
    listingCorrections: {},
    submissions: {},
    translationMemory: {},
    translator: {},
  } as unknown as Features,
  answers: createAnswerCache(async () => ''),
  logger: createLogger({ ...identity, level: 'silent' }),
  metrics: createMetrics(identity),
  version,
  origins: [],
  secureCookies: false,
})
await app.ready()
process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`)
await app.close()
