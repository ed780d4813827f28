import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Gates } from './gates.ts'
import { hostilePages } from './hostile.ts'
import { inventedPage } from './invented-page.ts'
import { bandedPng } from './png.ts'

export interface SiteOptions {
  /** Address to listen on; loopback where absent. */
  readonly host?: string
  /** 0 = any free port. */
  readonly port?: number
  /** Folder of real pages, `NAME/index.html`; undefined = there are none here. */
  readonly pages?: string | undefined
}

/** A web site of this machine's own, and its two neighbours. */
export interface Site {
  readonly origin: string
  /** A site whose robots.txt never comes. */
  readonly slowOrigin: string
  /** `host:port` of both, as `SCRAPER_ALLOW_HOSTS` takes them. */
  readonly allowed: string
  close(): Promise<void>
}

const html = { 'content-type': 'text/html; charset=utf-8' }

/**
 * Serves `/pages/NAME/` (real pages), `/invented/ANYTHING/` (our own page, under as many addresses as tests want),
 * `/titled/TITLE/` (the same by another name),
 * `/gated/NAME/` (the same, held back until `POST /control/gates/NAME/open`), `/hostile/…` and `/private/…`.
 */
export async function startSite({ host = '127.0.0.1', port = 0, pages }: SiteOptions = {}): Promise<Site> {
  const gates = new Gates()
  const inside = await listen(host, 0, (_, response) => response.writeHead(200, html).end('<h1>Inside</h1>'))
  const slow = await listen(host, 0, (request, response) => {
    if (request.url === '/robots.txt') return
    response.writeHead(200, html).end(inventedPage(addressOf(request)))
  })
  const hostile = hostilePages(() => `http://127.0.0.1:${inside.port}/`)
  const pictures: Readonly<Record<string, Buffer>> = {
    '/pictures/icon.png': bandedPng(256, 256, [
      [29, 107, 58],
      [255, 198, 46],
      [29, 107, 58],
    ]),
    '/pictures/preview.png': bandedPng(1_200, 630, [
      [36, 64, 214],
      [244, 245, 248],
      [191, 51, 23],
    ]),
  }

  const main = await listen(host, port, async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const [, first = '', second = '', third = ''] = pathname.split('/')
    const picture = pictures[pathname]
    if (picture) return void response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
    if (pathname === '/robots.txt') return void response.end('User-agent: *\nDisallow: /private/\nAllow: /\n')
    const handler = hostile[pathname]
    if (handler) return handler(request, response)
    if (first === 'control') return control(gates, second, third, pathname.split('/')[4] ?? '', response)
    if (first === 'titled') {
      const title = decodeURIComponent(second)
      return void response.writeHead(200, html).end(inventedPage(addressOf(request), title))
    }
    if (first === 'invented') return void response.writeHead(200, html).end(inventedPage(addressOf(request)))
    if (first === 'gated') {
      await gates.pass(second)
      return void response.writeHead(200, html).end(inventedPage(addressOf(request)))
    }
    if (first === 'pages' && pages !== undefined && /^[\w-]+$/.test(second)) {
      const page = await readFile(join(pages, second, 'index.html')).catch(() => undefined)
      if (page) return void response.writeHead(200, html).end(page)
    }
    response.writeHead(404, html).end('<h1>No such page</h1>')
  })

  const servers = [inside, slow, main]
  return {
    origin: `http://${host}:${main.port}`,
    slowOrigin: `http://${host}:${slow.port}`,
    allowed: `${host}:${main.port},${host}:${slow.port}`,
    async close() {
      gates.openAll()
      await Promise.all(servers.map(({ close }) => close()))
    },
  }
}

/** `POST /control/gates/NAME/open`, and `GET /control/gates/NAME/reached`, which answers once somebody waits there. */
async function control(
  gates: Gates,
  what: string,
  name: string,
  verb: string,
  response: ServerResponse,
): Promise<void> {
  if (what !== 'gates') return void response.writeHead(404).end()
  if (verb === 'open') gates.open(name)
  else await gates.reached(name)
  response.writeHead(204).end()
}

const addressOf = (request: IncomingMessage) => {
  const { pathname } = new URL(request.url ?? '/', 'http://site')
  return `http://${request.headers.host}${pathname}`
}

async function listen(
  host: string,
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<{ port: number; close(): Promise<void> }> {
  const server: Server = createServer(handle)
  server.listen(port, host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
