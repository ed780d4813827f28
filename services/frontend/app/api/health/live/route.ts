import { env } from '../../../../src/server/env.ts'

export const dynamic = 'force-dynamic'

/** Whether this process answers; never looks at what it depends on. */
export function GET(): Response {
  return Response.json(
    { status: 'healthy', version: env().version, uptime: Math.round(process.uptime()) },
    { headers: { 'Cache-Control': 'no-store' } },
  )
}
