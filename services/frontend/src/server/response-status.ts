import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

declare global {
  /** Next bundles pages apart from instrumentation; the process is what they share. */
  var parlanceResponses: AsyncLocalStorage<ServerResponse> | undefined
}

function responses(): AsyncLocalStorage<ServerResponse> {
  globalThis.parlanceResponses ??= new AsyncLocalStorage()
  return globalThis.parlanceResponses
}

/** Lets what works on a request find its response. */
export function followResponses(): void {
  subscribe('http.server.request.start', (message) => {
    responses().enterWith((message as { response: ServerResponse }).response)
  })
}

/** Seconds after which to ask again. */
const retryAfter = '10'

/**
 * Makes the answer to this request a 503: nobody takes the page for what it should be. Next lets a page be 404 or 500 and
 * nothing else, so it is said to Node's own response; it has to be said before the first byte is sent.
 */
export function answerUnavailable(): void {
  const response = responses().getStore()
  if (!response || response.headersSent) return
  response.statusCode = 503
  response.setHeader('Retry-After', retryAfter)
}
