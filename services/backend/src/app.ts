import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import underPressure from '@fastify/under-pressure'
import { acceptRequestId, type Logger, type Metrics, requestIdHeader } from '@parlance/service-kit'
import fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import type { PreviewLinks } from './adapters/preview-links.ts'
import type { Features } from './features/features.ts'
import { visitorKey } from './features/visitor-key.ts'
import { type ServedAssets, serveAssets } from './plugins/asset-serving.ts'
import { readBodies } from './plugins/bodies.ts'
import {
  answerClientError,
  answerExpectations,
  answerFrameworkError,
  refuseHostless,
} from './plugins/framework-errors.ts'
import { collectMethods } from './plugins/methods.ts'
import { describeApi, serveDocs } from './plugins/openapi.ts'
import { closeInOrder } from './plugins/orderly-closing.ts'
import { overload } from './plugins/overload.ts'
import { answerProblems } from './plugins/problem-answers.ts'
import { observeRequests } from './plugins/request-observation.ts'
import { takeSlowBodies } from './plugins/slow-bodies.ts'
import { compileValidator } from './plugins/validation.ts'
import { accountRequestRoutes } from './routes/account-requests-routes.ts'
import { accountRoutes } from './routes/accounts-routes.ts'
import { importRoutes } from './routes/administration/import-routes.ts'
import { listingDeskRoutes } from './routes/administration/listing-desk-routes.ts'
import { pageChangeRoutes } from './routes/administration/page-change-routes.ts'
import { reportRoutes } from './routes/administration/report-routes.ts'
import { siteRoutes } from './routes/administration/site-routes.ts'
import { taxonomyRoutes } from './routes/administration/taxonomy-routes.ts'
import type { AnswerCache } from './routes/answer-cache.ts'
import { batchRoutes } from './routes/batch-routes.ts'
import { captionRoutes } from './routes/caption-routes.ts'
import { chatSocket } from './routes/chat-socket.ts'
import { correctionRoutes } from './routes/corrections-routes.ts'
import { healthRoutes } from './routes/health-routes.ts'
import { libreTranslateRoutes } from './routes/libretranslate-routes.ts'
import { membershipRoutes } from './routes/membership-routes.ts'
import { moderationRoutes } from './routes/moderation-routes.ts'
import { ownAccessRoutes } from './routes/own-access-routes.ts'
import { passkeyRoutes } from './routes/passkey-routes.ts'
import { previewAccessRoutes } from './routes/preview-access-routes.ts'
import { roomRoutes } from './routes/rooms-routes.ts'
import type { RouteApp } from './routes/route-app.ts'
import { refuseForeignPages } from './routes/session-cookies.ts'
import { submissionRoutes } from './routes/submissions-routes.ts'
import { toolRoutes } from './routes/tools-routes.ts'
import { translateRoutes } from './routes/translate-routes.ts'
import { translationMemoryRoutes } from './routes/translation-memory-routes.ts'
import { videoMediaRoutes } from './routes/video-media-routes.ts'
import { videoRoutes } from './routes/video-routes.ts'
import { type UploadProtocol, uploadHeaders, videoUploadRoutes } from './routes/video-upload-routes.ts'

/** Part of the time that connections linger over which those to rooms are told to move: they need some to take leave. */
const leaveShare = 0.8

/** What {@link buildApp} needs. */
export interface AppParts {
  readonly features: Features
  /** The protocol that videos are sent by; absent = none are taken. */
  readonly uploads?: UploadProtocol | undefined
  /** What the directory's readers get, kept while nothing is written. */
  readonly answers: AnswerCache
  readonly logger: Logger
  readonly metrics: Metrics
  readonly version: string
  /** Origins that browsers may call from. */
  readonly origins: readonly string[]
  readonly secureCookies: boolean
  /** Absent = no previews are for this site's editors. */
  readonly previews?: PreviewLinks | undefined
  /** Images served at /assets; absent = none. */
  readonly assets?: ServedAssets
  /** Addresses that the rate limits leave alone. */
  readonly unlimited?: readonly string[]
  /** A developer's machine: nothing of the inside is a secret. */
  readonly development?: boolean
  /** Whose `X-Forwarded-For` is believed; absent = nobody's. */
  readonly trustProxy?: (address: string) => boolean
  /** Milliseconds that requests have to end when the app closes. */
  readonly drainMs?: number
  /** Milliseconds that kept-alive connections are left to a proxy when the app closes, and over which rooms are left. */
  readonly lingerMs?: number
  /** Where the counts of the rate limits are kept; absent = in the process. */
  readonly rateLimitRedis?: RateLimitPluginOptions['redis']
}

