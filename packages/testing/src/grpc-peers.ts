import {
  ScraperService,
  type ScraperServiceHandlers,
  TranslationService,
  type TranslationServiceHandlers,
  type VideoCapabilities,
  type VideoEvent,
  type VideoRequest__Output,
  VideoService,
  type VideoServiceHandlers,
} from '@parlance/contracts'
import {
  type CallContext,
  createGrpcServer,
  createLogger,
  createMetrics,
  duplex,
  Problem,
  type PromiseHandlers,
} from '@parlance/service-kit'

const identity = { service: 'peer', version: 'test' }

/** A gRPC server of the test that a backend talks to. */
export interface Peer {
  readonly address: string
  readonly stop: () => Promise<void>
}

function createServer() {
  return createGrpcServer({
    logger: createLogger({ ...identity, level: 'silent' }),
    metrics: createMetrics(identity),
  })
}

/** A scraper that does as the test says, speaking the real protocol. @param port 0 = any */
export async function startScraperPeer(
  scrape: PromiseHandlers<ScraperServiceHandlers>['Scrape'],
  port = 0,
  listAddresses: PromiseHandlers<ScraperServiceHandlers>['ListAddresses'] = async () => ({
    urls: [],
    left: 0,
  }),
  // biome-ignore lint/correctness/useYield: it refuses before there is anything
  download: PromiseHandlers<ScraperServiceHandlers>['Download'] = async function* () {
    throw new Problem('unimplemented', 'This scraper fetches no files.')
  },
): Promise<Peer> {
  const server = createServer()
  server.add<ScraperServiceHandlers>(ScraperService.service, {
    Scrape: scrape,
    ListAddresses: listAddresses,
    Download: download,
    Capabilities: async () => ({ capabilities: [], running: 0, limit: 1 }),
  })
  return listen(server, port)
}

/** A translation service that does as the test says; what it does not say is not implemented. */
export async function startTranslationPeer(
  handlers: Partial<PromiseHandlers<TranslationServiceHandlers>>,
  port = 0,
): Promise<Peer> {
  const server = createServer()
  server.add<TranslationServiceHandlers>(
    TranslationService.service,
    handlers as PromiseHandlers<TranslationServiceHandlers>,
  )
  return listen(server, port)
}

/** A video service that does as the test says. @param capabilities what is not said is that of one with ffmpeg */
export async function startVideoPeer(
  run: (requests: AsyncIterable<VideoRequest__Output>, context: CallContext) => AsyncIterable<VideoEvent>,
  port = 0,
  capabilities: Partial<VideoCapabilities> = {},
): Promise<Peer> {
  const server = createServer()
  server.add<VideoServiceHandlers>(VideoService.service, {
    Run: duplex(run),
    Capabilities: async () => ({ available: true, detail: 'a test', running: 0, limit: 1, ...capabilities }),
  })
  return listen(server, port)
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<Peer> {
  const bound = await server.listen({ host: '127.0.0.1', port })
  return { address: `127.0.0.1:${bound}`, stop: () => server.drain(0) }
}
