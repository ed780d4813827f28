/** What the backend answers when it cannot do what was asked (RFC 9457), or what stands for no answer at all. */
export class ApiProblem extends Error {
  /** Domain code of packages/contracts, or `unreachable`. */
  readonly code: string
  readonly status: number
  /** A finer code, such as a scrape reason. */
  readonly reason: string | undefined
  readonly requestId: string | undefined

  constructor(fields: { code: string; status: number; detail: string; reason?: string; requestId?: string }) {
    super(fields.detail)
    this.name = 'ApiProblem'
    this.code = fields.code
    this.status = fields.status
    this.reason = fields.reason
    this.requestId = fields.requestId
  }
}

/** Whether the backend is away or cannot answer, in which nobody who asked is at fault. */
export function isOutage(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 500)
}

/** The problem that an error answer's body tells, whatever the body is. */
export function problemOf(status: number, body: unknown): ApiProblem {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined)
  const reason = text('reason')
  const requestId = text('requestId')
  return new ApiProblem({
    code: text('code') ?? (status === 404 ? 'not-found' : status >= 500 ? 'internal' : 'invalid'),
    status,
    detail: text('detail') ?? text('title') ?? `The backend answered ${status}`,
    ...(reason && { reason }),
    ...(requestId && { requestId }),
  })
}

/** The problem that a failed connection is; a problem stays what it is. */
export function unreachable(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
  return new ApiProblem({
    code: timedOut ? 'timeout' : 'unreachable',
    status: 0,
    detail: error instanceof Error ? error.message : String(error),
  })
}
