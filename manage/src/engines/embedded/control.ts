import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ManageError } from '../../core/errors.ts'
import { lineSplitter } from '../../core/lines.ts'
import type { PortName } from '../../core/topology.ts'
import type { StartTiming } from '../engine.ts'

export interface ControlRequest {
  restart: readonly PortName[]
}

export type ControlAnswer =
  | { restarted: readonly StartTiming[] }
  | {
      failure: {
        kind: 'failed' | 'unhealthy' | 'timedOut'
        message: string
        details: Record<string, unknown>
      }
    }

/** The system's limit for the path of a socket, one less for the closing zero. */
const pathLimit = process.platform === 'darwin' ? 103 : 107

/** Where the supervisor of a state folder listens: in it, or, when that path is too long, in a private temporary folder. */
export function controlPath(folder: string): string {
  const path = join(folder, 'control.sock')
  return Buffer.byteLength(path) <= pathLimit
    ? path
    : join(mkdtempSync(join(tmpdir(), 'parlance-')), 'control.sock')
}

/** Takes requests, one a connection, until closed. Only this account can connect. */
export async function serveControl(
  path: string,
  handle: (request: ControlRequest) => Promise<ControlAnswer>,
): Promise<{ close(): void }> {
  rmSync(path, { force: true })
  const server = createServer((socket) => {
    const lines = lineSplitter((line) => {
      void handle(JSON.parse(line) as ControlRequest).then((answer) =>
        socket.end(`${JSON.stringify(answer)}\n`),
      )
    })
    socket.setEncoding('utf8')
    socket.on('data', lines.push)
    socket.on('error', () => {}) // Who asked has gone; what was asked is done all the same.
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o600)
  return {
    close() {
      server.close()
      rmSync(path, { force: true })
      if (path.startsWith(join(tmpdir(), 'parlance-')))
        rmSync(dirname(path), { recursive: true, force: true })
    },
  }
}

/** Asks the supervisor. @throws ManageError when it does not listen, does not answer in time, or reports a failure. */
export function askSupervisor(
  path: string,
  request: ControlRequest,
  timeoutMs: number,
): Promise<Exclude<ControlAnswer, { failure: unknown }>> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new ManageError('timedOut', `the supervisor did not answer within ${timeoutMs / 1000} s`))
    }, timeoutMs)
    const lines = lineSplitter((line) => {
      const answer = JSON.parse(line) as ControlAnswer
      if ('failure' in answer) {
        const { kind, message, details } = answer.failure
        reject(new ManageError(kind, message, { details }))
      } else resolve(answer)
    })
    socket.setEncoding('utf8')
    socket.on('data', lines.push)
    socket.on('error', (error) =>
      reject(
        new ManageError('failed', 'the supervisor cannot be reached', {
          cause: error,
          hint: 'pnpm manage dev:down, then dev:up',
        }),
      ),
    )
    socket.on('close', () => {
      clearTimeout(timer)
      reject(new ManageError('failed', 'the supervisor closed the connection without an answer'))
    })
    socket.write(`${JSON.stringify(request)}\n`)
  })
}
