import { subscribe } from 'node:diagnostics_channel'
import type { Server, ServerResponse } from 'node:http'
import { drainServer } from '@parlance/service-kit/http-drain'

/** Longer than the edge keeps an idle connection; the whole is over before five seconds are. Milliseconds. */
const times = { lingerMs: 2_500, deadlineMs: 4_000 }

/**
 * On SIGTERM, takes no new connection, answers what comes over the old ones with `Connection: close`, and ends the
 * process when none is left. Next.js would wait half a minute for clients that keep theirs: it leaves the signal to us where
 * NEXT_MANUAL_SIG_HANDLE is set.
 *
 * @param last runs when nothing is answered any more, before the process ends.
 */
export function drainOnTerm(last: () => Promise<void>): void {
  let server: Server | undefined
  let draining = false
  const running = new Set<ServerResponse>()
  const close = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('connection', 'close')
  }
  // The server is Next's own; the first request, which is Docker's question for its health, tells which.
  subscribe('http.server.request.start', (message) => {
    const { response, server: serving } = message as { response: ServerResponse; server: Server }
    server ??= serving
    running.add(response)
    response.once('close', () => running.delete(response))
    if (draining) close(response)
  })
  const stop = () => {
    if (draining) process.exit(1)
    draining = true
    for (const response of running) close(response)
    const drained = server ? drainServer(server, times) : Promise.resolve()
    void drained.then(last).then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
