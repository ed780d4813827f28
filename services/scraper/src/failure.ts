import { type ScrapeReason, scrapeReasons } from '@parlance/contracts'
import { Problem } from '@parlance/service-kit'

/** A scrape that cannot go on: why, in the words of the contract, and in a sentence for the person who pasted the link. */
export class ScrapeFailure extends Problem {
  override readonly reason: ScrapeReason

  constructor(reason: ScrapeReason, detail: string, cause?: unknown) {
    super(scrapeReasons[reason], detail, { reason, cause })
    this.name = 'ScrapeFailure'
    this.reason = reason
  }
}

/** Whether an error is a {@link ScrapeFailure}, optionally of one of these reasons. */
export function isScrapeFailure(error: unknown, ...reasons: ScrapeReason[]): error is ScrapeFailure {
  return error instanceof ScrapeFailure && (reasons.length === 0 || reasons.includes(error.reason))
}

/**
 * Any error met while reading from `host`, as a failure that people understand. undici wraps the real cause, which is
 * looked for along `cause`.
 *
 * @param host as the person sees it, with its port if unusual
 */
export function failureOfNetwork(error: unknown, host: string): ScrapeFailure {
  for (
    let cause: unknown = error, depth = 0;
    cause instanceof Error && depth < 6;
    cause = cause.cause, depth++
  ) {
    if (cause instanceof ScrapeFailure) return cause
    const failure = ofCode((cause as NodeJS.ErrnoException).code ?? cause.name, host, error)
    if (failure) return failure
  }
  return new ScrapeFailure('connection-failed', `The connection to ${host} failed.`, error)
}

function ofCode(code: string, host: string, cause: unknown): ScrapeFailure | undefined {
  if (code === 'ENOTFOUND' || code === 'EAI_NONAME' || code === 'ENODATA') {
    return new ScrapeFailure('name-not-found', `There is no site called ${host}. Check the spelling.`, cause)
  }
  if (code === 'EAI_AGAIN') {
    return new ScrapeFailure('connection-failed', `The name ${host} could not be looked up just now.`, cause)
  }
  if (/^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT|TimeoutError)$/.test(code)) {
    return new ScrapeFailure('timed-out', `${host} took too long to answer.`, cause)
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') {
    return new ScrapeFailure('too-large', `${host} sent headers larger than Parlance reads.`, cause)
  }
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/.test(code)) {
    return new ScrapeFailure(
      'tls-failed',
      `The secure connection to ${host} failed: ${tlsCause(code)}.`,
      cause,
    )
  }
  if (/^(HPE_|UND_ERR_INFO|Z_|ERR__ERROR_FORMAT)/.test(code)) {
    return new ScrapeFailure('connection-failed', `${host} sent an answer that is not valid HTTP.`, cause)
  }
  return undefined
}

function tlsCause(code: string): string {
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'its certificate is for another name'
  if (/SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(code)) return 'its certificate is not from a known authority'
  return 'it could not be agreed on'
}
