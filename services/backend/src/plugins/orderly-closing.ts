import { Problem } from '@parlance/service-kit'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Milliseconds that requests have to end once the app closes; what then still runs is refused. */
export const drainMs = 5_000

/**
 * Ends in order: what runs when the app closes is finished, or refused with 503 when it takes longer than
 * {@link drainMs}, so that nobody works on when the database closes. Each kept-alive connection ends as soon as its last
 * answer is out: Node ends those that are idle at that moment alone, and then waits for the others until they time out.
 */
export function closeInOrder(app: FastifyInstance, deadlineMs = drainMs): void {
  const running = new Set<FastifyReply>()
  let refusing = false
  const stopping = () =>
    new Problem('unavailable', 'The server is stopping: try again in a moment.', { reason: 'stopping' })

  app.addHook('onRequest', async (_request, reply) => {
    running.add(reply)
    reply.raw.once('close', () => running.delete(reply))
    if (refusing) throw stopping()
  })
  app.addHook('preClose', (done) => {
    const sweep = setInterval(() => app.server.closeIdleConnections(), 25)
    const deadline = setTimeout(() => {
      refusing = true
      for (const reply of running) if (!reply.sent) reply.send(stopping())
    }, deadlineMs)
    app.server.once('close', () => {
      clearInterval(sweep)
      clearTimeout(deadline)
    })
    sweep.unref()
    deadline.unref()
    done()
  })
}
