import type { FastifyInstance } from 'fastify'

/**
 * Ends each kept-alive connection as soon as its last answer is out, once the app closes. Node ends those that are
 * idle at that moment alone, and then waits for the others until they time out.
 */
export function closeIdleConnections(app: FastifyInstance): void {
  app.addHook('preClose', (done) => {
    const sweep = setInterval(() => app.server.closeIdleConnections(), 25)
    app.server.once('close', () => clearInterval(sweep))
    sweep.unref()
    done()
  })
}
