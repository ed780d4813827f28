import type { FastifyRequest } from 'fastify'
import type { ClientInfo } from '../features/accounts/accounts.ts'

/** From where a request comes, as it is kept with a session. */
export function clientInfo(request: FastifyRequest): ClientInfo {
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300)
  return { ip: request.ip, userAgent, requestId: request.id }
}
