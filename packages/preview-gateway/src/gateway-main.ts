/** The gateway of previews: pages and WebSockets to the preview that an address names, which it wakes and lets sleep. */
import type { AddressInfo } from 'node:net'
import { drainServer } from '@parlance/service-kit/http-drain'
import { runProgram } from '@parlance/service-kit/lifecycle'
import { createLogger } from '@parlance/service-kit/log'
import { readGatewayConfig } from './config.ts'
import { FilterClient } from './gateway/filter-client.ts'
import { Gateway } from './gateway/gateway.ts'
import { Previews } from './gateway/previews.ts'
import { answers } from './gateway/upstream.ts'
import { readNotes } from './note.ts'

/** Milliseconds between two looks at what there is. */
const lookEveryMs = 1_000

runProgram({
  name: 'preview-gateway',
  async start(shutdown) {
    const env = readGatewayConfig(process.env)
    const logger = createLogger({
      service: 'preview-gateway',
      version: env.APP_VERSION,
      level: env.LOG_LEVEL,
    })
    const { protocol, hostname } = new URL(env.PREVIEW_ORIGIN)
    const upstream = (name: string) => ({ host: `preview-${name}`, port: 80 })
    const previews = new Previews({
      control: new FilterClient(env.FILTER_SOCKET),
      notes: () => readNotes(env.PREVIEW_NOTES),
      answers: (name) => answers(upstream(name)),
      now: () => Date.now(),
      wakeMs: env.PREVIEW_WAKE * 1_000,
      askEveryMs: 100,
      idleMs: env.PREVIEW_IDLE * 1_000,
      most: env.PREVIEW_MOST,
      tell: ({ error, ...event }) => {
        gateway.forget(event.preview)
        logger.info({ ...event, ...(error === undefined ? {} : { err: error }) }, 'preview')
      },
      blind: (error) => logger.warn({ err: error }, 'cannot see the previews'),
    })
    const gateway = new Gateway({
      previews,
      domain: hostname,
      secure: protocol === 'https:',
      secret: env.PREVIEW_SECRET,
      site: env.PREVIEW_SITE,
      upstream,
      waitMs: env.PREVIEW_WAIT * 1_000,
      now: () => new Date(),
      failed: (error, preview) => logger.warn({ err: error, preview }, 'did not answer'),
    })
    await previews.open(lookEveryMs)
    shutdown.add('what is done with previews', () => previews.close(), 8_000)
    await new Promise<void>((resolve, reject) => {
      gateway.server.once('error', reject)
      gateway.server.listen(env.PORT, env.HOST, resolve)
    })
    shutdown.add('pages', () => drainServer(gateway.server, { lingerMs: 100, deadlineMs: 3_000 }))
    const { port } = gateway.server.address() as AddressInfo
    logger.info({ port, origin: env.PREVIEW_ORIGIN, idleSeconds: env.PREVIEW_IDLE }, 'listening')
    return logger
  },
})
