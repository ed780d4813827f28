import { request } from 'node:http'

/** An answer over a Unix socket, whole. */
export interface SocketAnswer {
  status: number
  body: string
}

/** Longest answer that is read, in bytes: some thousand containers. */
const mostBytes = 8_000_000

/**
 * Asks an HTTP server that listens on a Unix socket; nothing is sent but method and path.
 * @throws Error where nobody answers in time, or too much
 */
export function askSocket(
  socketPath: string,
  method: 'GET' | 'POST',
  path: string,
  timeoutMs: number,
): Promise<SocketAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        socketPath,
        method,
        path,
        agent: false,
        headers: { host: 'docker' },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (answer) => {
        const chunks: Buffer[] = []
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > mostBytes) answer.destroy(new Error(`more than ${mostBytes} bytes came back`))
          else chunks.push(chunk)
        })
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        )
        answer.on('error', reject)
      },
    )
    asked.on('error', reject)
    asked.end()
  })
}
