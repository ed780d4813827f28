/**
 * Fetches, and has the whole body, within a time. The deadline is a timer of our own: a signal composed of others may be
 * collected as garbage before it fires, and a call that hangs would then wait for the platform's five minutes.
 * @param deadlineMs milliseconds for headers and body together
 * @throws DOMException `TimeoutError`, or what the request's own signal or the network says
 */
export async function fetchWithin(request: Request, deadlineMs: number): Promise<Response> {
  const control = new AbortController()
  const follow = () => control.abort(request.signal.reason)
  const { promise: overdue, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const reason = new DOMException(`No answer within ${deadlineMs} ms`, 'TimeoutError')
    control.abort(reason)
    reject(reason)
  }, deadlineMs)
  request.signal.addEventListener('abort', follow, { once: true })
  if (request.signal.aborted) follow()
  try {
    return await Promise.race([fetchWhole(request, control.signal), overdue])
  } finally {
    clearTimeout(timer)
    request.signal.removeEventListener('abort', follow)
  }
}

/** The answer with its body already here. */
async function fetchWhole(request: Request, signal: AbortSignal): Promise<Response> {
  const response = await fetch(request, { signal, cache: 'no-store' })
  const body = await response.arrayBuffer()
  return new Response(body.byteLength > 0 ? body : null, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  })
}
