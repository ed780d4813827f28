import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dockerSays } from './docker-ring.ts'

/** The doors of the tests' web site, for whoever cannot reach the network that it stands in. */
export interface SiteControl {
  /** What `PARLANCE_E2E_SITE_CONTROL` takes. */
  readonly origin: string
  close(): void
}

/**
 * Opens `/control/…` of a site that runs in a container, whose network nothing outside reaches: each request is made again
 * by a process inside.
 *
 * @param container its name
 * @param port where the site listens inside
 */
export async function siteControl(container: string, port: number): Promise<SiteControl> {
  const server = createServer(({ method = 'GET', url = '/' }, response) => {
    const inside = `fetch('http://127.0.0.1:${port}' + process.argv[1], { method: process.argv[2] })`
    void dockerSays('exec', container, 'node', '--eval', inside, url, method).then(
      () => response.writeHead(204).end(),
      (error: Error) => response.writeHead(502).end(error.message),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