/** Builds the app, not listening yet: `inject` for tests, `listen` for the program. */
export async function buildApp(parts: AppParts): Promise<RouteApp> {
  const app = fastify({
    loggerInstance: parts.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: parts.trustProxy ?? false,
    genReqId: (request) => acceptRequestId(request.headers[requestIdHeader]),
    bodyLimit: 256 * 1_024,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // What comes over a connection that is still open is served while the rest is finished, and then refused.
    return503OnClosing: false,
    // Answered by us, as everything that is refused (refuseHostless).
    http: { requireHostHeader: false },
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(compileValidator) as unknown as RouteApp

  const methods = collectMethods(app)
  answerProblems(app, methods)
  answerExpectations(app)
  refuseHostless(app)
  readBodies(app)
  takeSlowBodies(app)
  closeInOrder(app, { deadlineMs: parts.drainMs, lingerMs: parts.lingerMs })
  observeRequests(app, parts.metrics)
  await app.register(helmet, { crossOriginResourcePolicy: { policy: 'cross-origin' } })
  await app.register(cors, {
    delegator: (request, done) => {
      const { method, url, headers } = request
      const asked = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
      done(null, {
        origin: [...parts.origins],
        credentials: true,
        exposedHeaders: ['etag', 'location', 'retry-after', 'x-request-id', ...uploadHeaders],
        preflight: asked,
        ...(asked ? { methods: methods.of(url.split('?', 1)[0] ?? '/'), maxAge: 600 } : {}),
      })
    },
  })
  await app.register(cookie)
  app.addHook('onRequest', refuseForeignPages(parts.origins))
  await app.register(rateLimit, {
    global: false,
    allowList: [...(parts.unlimited ?? [])],
    keyGenerator: ({ ip }) => visitorKey(ip),
    ...(parts.rateLimitRedis ? { redis: parts.rateLimitRedis, skipOnError: true } : {}),
  })
  await describeApi(app, parts.version)

  const { features } = parts
  healthRoutes(app, features, { open: parts.development ?? false })
  await chatSocket(app, features, { origins: parts.origins, leaveMs: (parts.lingerMs ?? 0) * leaveShare })
  // What overload refuses: all but health, by which others would take a busy process for a dead one.
  await app.register(async (scope) => {
    await scope.register(underPressure, overload)
    const api = scope as unknown as RouteApp
    toolRoutes(api, features, parts.answers)
    correctionRoutes(api, features)
    await captionRoutes(api, features)
    submissionRoutes(api, features)
    batchRoutes(api, features)
    accountRequestRoutes(api, features)
    accountRoutes(api, features, { secureCookies: parts.secureCookies })
    translateRoutes(api, features)
    roomRoutes(api, features)
    moderationRoutes(api, features)
    translationMemoryRoutes(api, features)
    listingDeskRoutes(api, features)
    taxonomyRoutes(api, features)
    reportRoutes(api, features)
    pageChangeRoutes(api, features)
    siteRoutes(api, features)
    await importRoutes(api, features)
    membershipRoutes(api, features)
    ownAccessRoutes(api, features)
    passkeyRoutes(api, features, { secureCookies: parts.secureCookies })
    previewAccessRoutes(api, features, { secureCookies: parts.secureCookies, previews: parts.previews })
    videoRoutes(api, features)
    videoMediaRoutes(api, features)
    await videoUploadRoutes(api, features, parts.uploads)
    await libreTranslateRoutes(api, features)
  })
  if (parts.assets) await serveAssets(app, parts.assets)
  await serveDocs(app)
  return app
}
