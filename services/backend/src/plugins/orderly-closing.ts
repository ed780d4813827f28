import { Problem } from '@parlance/service-kit'
import { drainServer } from '@parlance/service-kit/http-drain'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Milliseconds that requests have to end once the app closes; what then still runs is refused. */
export const drainMs = 4_000

/** Milliseconds that kept-alive connections are left to the proxy, which lets go of its own after two seconds. */
export const lingerMs = 2_500

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted when the app begins to close: what is open for long, such as event streams, ends then. */
    readonly closing: AbortSignal
  }
}

/**
 * Ends in order. No new connection is taken, every answer says `Connection: close` (Fastify sees to it), idle
 * connections stay for `lingerMs`; what runs is finished, or refused with 503 when it takes longer than `deadlineMs`, so
 * that nobody works on when the database closes.
 */
export function closeInOrder(
  app: FastifyInstance,
  { deadlineMs = drainMs, lingerMs = 0 }: { deadlineMs?: number | undefined; lingerMs?: number | undefined },
): void {
  const running = new Set<FastifyReply>()
  const closing = new AbortController()
  let refusing = false
  const stopping = () =>
    new Problem('unavailable', 'The server is stopping: try again in a moment.', { reason: 'stopping' })

  app.decorate('closing', closing.signal)
  app.addHook('onRequest', async (_request, reply) => {
    running.add(reply)
    reply.raw.once('close', () => running.delete(reply))
    if (refusing) throw stopping()
  })
  app.addHook('preClose', () =>
    drainServer(
      app.server,
      { lingerMs, deadlineMs },
      {
        stopped: () => closing.abort(),
        late: () => {
          refusing = true
          for (const reply of running) if (!reply.sent) reply.send(stopping())
        },
      },
    ),
  )
}
