import type { Features } from '../features/features.ts'
import type { RouteApp } from './route-app.ts'
import { health, live } from './wire/health.ts'

/** How the backend is: for people, for the supervisor, for the load balancer. */
export function healthRoutes(app: RouteApp, features: Pick<Features, 'health'>): void {
  const tags = ['health']

  app.get(
    '/health',
    {
      schema: {
        tags,
        operationId: 'health',
        summary: 'The backend and everything it needs',
        response: { 200: health, 503: health },
      },
    },
    async (_request, reply) => {
      const report = await features.health.report()
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
