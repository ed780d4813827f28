import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'

/** The app as routes see it: requests and answers typed by their schemas. */
export type RouteApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** Requests in a minute that one address may make of a route; reading is not limited. */
export const limits = {
  submit: { rateLimit: { max: 20, timeWindow: 60_000 } },
  /** Each may be hundreds of pages. */
  batch: { rateLimit: { max: 5, timeWindow: 60_000 } },
  /** Guessing is slowed elsewhere; this is against floods. */
  signIn: { rateLimit: { max: 60, timeWindow: 60_000 } },
  /** Letters that a visitor has sent; to one address fewer. */
  letter: { rateLimit: { max: 10, timeWindow: 60_000 } },
  guest: { rateLimit: { max: 30, timeWindow: 60_000 } },
  translate: { rateLimit: { max: 60, timeWindow: 60_000 } },
  count: { rateLimit: { max: 120, timeWindow: 60_000 } },
  write: { rateLimit: { max: 120, timeWindow: 60_000 } },
} as const
