import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How one path answers. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void

/** A web site on loopback. */
export class Web {
  readonly #server: Server
  /** Every request that came, as `METHOD path`. */
  readonly requests: string[] = []
  readonly headers: IncomingMessage['headers'][] = []
  /** TCP connections that came, for a server that nobody should reach. */
  connections = 0

  private constructor(routes: Readonly<Record<string, Route>>) {
    this.#server = createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`)
      this.headers.push(request.headers)
      const path = (request.url ?? '').split('?')[0] ?? ''
      const route = routes[path] ?? routes['*'] ?? status(404)
      route(request, response)
    })
    this.#server.on('connection', () => {
      this.connections++
    })
    this.#server.on('upgrade', (request, socket) => {
      this.requests.push(`UPGRADE ${request.url}`)
      socket.destroy()
    })
  }

  /** Opens a site on a free port of `host`. */
  static async open(routes: Readonly<Record<string, Route>>, host = '127.0.0.1'): Promise<Web> {
    const web = new Web(routes)
    await new Promise<void>((resolve, reject) => {
      web.#server.once('error', reject)
      web.#server.listen(0, host, resolve)
    })
    return web
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** `127.0.0.1:port` */
  get host(): string {
    return `127.0.0.1:${this.port}`
  }

  url(path = '/'): string {
    return `http://${this.host}${path}`
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.#server.closeAllConnections()
    await closed
  }
}

export function html(body: string, headers: Record<string, string> = {}): Route {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(body)
  }
}

export function file(
  content: Uint8Array | string,
  type: string,
  headers: Record<string, string> = {},
): Route {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': type, ...headers })
    response.end(content)
  }
}

export function status(code: number, body = ''): Route {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'text/plain' })
    response.end(body)
  }
}

export function redirect(location: string, code = 302): Route {
  return (_request, response) => {
    response.writeHead(code, { location })
    response.end()
  }
}

/** Writes chunk after chunk, as fast as they are taken, and never ends. */
export function endless(chunk: string | Buffer, headers: Record<string, string>, pauseMs = 0): Route {
  return (_request, response) => {
    response.writeHead(200, headers)
    let timer: NodeJS.Timeout | undefined
    const more = () => {
      if (response.destroyed) return
      if (pauseMs > 0) {
        response.write(chunk)
        timer = setTimeout(more, pauseMs)
      } else if (response.write(chunk)) timer = setTimeout(more, 0)
      else response.once('drain', more)
    }
    more()
    response.once('close', () => clearTimeout(timer))
  }
}

/** A page of a real product, with everything that a page states. */
export const productPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cutter – edit video in the browser</title>
<meta name="description" content="Cutter trims, captions and exports video without a download.">
<meta property="og:site_name" content="Cutter"><meta property="og:image" content="/card.png">
<link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="icon" href="/small.png" sizes="16x16"></head>
<body><h1>Edit video in the browser</h1><p>Cutter trims clips, writes captions in forty languages and exports in any
size, all in the browser and without an account. It is made for teachers, sellers and small newsrooms.</p>
<h2>Features</h2><ul><li>Automatic captions</li><li>Background removal</li><li>4K export</li></ul>
<p>Start free. The Pro plan costs $12/month.</p></body></html>`

export const svgIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#d02030"/></svg>'
