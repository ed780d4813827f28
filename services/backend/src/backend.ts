import type { Logger, Metrics, Shutdown } from '@parlance/service-kit'
import { createTokens } from './adapters/access-tokens.ts'
import { measureHealth, measureSite } from './adapters/backend-metrics.ts'
import { watchDatabase } from './adapters/database-watch.ts'
import {
  assetsProbe,
  databaseProbe,
  redisProbe,
  scraperProbe,
  translationProbe,
  videoProbe,
} from './adapters/health-probes.ts'
import { createMailer } from './adapters/mailer.ts'
import { openAssets } from './adapters/open-assets.ts'
import { openPreviewLinks } from './adapters/preview-links.ts'
import { createScraper } from './adapters/scraper-client.ts'
import { createTranslator } from './adapters/translation-client.ts'
import { connectMemoryServices } from './adapters/translation-memory-client.ts'
import { buildApp } from './app.ts'
import { startBackgroundWork } from './background-work.ts'
import type { Config } from './config.ts'
import { openConnections } from './connections.ts'
import { createAccountRequests } from './features/accounts/account-requests.ts'
import { createAccounts } from './features/accounts/account-service.ts'
import { createApiTokens } from './features/accounts/api-tokens.ts'
import { keepForgettingGuests } from './features/accounts/forget-guests.ts'
import { createMembership } from './features/accounts/membership.ts'
import { createPasskeys } from './features/accounts/passkeys.ts'
import { createSecondFactor } from './features/accounts/second-factor.ts'
import { createSignInThrottle } from './features/accounts/sign-in-throttle.ts'
import { createCaptionDesk } from './features/captions/caption-desk.ts'
import { createCatalogue } from './features/catalogue/catalogue-service.ts'
import { createListingCorrections } from './features/catalogue/corrections.ts'
import { createMissRecorder } from './features/catalogue/miss-recorder.ts'
import { createReadCounter } from './features/catalogue/read-counter.ts'
import { type ChatTuning, createChat } from './features/conversation/chat.ts'
import { createLanguageDetector, createMessageTranslator } from './features/conversation/message-languages.ts'
import { createModeration } from './features/conversation/moderation.ts'
import { createHealth } from './features/health/health.ts'
import { createBatches } from './features/submissions/batch-service.ts'
import { createSubmissions } from './features/submissions/submission-service.ts'
import { MemoryAttachment } from './features/translation-memory/attachment.ts'
import { createGlossary } from './features/translation-memory/glossary.ts'
import { createTranslationMemory } from './features/translation-memory/translation-memory.ts'
import { assetsPath } from './plugins/asset-serving.ts'
import { drainMs, lingerMs } from './plugins/orderly-closing.ts'
import { problemOf } from './plugins/outage.ts'
import { createTrustedProxies } from './plugins/trusted-proxies.ts'
import { createAnswerCache } from './routes/answer-cache.ts'
import type { RouteApp } from './routes/route-app.ts'
import { createAccountRequestStore } from './stores/account-request-store.ts'
import { createAccountStore } from './stores/account-store.ts'
import { createAdministration } from './stores/administration/administration-store.ts'
import { createApiTokenStore } from './stores/api-token-store.ts'
import { createBatchStore } from './stores/batch-store.ts'
import { createCaptionStore } from './stores/caption-store.ts'
import { createCatalogueStore } from './stores/catalogue-store.ts'
import { createCorrectionStore } from './stores/correction-store.ts'
import { createGlossaryStore } from './stores/glossary-store.ts'
import { createMembershipStore } from './stores/membership-store.ts'
import { createMessageStore } from './stores/message-store.ts'
import { createMessageTranslationStore } from './stores/message-translation-store.ts'
import { createMuteStore } from './stores/mute-store.ts'
import { createNamedAssets } from './stores/named-assets.ts'
import { createPasskeyStore } from './stores/passkey-store.ts'
import { createRoomStore } from './stores/room-store.ts'
import { createSearchStore } from './stores/search-store.ts'
import { createSecondFactorStore } from './stores/second-factor-store.ts'
import { createSiteFigures } from './stores/site-figures-store.ts'
import { createSubmissionStore } from './stores/submission-store.ts'
import { createTranslationMemoryStore } from './stores/translation-memory-store.ts'
import { openVideos } from './video-parts.ts'

