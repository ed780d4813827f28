import { connect } from 'node:net'
import { type Ports, services } from '../../core/topology.ts'
import type { DevPart } from '../../docker/development-project.ts'
import type { HealthAnswer } from './health-answer.ts'
import { askHealth } from './health-probe.ts'
import { partProbe, type Question } from './service-probe.ts'

/** Published ports are on this address alone. */
export const publishedHost = '127.0.0.1'

/** Asks a part of the stack for its health through its published port; never throws. */
export async function askPart(
  name: DevPart,
  ports: Ports,
  timeoutMs: number,
  question: Question = 'whole',
): Promise<HealthAnswer> {
  const port = ports[name]
  if (name === 'redis') return askRedis(port, timeoutMs)
  return askHealth(partProbe(name, publishedHost, port, question), timeoutMs)
}

/** As people type it: a URL where a browser can open it. */
export const addressOf = (name: DevPart, ports: Ports): string =>
  name !== 'postgres' && name !== 'redis' && services[name].health.protocol === 'http'
    ? `http://localhost:${ports[name]}`
    : `${publishedHost}:${ports[name]}`

/** Redis answers PING with +PONG (RESP2). */
function askRedis(port: number, timeoutMs: number): Promise<HealthAnswer> {
  const asked = performance.now()
  const latencyMs = () => Math.round((performance.now() - asked) * 10) / 10
  return new Promise((resolve) => {
    const socket = connect({ host: publishedHost, port, timeout: timeoutMs })
    const end = (status: HealthAnswer['status'], detail: string) => {
      socket.destroy()
      resolve({ status, latencyMs: latencyMs(), detail })
    }
    socket.on('connect', () => socket.write('PING\r\n'))
    socket.on('data', (data) => {
      const text = data.toString().trim()
      end(text === '+PONG' ? 'healthy' : 'unhealthy', text.slice(0, 200))
    })
    socket.on('timeout', () => end('unreachable', 'no answer in time'))
    socket.on('error', (error: NodeJS.ErrnoException) => end('unreachable', error.code ?? error.message))
    socket.on('close', () => end('unreachable', 'the connection was closed without an answer'))
  })
}
