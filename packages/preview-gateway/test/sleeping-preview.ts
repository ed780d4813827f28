import { createServer, type IncomingMessage, type Server } from 'node:http'
import { freePort } from '@parlance/testing'
import { WebSocketServer } from 'ws'
import type { ContainerControl, PreviewContainer, PreviewContainerFacts } from '../src/containers.ts'

/** What a preview of the test answers, beside its health. */
export type Pages = (
  request: IncomingMessage,
  body: string,
) => { headers?: Record<string, string>; body: string }

/**
 * A preview of one container whose edge is a real server: it listens while the container runs, and takes no connection when
 * it does not. `hold` lets a test stand between what Docker is asked and what it does.
 */
export class SleepingPreview implements ContainerControl {
  readonly name = 'here'
  readonly port: number
  /** What Docker was asked to do. */
  readonly did: string[] = []
  hold: Promise<void> | undefined
  /** Connections that were made to its edge. */
  connections = 0
  #server: Server | undefined
  readonly #sockets: WebSocketServer
  readonly #pages: Pages

  private constructor(port: number, pages: Pages) {
    this.port = port
    this.#pages = pages
    this.#sockets = new WebSocketServer({ noServer: true })
    this.#sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(String(data))))
  }

  /** One that sleeps, on a port that is its own. */
  static async open(pages: Pages): Promise<SleepingPreview> {
    return new SleepingPreview(await freePort(), pages)
  }

  async list(): Promise<PreviewContainer[]> {
    const state = this.#server ? 'running' : 'exited'
    return [{ id: 'edge', preview: this.name, service: 'edge', state, created: 1 }]
  }

  async inspect(): Promise<PreviewContainerFacts> {
    const [one] = await this.list()
    return {
      ...(one as PreviewContainer),
      exitCode: 1,
      outOfMemory: false,
      ...(this.#server ? {} : { lastCheck: 'cannot reach <the database>' }),
    }
  }

  async start(): Promise<void> {
    this.did.push('start')
    await this.hold
    if (this.#server) return
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        if (request.url === '/stream') {
          response.write('first\n')
          return
        }
        const answer = this.#pages(request, body)
        response.writeHead(200, { 'x-robots-tag': 'all', ...answer.headers })
        response.end(answer.body)
      })
    })
    server.on('connection', () => {
      this.connections++
    })
    server.on('upgrade', (request, socket, head) =>
      this.#sockets.handleUpgrade(request, socket, head, (ready) =>
        this.#sockets.emit('connection', ready, request),
      ),
    )
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.#server = server
  }

  async stop(): Promise<void> {
    this.did.push('stop')
    await this.hold
    await this.end()
  }

  /** Without a word to anybody, as a container ends that is killed. */
  async end(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (!server) return
    for (const client of this.#sockets.clients) client.terminate()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
