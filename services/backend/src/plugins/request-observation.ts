import { type Metrics, runWithRequestId } from '@parlance/service-kit'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Carries the request id through everything a request does; measures and logs each request. */
export function observeRequests(app: FastifyInstance, metrics: Metrics): void {
  const carry = (request: FastifyRequest, _reply: unknown, done: () => void) => {
    runWithRequestId(request.id, done)
  }
  app.addHook('onRequest', carry)
  // Reading a body leaves the first hook's context: what runs after it is carried anew.
  app.addHook('preValidation', carry)
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    metrics.recordHttp(request.method, route, reply.statusCode, reply.elapsedTime / 1_000)
    const level = route.startsWith('/health') || route === '/metrics' ? 'debug' : 'info'
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
