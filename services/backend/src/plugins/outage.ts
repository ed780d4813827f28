import { Problem } from '@parlance/service-kit'

/** PostgreSQL's words for "not now" (its appendix A): it stops or starts, is full, is locked for too long, undid one of two that waited for each other, or is read-only. */
const serverCodes = /^(08...|40001|40P01|53...|57P0[1-5]|57014|55P03|25006|3D000)$/
/** Node's words for a server that is not there. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNABORTED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
])
/** What Prisma's adapter calls the same, where it begins a transaction and Prisma gives it no code. */
const adapterKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
])
/** Prisma's: not reachable, too slow, closed, no connection free, no transaction begun. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1003', 'P1008', 'P1017', 'P2024', 'P2028'])
/** What pg says in words alone. */
const words =
  /(?:^|\n)(timeout exceeded when trying to connect|timeout expired$|Connection terminated\b|Query read timeout|Cannot use a pool after calling end|Client has encountered a connection error|Client was closed)/

interface Fault {
  readonly code?: unknown
  readonly originalCode?: unknown
  readonly kind?: unknown
  readonly message?: unknown
  readonly cause?: unknown
  readonly meta?: { readonly driverAdapterError?: unknown }
  readonly errors?: readonly unknown[]
}

/** Whether an error says that the database cannot be used for now; its fault, and nobody's request. */
export function isOutage(error: unknown, depth = 0): boolean {
  if (error === null || typeof error !== 'object' || depth > 6) return false
  const { code, originalCode, kind, message, cause, meta, errors } = error as Fault
  for (const each of [code, originalCode]) {
    if (typeof each !== 'string') continue
    if (serverCodes.test(each) || networkCodes.has(each) || prismaCodes.has(each)) return true
  }
  if (typeof kind === 'string' && adapterKinds.has(kind)) return true
  if (typeof message === 'string' && words.test(message)) return true
  return [cause, meta?.driverAdapterError, ...(errors ?? [])].some((inner) => isOutage(inner, depth + 1))
}

/** PostgreSQL's word for a reference to a row that is not there. */
const foreignKeyViolation = '23503'

/** Any error as what the caller is told: an outage says when to come back, a fault of ours nothing of the inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (isOutage(error)) {
    return new Problem('unavailable', 'The database is not answering. Try again in a moment.', {
      cause: error,
    })
  }
  // Somebody removed it, or the caller's own account, between the look and the write.
  if ((error as Fault | null)?.code === foreignKeyViolation) {
    return new Problem('conflict', 'What this refers to has just been removed. Load it again.', {
      cause: error,
    })
  }
  return new Problem('internal', 'Something went wrong on our side. The request id finds it in our logs.', {
    cause: error,
  })
}
