import { metrics } from '../../../src/server/metrics.ts'

export const dynamic = 'force-dynamic'

/** Prometheus text format; `/metrics` is rewritten to here. The edge does not publish it. */
export async function GET(): Promise<Response> {
  const { registry } = metrics()
  return new Response(await registry.metrics(), { headers: { 'Content-Type': registry.contentType } })
}
