import { status } from '@grpc/grpc-js'

/**
 * The one table of what can go wrong: domain code ↔ gRPC status ↔ HTTP status. `title` is the RFC 9457 title; the
 * first code with a given gRPC status is what an unknown error of that status becomes.
 */
export const problems = {
  invalid: { grpc: status.INVALID_ARGUMENT, http: 400, title: 'The request is not valid' },
  unauthenticated: { grpc: status.UNAUTHENTICATED, http: 401, title: 'Sign in first' },
  forbidden: { grpc: status.PERMISSION_DENIED, http: 403, title: 'Not allowed' },
  'not-found': { grpc: status.NOT_FOUND, http: 404, title: 'Not found' },
  gone: { grpc: status.NOT_FOUND, http: 410, title: 'It is no longer here' },
  conflict: { grpc: status.ALREADY_EXISTS, http: 409, title: 'It exists already' },
  aborted: { grpc: status.ABORTED, http: 409, title: 'Somebody else changed it first' },
  precondition: { grpc: status.FAILED_PRECONDITION, http: 422, title: 'It cannot be done as things stand' },
  'too-large': { grpc: status.OUT_OF_RANGE, http: 413, title: 'Too large' },
  'rate-limited': { grpc: status.RESOURCE_EXHAUSTED, http: 429, title: 'Too many requests' },
  cancelled: { grpc: status.CANCELLED, http: 499, title: 'The request was given up' },
  unimplemented: { grpc: status.UNIMPLEMENTED, http: 501, title: 'Not available here' },
  'method-not-allowed': { grpc: status.UNIMPLEMENTED, http: 405, title: 'The method is not allowed' },
  unavailable: { grpc: status.UNAVAILABLE, http: 503, title: 'A service that this needs is not answering' },
  timeout: { grpc: status.DEADLINE_EXCEEDED, http: 504, title: 'It took too long' },
  internal: { grpc: status.INTERNAL, http: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { grpc: status; http: number; title: string }>

/** A domain error code. */
export type ProblemCode = keyof typeof problems

/** The domain code of a gRPC status; what the table does not name is `internal`. */
export function problemOfGrpcStatus(code: status): ProblemCode {
  for (const [name, entry] of Object.entries(problems)) {
    if (entry.grpc === code) return name as ProblemCode
  }
  return 'internal'
}

/**
 * Why a page could not be read. Travels as `reason` of a problem: gRPC metadata `parlance-reason`, the submission's
 * `problem.reason`, and the key of the text that the submit page shows.
 */
export const scrapeReasons = {
  'invalid-url': 'invalid',
  'unsupported-scheme': 'invalid',
  'blocked-port': 'forbidden',
  'blocked-address': 'forbidden',
  'blocked-redirect': 'forbidden',
  'robots-disallowed': 'forbidden',
  'name-not-found': 'not-found',
  'page-not-found': 'not-found',
  'http-error': 'precondition',
  'not-html': 'precondition',
  'error-page': 'precondition',
  'bot-wall': 'precondition',
  'login-wall': 'precondition',
  'consent-wall': 'precondition',
  'parked-domain': 'precondition',
  'directory-index': 'precondition',
  placeholder: 'precondition',
  'no-words': 'precondition',
  'no-sitemap': 'precondition',
  'too-large': 'too-large',
  'timed-out': 'timeout',
  'too-many-redirects': 'precondition',
  'connection-failed': 'unavailable',
  'tls-failed': 'precondition',
  busy: 'rate-limited',
  internal: 'internal',
} as const satisfies Record<string, ProblemCode>

/** Why a page could not be read. */
export type ScrapeReason = keyof typeof scrapeReasons

/**
 * Why a video could not be worked on. Travels as `reason` of a problem (gRPC metadata `parlance-reason`). What is
 * `unavailable`, `rate-limited`, `timeout`, `aborted` or `internal` may go better another time; the others stay as they are.
 */
export const videoReasons = {
  'not-a-video': 'precondition',
  'no-picture': 'precondition',
  'no-frames': 'precondition',
  'names-other-files': 'precondition',
  'unknown-codec': 'precondition',
  damaged: 'precondition',
  'too-long': 'too-large',
  'too-many-pixels': 'too-large',
  'too-many-bytes': 'too-large',
  'bad-request': 'invalid',
  'unknown-rung': 'invalid',
  'wrong-source': 'aborted',
  'source-incomplete': 'aborted',
  'no-ffmpeg': 'unimplemented',
  'no-space': 'unavailable',
  busy: 'rate-limited',
  'timed-out': 'timeout',
  'check-failed': 'internal',
  internal: 'internal',
} as const satisfies Record<string, ProblemCode>

/** Why a video could not be worked on. */
export type VideoReason = keyof typeof videoReasons
