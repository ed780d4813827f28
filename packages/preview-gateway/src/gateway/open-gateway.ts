import type { AddressInfo } from 'node:net'
import { drainServer } from '@parlance/service-kit/http-drain'
import { runProgram, type Shutdown } from '@parlance/service-kit/lifecycle'
import { createLogger, type Logger } from '@parlance/service-kit/log'
import { type GatewayConfig, readGatewayConfig } from '../config.ts'
import type { ContainerControl } from '../containers.ts'
import { readNotes } from '../note.ts'
import { Gateway } from './gateway.ts'
import { Previews } from './previews.ts'
import { answers, type FindUpstream } from './upstream.ts'

/** Milliseconds between two looks at what there is. */
const lookEveryMs = 1_000

/** Where previews run, as far as the gateway goes: containers behind a filter, or processes of this machine. */
export interface PreviewHost {
  control: ContainerControl
  upstream: FindUpstream
  /** Breaks off what is being started, because the gateway ends. */
  breakOff?(): void
}

/** The program of a gateway. @param open gives where its previews run */
export const runGateway = (
  env: Readonly<Record<string, string | undefined>>,
  open: (config: GatewayConfig) => PreviewHost,
): void =>
  runProgram({
    name: 'preview-gateway',
    start(shutdown) {
      const config = readGatewayConfig(env)
      return openGateway(config, shutdown, open(config))
    },
  })

/** Opens the door to the previews of a host. @throws Error where its port cannot be listened on */
async function openGateway(
  env: GatewayConfig,
  shutdown: Pick<Shutdown, 'add'>,
  { control, upstream, breakOff }: PreviewHost,
): Promise<Logger> {
  const logger = createLogger({ service: 'preview-gateway', version: env.APP_VERSION, level: env.LOG_LEVEL })
  const { protocol, hostname } = new URL(env.PREVIEW_ORIGIN)
  const previews = new Previews({
    control,
    notes: () => readNotes(env.PREVIEW_NOTES),
    answers: (name) => answers((path) => upstream(name, path)),
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
  const close = () => {
    breakOff?.()
    return previews.close()
  }
  shutdown.add('what is done with previews', close, 8_000)
  await new Promise<void>((resolve, reject) => {
    gateway.server.once('error', reject)
    gateway.server.listen(env.PORT, env.HOST, resolve)
  })
  shutdown.add('pages', () => drainServer(gateway.server, { lingerMs: 100, deadlineMs: 3_000 }))
  const { port } = gateway.server.address() as AddressInfo
  logger.info({ port, origin: env.PREVIEW_ORIGIN, idleSeconds: env.PREVIEW_IDLE }, 'listening')
  return logger
}
