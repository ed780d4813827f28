import { type Metrics, type OpenSpan, openSpan, runWithRequestId } from '@parlance/service-kit'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Carries the request id and the trace through everything a request does; measures, traces and logs each request. */
export function observeRequests(app: FastifyInstance, metrics: Metrics): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>()
  const carry = (request: FastifyRequest, _reply: unknown, done: () => void) => {
    const span = spans.get(request)
    runWithRequestId(request.id, () => (span ? span.run(done) : done()))
  }
  app.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url
    if (!isProbe(route)) spans.set(request, openRequest(request))
    carry(request, reply, done)
  })
  // Reading a body leaves the first hook's context: what runs after it is carried anew.
  app.addHook('preValidation', carry)
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    metrics.recordHttp(request.method, route, reply.statusCode, reply.elapsedTime / 1_000)
    endRequest(spans.get(request), reply.statusCode)
    const level = isProbe(route) ? 'debug' : 'info'
    request.log[level](
      {
        requestId: request.id,
        method: request.method,
        route,
        path: request.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    )
    done()
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

/** Asked again and again by machines: worth no line and no trace. */
const isProbe = (route = '') => route.startsWith('/health') || route === '/metrics'

/** The span of a request, named by its route, a child of the one that its caller tells of. */
function openRequest(request: FastifyRequest): OpenSpan {
  const route = request.routeOptions.url ?? 'unknown'
  return openSpan(`${request.method} ${route}`, {
    side: 'server',
    attributes: { 'http.request.method': request.method, 'http.route': route, 'request.id': request.id },
    from: (header) => request.headers[header]?.toString(),
  })
}

function endRequest(span: OpenSpan | undefined, status: number): void {
  // By the conventions, what the client did wrong is no failure of the server's span.
  span?.end({
    attributes: { 'http.response.status_code': status },
    ...(status >= 500 && { failure: `answered ${status}` }),
  })
}
