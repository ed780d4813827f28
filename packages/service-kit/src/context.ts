import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

const storage = new AsyncLocalStorage<string>()

/** gRPC metadata key and HTTP header that carry a request's id between services. */
export const requestIdHeader = 'x-request-id'

/** Runs `work` so that its log lines and outgoing calls carry this request id. */
export function runWithRequestId<T>(id: string, work: () => T): T {
  return storage.run(id, work)
}

/** The id of the request being served, if any. */
export function currentRequestId(): string | undefined {
  return storage.getStore()
}

/** A fresh request id. */
export function newRequestId(): string {
  return randomUUID()
}

/** Takes a request id from outside only if it is short and plain; it ends up in logs and headers. */
export function acceptRequestId(value: unknown): string {
  return typeof value === 'string' && /^[\w.:-]{1,100}$/.test(value) ? value : newRequestId()
}
