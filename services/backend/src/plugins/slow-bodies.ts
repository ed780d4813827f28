import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Lets the body of this request take longer than those of others may, if only it goes on: after so many milliseconds of silence the
     * connection ends.
     *
     * @returns what ends it: the next request of the connection is as any other
     */
    takeTime(silenceMs: number): () => void
  }
}

const slow = new WeakSet<Socket>()

/** Whether the request that a connection is on has all the time that its body needs. */
export const takesItsTime = (socket: Socket): boolean => slow.has(socket)

/** Requests whose bodies are films: the time that a usual one has would cut them. */
export function takeSlowBodies(app: FastifyInstance): void {
  app.decorateRequest('takeTime', function takeTime(silenceMs) {
    const { raw } = this
    const { socket } = raw
    const end = () => {
      raw.destroy()
    }
    slow.add(socket)
    socket.setTimeout(silenceMs)
    raw.on('timeout', end)
    return () => {
      slow.delete(socket)
      socket.setTimeout(0)
      raw.off('timeout', end)
    }
  })
}
