import type { HealthAnswer } from './health-answer.ts'

/** How a program is asked whether it works. */
export type Probe =
  | { protocol: 'http'; url: string }
  | { protocol: 'grpc'; url: string }
  | { protocol: 'postgres'; host: string; port: number }

/** One question and its answer; never throws. @param timeoutMs after which the answer is `unreachable`. */
export async function askHealth(probe: Probe, timeoutMs: number): Promise<HealthAnswer> {
  const asked = performance.now()
  try {
    const answer =
      probe.protocol === 'http'
        ? await askHttp(probe.url, timeoutMs)
        : probe.protocol === 'grpc'
          ? await (await import('./grpc-health.ts')).askGrpc(probe.url, timeoutMs)
          : await askPostgres(probe.host, probe.port, timeoutMs)
    return { ...answer, latencyMs: elapsed(asked) }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { status: 'unreachable', latencyMs: elapsed(asked), detail: code ?? message }
  }
}

/** Whether anything takes connections there: a far cheaper question, for the time until it does. */
export async function listens(probe: Probe): Promise<boolean> {
  const { connect } = await import('node:net')
  const { host, port } = 'url' in probe ? addressOf(probe.url) : probe
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) }
}

type Answer = Omit<HealthAnswer, 'latencyMs'>

const elapsed = (since: number) => Math.round((performance.now() - since) * 10) / 10
const bodyCap = 64 * 1024

// An import would touch every export of the module, and one of them loads a whole WebSocket client.
const { get } = process.getBuiltinModule('node:http')

function askHttp(url: string, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        if (body.length < bodyCap) body += chunk
      })
      response.on('end', () => resolve(readHttpHealth(response.statusCode ?? 0, body)))
      response.on('error', reject)
    })
    request.on('error', (error) =>
      reject(
        error.name === 'AbortError' || error.name === 'TimeoutError' ? new Error('no answer in time') : error,
      ),
    )
  })
}

/** Reads an answer to a health question (docs/production.md): the body's own `status` counts where it agrees with the code. */
export function readHttpHealth(statusCode: number, body: string): Answer {
  let detail: unknown = body.slice(0, 500)
  try {
    detail = JSON.parse(body)
  } catch {}
  const said = (detail as { status?: unknown } | null)?.status
  if (statusCode === 200) return { status: said === 'degraded' ? 'degraded' : 'healthy', detail }
  return { status: 'unhealthy', detail: typeof detail === 'object' ? detail : `HTTP ${statusCode} ${detail}` }
}

/**
 * A startup message is answered with a request to authenticate as soon as PostgreSQL takes connections, and with an
 * error while it starts up or shuts down (protocol §54.2.1). Nobody is logged in by it.
 */
async function askPostgres(host: string, port: number, timeoutMs: number): Promise<Answer> {
  const { connect } = await import('node:net')
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: timeoutMs })
    socket.on('connect', () => socket.write(startupMessage))
    socket.on('data', (answer) => {
      socket.destroy()
      const ready = answer[0] === 'R'.charCodeAt(0)
      resolve(
        ready
          ? { status: 'healthy', detail: 'accepts connections' }
          : { status: 'unhealthy', detail: errorMessage(answer) },
      )
    })
    socket.on('timeout', () => socket.destroy(new Error('no answer in time')))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the connection was closed without an answer')))
  })
}

/** Protocol 3.0, and a user without which PostgreSQL does not listen any further. */
const startupMessage = (() => {
  const body = Buffer.from('user\0parlance\0database\0postgres\0\0')
  const head = Buffer.alloc(8)
  head.writeInt32BE(head.length + body.length, 0)
  head.writeInt32BE(0x0003_0000, 4)
  return Buffer.concat([head, body])
})()

/** The field M of an ErrorResponse. */
const errorMessage = (answer: Buffer) =>
  answer
    .toString('utf8', 5)
    .split('\0')
    .find((field) => field.startsWith('M'))
    ?.slice(1) ?? 'refuses connections'
