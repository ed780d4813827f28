import { Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { type ProblemCode, problemOfGrpcStatus, problems } from '@parlance/contracts'

const codeKey = 'parlance-problem'
const reasonKey = 'parlance-reason'

/** A domain error: a code of the one table, a sentence for people, and a machine-readable reason where there is one. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: string
  readonly reason: string | undefined
  /** Further members of the RFC 9457 answer; nothing secret. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    code: ProblemCode,
    detail: string,
    options: { reason?: string | undefined; cause?: unknown; extra?: Record<string, unknown> } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.detail = detail
    this.reason = options.reason
    this.extra = options.extra ?? {}
  }
}

/** Any error as a gRPC status; what is not a {@link Problem} becomes INTERNAL without its message. */
export function toServiceError(error: unknown): ServiceError {
  const problem = error instanceof Problem ? error : new Problem('internal', problems.internal.title)
  const metadata = new Metadata()
  metadata.set(codeKey, problem.code)
  if (problem.reason) metadata.set(reasonKey, problem.reason)
  const code = problems[problem.code].grpc
  return Object.assign(new Error(problem.detail), { code, details: problem.detail, metadata })
}

/** A gRPC client's error as a {@link Problem}; the way back of {@link toServiceError}. */
export function fromServiceError(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code, details, metadata } = error as Partial<ServiceError>
  if (typeof code !== 'number') return new Problem('internal', problems.internal.title, { cause: error })
  const named = metadata?.get(codeKey)[0]?.toString()
  const known = named !== undefined && named in problems ? (named as ProblemCode) : undefined
  const fallback = problemOfGrpcStatus(code)
  // Without our own mark, RESOURCE_EXHAUSTED of grpc-js itself means a message over the limit.
  const domain =
    known ??
    (code === status.RESOURCE_EXHAUSTED && details?.includes('larger than max') ? 'too-large' : fallback)
  const reason = metadata?.get(reasonKey)[0]?.toString()
  // grpc-js's own words name addresses and the story of its attempts: they are for the log, as the cause.
  const detail = known !== undefined && details ? details : `${problems[domain].title}.`
  return new Problem(domain, detail, { cause: error, reason })
}

/** An RFC 9457 answer. */
export interface ProblemDetails {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ProblemCode
  readonly instance?: string
  readonly reason?: string
  readonly requestId?: string
  readonly [member: string]: unknown
}

/** Any error as RFC 9457 problem details; what is not a {@link Problem} says nothing of its inside. */
export function toProblemDetails(
  error: unknown,
  where: { instance?: string; requestId?: string | undefined } = {},
): ProblemDetails {
  const problem = error instanceof Problem ? error : new Problem('internal', problems.internal.title)
  const entry = problems[problem.code]
  return {
    ...problem.extra,
    type: `urn:parlance:problem:${problem.code}`,
    title: entry.title,
    status: entry.http,
    detail: problem.detail,
    code: problem.code,
    ...(where.instance ? { instance: where.instance } : {}),
    ...(problem.reason ? { reason: problem.reason } : {}),
    ...(where.requestId ? { requestId: where.requestId } : {}),
  }
}
