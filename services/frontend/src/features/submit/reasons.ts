import type { ScrapeReason } from '@parlance/contracts'

/**
 * Every reason for which a page cannot be read, as packages/contracts lists them; kept here so that no gRPC code reaches a
 * browser, and compared with that list by a test.
 */
export const knownReasons = [
  'invalid-url',
  'unsupported-scheme',
  'blocked-port',
  'blocked-address',
  'blocked-redirect',
  'robots-disallowed',
  'name-not-found',
  'page-not-found',
  'http-error',
  'not-html',
  'error-page',
  'bot-wall',
  'login-wall',
  'consent-wall',
  'parked-domain',
  'directory-index',
  'placeholder',
  'no-words',
  'no-sitemap',
  'too-large',
  'timed-out',
  'too-many-redirects',
  'connection-failed',
  'tls-failed',
  'busy',
  'internal',
] as const satisfies readonly ScrapeReason[]

/** Reasons that the directory itself gives, beside those of the scraper. */
const ownReasons = ['taken-down', 'interrupted', 'cancelled', 'blocked-host', 'no-addresses'] as const

/** What the submit page can say of a failure: a reason of the scraper, or that the backend cannot be reached. */
export const failureReasons = [
  ...knownReasons,
  ...ownReasons,
  'unreachable',
  'rate-limited',
  'not-found',
] as const
export type FailureReason = (typeof failureReasons)[number]

/** Which of the page's answers fits a problem; what has no reason of its own is told by its code. */
export function reasonOf(problem: {
  readonly code: string
  readonly reason?: string | undefined
}): FailureReason {
  const named = [...knownReasons, ...ownReasons].find((reason) => reason === problem.reason)
  if (named) return named
  switch (problem.code) {
    case 'invalid':
      return 'invalid-url'
    case 'forbidden':
      return 'blocked-address'
    case 'too-large':
      return 'too-large'
    case 'timeout':
      return 'timed-out'
    case 'unreachable':
      return 'unreachable'
    case 'unavailable':
      return 'busy'
    case 'rate-limited':
      return 'rate-limited'
    case 'not-found':
      return 'not-found'
    default:
      return 'internal'
  }
}
