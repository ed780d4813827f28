import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Proxies drop a connection on which nothing comes. */
const heartbeatMs = 15_000

/** Streams each value as a server-sent event named `event`, waiting for the reader. */
export type StreamEvents = (
  request: FastifyRequest,
  reply: FastifyReply,
  event: string,
  open: (signal: AbortSignal) => AsyncIterable<unknown>,
) => Promise<void>

/**
 * Event streams that end when the values do, when the reader leaves, or when the app closes (browsers then connect
 * again by themselves). A fault before the first value is answered as any other fault.
 */
export function createEventStreams(app: FastifyInstance): StreamEvents {
  return async (request, reply, event, open) => {
    const left = new AbortController()
    reply.raw.once('close', () => left.abort())
    const signal = AbortSignal.any([left.signal, app.closing])
    const values = open(signal)[Symbol.asyncIterator]()
    const first = await values.next()
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value)
    }
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    await write(reply.raw, event, first, values, signal).catch((error) => {
      if (!signal.aborted) request.log.warn({ err: error }, 'event stream ended by a fault')
    })
    reply.raw.end()
  }
}

async function write(
  raw: ServerResponse,
  event: string,
  first: IteratorResult<unknown>,
  values: AsyncIterator<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs)
  try {
    let next = first
    for (let id = 1; !next.done && !signal.aborted; id += 1) {
      const sent = raw.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(next.value)}\n\n`)
      if (!sent) await once(raw, 'drain', { signal })
      next = await values.next()
    }
  } finally {
    clearInterval(heartbeat)
    await values.return?.()
  }
}
