import type { Socket } from 'node:net'
import websocket from '@fastify/websocket'
import { closeCodes, maxFrameBytes } from '@parlance/contracts/chat'
import { Problem } from '@parlance/service-kit'
import type { WebSocket } from 'ws'
import type { Peer } from '../features/conversation/conversation-ports.ts'
import type { Features } from '../features/features.ts'
import { answerHandshakeError } from '../plugins/framework-errors.ts'
import type { RouteApp } from './route-app.ts'
import { cookieToken, isOurs } from './session-cookies.ts'

/** RFC 6455: a fault on our side. */
const internalError = 1011
/** Milliseconds that the other end has to take its leave. */
const farewellMs = 1_500

/** Live conversation: the WebSocket `/ws`. Frames are described in @parlance/contracts/chat. */
export async function chatSocket(
  app: RouteApp,
  { chat }: Pick<Features, 'chat'>,
  { origins, leaveMs }: { readonly origins: readonly string[]; readonly leaveMs: number },
): Promise<void> {
  // Long before the plugin's own hook, which would end connections without a word.
  app.closing.addEventListener('abort', () => chat.disconnect(leaveMs))
  await app.register(websocket, {
    options: { maxPayload: maxFrameBytes, perMessageDeflate: false },
    errorHandler: (error, socket, request) => {
      // Oversized and malformed frames end here too: ws has said so to the other end, and closes by itself.
      request.log.debug({ err: error, requestId: request.id }, 'connection ended')
      end(socket, internalError, 'a fault on our side')
    },
  })
  app.websocketServer.on('wsClientError', answerHandshakeError)
  const heartbeats = new Map<WebSocket, boolean>()
  const beating = setInterval(() => {
    for (const [socket, alive] of heartbeats) {
      if (!alive) socket.terminate()
      else {
        heartbeats.set(socket, false)
        socket.ping()
      }
    }
  }, chat.heartbeatMs)
  app.addHook('onClose', () => clearInterval(beating))

  app.route({
    method: 'GET',
    url: '/ws',
    schema: { hide: true },
    // A page of another site is refused.
    preValidation: async ({ headers: { origin } }) => {
      if (origin !== undefined && !origins.includes(origin) && !origins.includes('*')) {
        throw new Problem('forbidden', 'Pages of this origin may not connect: add it to CORS_ORIGIN.')
      }
    },
    handler: () => {
      throw new Problem('precondition', 'This is a WebSocket: connect with ws: or wss:.')
    },
    wsHandler: (socket, request) => {
      const peer = createPeer(socket, request.raw.socket)
      let session: ReturnType<typeof chat.connect>
      try {
        // With `*` any page may read along, and only ours go by the visitor's cookie.
        session = chat.connect(peer, request.ip, isOurs(request, origins) ? cookieToken(request) : undefined)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        peer.close(closeCodes.tryLater, error.detail)
        return
      }
      heartbeats.set(socket, true)
      socket.on('pong', () => heartbeats.set(socket, true))
      socket.on('message', (data: Buffer, binary: boolean) => {
        heartbeats.set(socket, true)
        if (binary) session.end(closeCodes.binary, 'frames are text: one JSON object each')
        else session.receive(data.toString('utf8'))
      })
      socket.on('close', () => {
        heartbeats.delete(socket)
        session.closed()
      })
    },
  })
}

/** A connection as features see it. Encoded frames go to the network as they are: ws would frame them once a reader. */
function createPeer(websocket: WebSocket, socket: Socket): Peer {
  return {
    get buffered() {
      return socket.writableLength
    },
    send: (bytes) => {
      if (websocket.readyState === websocket.OPEN) socket.write(bytes)
    },
    drained: () =>
      new Promise((resolve) => {
        if (!socket.writableNeedDrain || socket.destroyed) {
          resolve()
          return
        }
        const done = () => {
          socket.off('drain', done)
          socket.off('close', done)
          resolve()
        }
        socket.on('drain', done)
        socket.on('close', done)
      }),
    close: (code, reason) => end(websocket, code, reason),
  }
}

function end(websocket: WebSocket, code: number, reason: string): void {
  websocket.close(code, reason)
  setTimeout(() => websocket.terminate(), farewellMs).unref()
}