/** Limits and times that tests and benchmarks set. */
export interface BackendTuning extends ChatTuning {
  /** Milliseconds after which a claimed translation that nobody renewed is taken over. */
  readonly leaseMs?: number
  /** Milliseconds that requests have to end when the backend stops. */
  readonly drainMs?: number
  /** Milliseconds over which the visits of a time of the schedule are spread. */
  readonly visitSpreadMs?: number
  /** Milliseconds without a word of the service of video after which its work is given up. */
  readonly videoSilenceMs?: number
  /** Milliseconds that kept-alive connections are left to the proxy then. */
  readonly lingerMs?: number
}

/**
 * Puts the backend together: each feature with the stores and plugins that satisfy its interfaces. What is opened is
 * handed to `shutdown`, which closes it in reverse order.
 *
 * @returns the app, not listening yet.
 */
export async function createBackend(
  config: Config,
  {
    logger,
    metrics,
    shutdown,
    tuning = {},
  }: { logger: Logger; metrics: Metrics; shutdown: Shutdown; tuning?: BackendTuning },
): Promise<RouteApp> {
  const startedAt = Date.now()
  const report = (what: string) => (error: unknown) => logger.warn({ err: error }, what)
  const debug = (what: string) => (error: unknown) => logger.debug({ err: error }, what)

  const proxies = createTrustedProxies(config.TRUSTED_PROXIES, { report: report('trusted proxies') })
  await proxies.ready()
  const connections = await openConnections(config, { logger, metrics, shutdown })
  const { database, jobs, messaging, translation, scraper } = connections
  const { bus, cache } = messaging

  const hot = connectMemoryServices(config.TRANSLATION_ADDRESS, debug('hot memory'))
  shutdown.add('hot memory', () => hot.close())
  const memoryStore = createTranslationMemoryStore(database.pool, jobs.boss)
  const attachment = new MemoryAttachment({
    store: memoryStore,
    services: hot,
    report: debug('memory stream'),
  })
  shutdown.add('memory stream', () => attachment.stop())
  const translationMemory = createTranslationMemory(memoryStore, hot)
  const glossary = createGlossary({ store: createGlossaryStore(database.pool), bus, hot })
  const translator = createTranslator(translation, glossary)
  const pages = createScraper(scraper)
  const submissionStore = createSubmissionStore(database.prisma, jobs.boss)
  const accountStore = createAccountStore(database)
  const demand = config.SECOND_FACTOR
  const secondFactor = createSecondFactor({
    store: createSecondFactorStore(database.pool),
    demand,
    issuer: 'Parlance',
  })
  const origins = config.CORS_ORIGIN.split(',').map((origin) => origin.trim())
  const siteUrl = (config.PUBLIC_URL ?? origins[0] ?? '').replace(/\/$/, '')
  const passkeys = createPasskeys({ store: createPasskeyStore(database.pool), siteUrl, origins })
  const apiTokenStore = createApiTokenStore(database.pool)
  const accounts = createAccounts({
    secondFactor,
    passkeys,
    apiTokens: apiTokenStore,
    demand,
    store: accountStore,
    tokens: createTokens(config.JWT_SECRET),
    throttle: createSignInThrottle({ cache, now: Date.now }),
  })
  const development = config.NODE_ENV === 'development'
  const mailer = createMailer({
    smtpUrl: config.SMTP_URL,
    from: config.MAIL_FROM,
    siteUrl,
    development,
    logger,
  })
  shutdown.add('mail', async () => mailer.close())
  const signUp = config.SIGN_UP ?? (development ? 'open' : 'invite')
  const accountRequests = createAccountRequests({
    store: createAccountRequestStore(database.pool, jobs.boss),
    mailer,
    cache,
    policy: signUp,
    siteUrl,
    passkeys: passkeys.available,
  })
  const forgetting = keepForgettingGuests(accountStore, report('guests'))
  shutdown.add('forgetting', () => forgetting.stop())
  const catalogueStore = createCatalogueStore(database)
  const counter = createReadCounter({ store: catalogueStore, report: report('counts') })
  shutdown.add('counts', () => counter.stop())
  const rooms = createRoomStore(database.pool)
  const chat = createChat({
    tuning,
    rooms,
    messages: createMessageStore(database.pool),
    translations: createMessageTranslationStore(database.pool, tuning.leaseMs),
    translator: createMessageTranslator(translator),
    detector: createLanguageDetector(translator),
    memory: translationMemory,
    bus,
    cache,
    // A socket is there to write: a token that only reads has REST.
    identify: (token) => accounts.identify(token, { changes: true }),
    problemOf,
    logger,
    metrics,
  })
  shutdown.add('chat', () => chat.stop())
  const searchStore = createSearchStore(database)
  const misses = createMissRecorder(searchStore, report('searches without results'))
  shutdown.add('misses', () => misses.stop())
  const answers = createAnswerCache(() => catalogueStore.version())
  const watch = watchDatabase(
    config.DATABASE_URL,
    { parlance_rights: (userId) => chat.rightsChanged(userId), parlance_catalogue: () => answers.clear() },
    report('database watch'),
  )
  shutdown.add('database watch', () => watch.stop())
  const assets = await openAssets(config, createNamedAssets(database.pool))
  const health = createHealth({
    version: config.APP_VERSION,
    startedAt,
    probes: [
      databaseProbe(database.pool),
      redisProbe(cache, config.REDIS_URL !== undefined),
      translationProbe(translation),
      scraperProbe(scraper, config.ENABLE_SCRAPER),
      videoProbe(connections.video),
      assetsProbe(assets),
    ],
  })
  shutdown.add('health', () => health.stop())
  measureHealth(metrics, health)
  measureSite(metrics, createSiteFigures(database.pool))
  const review = config.SUBMISSIONS ?? (config.NODE_ENV === 'production' ? 'review' : 'open')
  const administration = createAdministration(database.pool, jobs.boss, {
    submissions: review,
  })
  const {
    features: videoFeatures,
    uploads,
    doWork: videoWork,
    doFetch: videoFetch,
    doTranscript: videoTranscript,
  } = await openVideos(config, connections, {
    storage: assets.storage,
    shutdown,
    report: report('videos'),
    metrics,
    silenceMs: tuning.videoSilenceMs,
  })
  const features = {
    accountRequests,
    accounts,
    apiTokens: createApiTokens(apiTokenStore),
    secondFactor,
    passkeys,
    administration,
    membership: createMembership({
      store: createMembershipStore(database.pool),
      mailer,
      siteUrl,
      closed: signUp === 'closed',
    }),
    chat,
    conversation: chat.conversation,
    moderation: createModeration({ mutes: createMuteStore(database.pool), rooms }),
    glossary,
    translationMemory,
    captions: createCaptionDesk({ store: createCaptionStore(database.pool, jobs.boss), hot }),
    catalogue: createCatalogue({
      store: catalogueStore,
      search: searchStore,
      misses,
      counter,
      imageUrl: (key) => `${assetsPath}${key}`,
    }),
    listingCorrections: createListingCorrections({
      store: createCorrectionStore(database.pool, jobs.boss),
      hot,
    }),
    submissions: createSubmissions({ store: submissionStore, bus }),
    batches: createBatches({
      store: createBatchStore(database),
      submissions: submissionStore,
      scraper: pages,
      bus,
    }),
    translator,
    health,
    ...videoFeatures,
  }

  await startBackgroundWork(config, connections, {
    submissions: submissionStore,
    assets: assets.storage,
    scraper: pages,
    translator,
    bus,
    hot,
    accountRequests,
    videoWork,
    videoFetch,
    videoTranscript,
    review,
    logger,
    metrics,
    shutdown,
    visitSpreadMs: tuning.visitSpreadMs,
  })

  const app = await buildApp({
    features,
    uploads,
    answers,
    logger,
    metrics,
    version: config.APP_VERSION,
    ...(messaging.rateLimitRedis ? { rateLimitRedis: messaging.rateLimitRedis } : {}),
    origins,
    secureCookies: config.PUBLIC_URL?.startsWith('https:') ?? false,
    previews: openPreviewLinks(config),
    assets: assets.served,
    development,
    trustProxy: (address) => proxies.trusts(address),
    ...(tuning.drainMs === undefined ? {} : { drainMs: tuning.drainMs }),
    // A developer's server has no proxy before it, and is to be gone at once.
    lingerMs: tuning.lingerMs ?? (config.NODE_ENV === 'production' ? lingerMs : 0),
    // A developer's machine is one address for everybody who tries the site on it.
    unlimited: development ? ['127.0.0.1', '::1', '::ffff:127.0.0.1'] : [],
  })
  app.addHook('onListen', () => database.warm().catch(report('database')))
  // Longer than requests have: what runs is finished, or refused, before the database closes.
  shutdown.add('http', () => app.close(), (tuning.drainMs ?? drainMs) + 3_000)
  return app
}
