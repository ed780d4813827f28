import type { FastifyRequest } from 'fastify'
import type { Features } from '../features/features.ts'
import { publicReport } from '../features/health/health.ts'
import type { RouteApp } from './route-app.ts'
import { health, live } from './schemas/health-schemas.ts'

/** How the backend is: for people, for the supervisor, for the load balancer. */
export function healthRoutes(
  app: RouteApp,
  features: Pick<Features, 'health'>,
  { open = false }: { /** Everybody is told everything: on a developer's machine. */ open?: boolean } = {},
): void {
  const tags = ['health']

  app.get(
    '/health',
    {
      schema: {
        tags,
        operationId: 'health',
        summary: 'The backend and everything it needs; details for who asks on the machine itself',
        response: { 200: health, 503: health },
      },
    },
    async (request, reply) => {
      const full = await features.health.report()
      const report = open || isLocal(request) ? full : publicReport(full)
      reply.header('cache-control', 'no-store')
      return reply.code(report.status === 'unhealthy' ? 503 : 200).send(report)
    },
  )

  app.get(
    '/health/live',
    {
      schema: {
        tags,
        operationId: 'live',
        summary: 'The process answers; dependencies are not looked at',
        response: { 200: live },
      },
    },
    (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return features.health.live()
    },
  )
}

/** Whether somebody on this machine asks, such as the operator's tool, and not a proxy on it for somebody else. */
function isLocal({ raw, headers }: FastifyRequest): boolean {
  const address = raw.socket.remoteAddress ?? ''
  const loopback = address === '::1' || /^(::ffff:)?127\./.test(address)
  return loopback && !proxyHeaders.some((name) => headers[name] !== undefined)
}

const proxyHeaders = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'forwarded',
  'via',
  'x-real-ip',
]
