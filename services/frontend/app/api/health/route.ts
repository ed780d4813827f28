import { readHealth } from '../../../src/server/health.ts'

export const dynamic = 'force-dynamic'

/** 200 for healthy and degraded, 503 for unhealthy. */
export async function GET(): Promise<Response> {
  const health = await readHealth()
  return Response.json(health, {
    status: health.status === 'unhealthy' ? 503 : 200,
    headers: { 'Cache-Control': 'no-store' },
  })
}
