import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { chmod, cp } from 'node:fs/promises'
import { Agent, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from 'node:tls'
import { freePort, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { besideImages } from '../../src/core/config.ts'
import { checkout, docker, dockerSays } from '../support/docker-ring.ts'
import type { RingSite } from './ring-site.ts'

/** Seconds that a certificate of the test's edge holds; Caddy renews it with a third left. */
const lifetime = 15

/** The edge's certificate is renewed while visitors are there. */
export function certificateOfTheSite({ manage, ports }: RingSite): void {
  describe('the edge’s certificate is renewed under visitors', () => {
    const edge = `${manage.instance}-secure-edge`
    const folder = mkdtempSync(join(tmpdir(), 'parlance-edge-'))
    const agent = new Agent({ keepAlive: true, maxSockets: 4, rejectUnauthorized: false })
    let port: number

    /** Of the certificate that a new visitor is shown; '' where nobody takes the connection. */
    const serial = () =>
      new Promise<string>((resolve) => {
        const socket = connect({
          port,
          host: '127.0.0.1',
          servername: 'localhost',
          rejectUnauthorized: false,
        })
        socket.once('secureConnect', () => {
          resolve(socket.getPeerCertificate().serialNumber)
          socket.destroy()
        })
        socket.once('error', () => resolve(''))
      })

    const answer = (path: string, keep: Agent | false) =>
      new Promise<number>((resolve) => {
        const options = {
          port,
          path,
          agent: keep,
          host: 'localhost',
          rejectUnauthorized: false,
          timeout: 20_000,
        }
        get(options, (response) => {
          response.resume()
          response.once('end', () => resolve(response.statusCode ?? 0))
          response.once('error', () => resolve(0))
        })
          .once('timeout', () => resolve(0))
          .once('error', () => resolve(0))
      })

    beforeAll(async () => {
      port = await freePort()
      // The site's own edge in all but how long its certificates hold, and how often it looks.
      await cp(join(checkout, 'deploy/caddy'), folder, { recursive: true })
      await chmod(folder, 0o755)
      const file = join(folder, 'Caddyfile')
      const text = readFileSync(file, 'utf8')
      const hasty = text
        .replace('\tadmin off\n', '\tadmin off\n\trenew_interval 1s\n')
        .replace(
          '\tencode zstd gzip\n',
          `\ttls {\n\t\tissuer internal {\n\t\t\tlifetime ${lifetime}s\n\t\t}\n\t}\n\tencode zstd gzip\n`,
        )
      expect(hasty.length - text.length).toBeGreaterThan(60)
      writeFileSync(file, hasty)
      await dockerSays(
        ...['create', '--name', edge, '--network', `parlance-${manage.instance}_front`],
        ...['--volume', `${folder}:/etc/caddy:ro`, '--env', 'PARLANCE_SITE=localhost'],
        ...['--publish', `127.0.0.1:${port}:443`, besideImages.caddy],
        ...['caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'],
      )
      // Nobody comes in to a network that leads nowhere.
      await dockerSays('network', 'connect', `parlance-${manage.instance}_external`, edge)
      await dockerSays('start', edge)
      await waitUntil('it serves over TLS', async () => (await answer('/fr', false)) === 200)
    })
    afterAll(async () => {
      agent.destroy()
      await docker('rm', '--force', '--volumes', edge)
      rmSync(folder, { recursive: true, force: true })
    })

    test('no request fails, nobody’s WebSocket is cut, and the next visitor is shown the new one', async () => {
      const first = await serial()
      expect(first).toMatch(/^[0-9A-F]+$/)
      const ends: number[] = []
      const socket = new WebSocket(`wss://localhost:${port}/ws`, {
        origin: `http://localhost:${ports.PARLANCE_HTTP_PORT}`,
        rejectUnauthorized: false,
      })
      socket.on('close', (code) => ends.push(code))
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
      socket.send(JSON.stringify({ type: 'hello', lang: 'en', rooms: [] }))
      const statuses = new Set<number>()
      let [kept, over] = [0, false]
      const visitors = ['/api/v1/tools?lang=fr', '/fr', '/health/live'].flatMap((path) =>
        ([agent, false] as const).map(async (keep) => {
          while (!over) {
            statuses.add(await answer(path, keep))
            kept += keep ? 1 : 0
            await pause(keep ? 20 : 100)
          }
        }),
      )
      const seen = new Set([first])
      await waitUntil(
        'two more certificates',
        async () => {
          seen.add(await serial())
          return seen.size >= 3
        },
        lifetime * 10_000,
      ).finally(() => {
        over = true
      })
      await Promise.all(visitors)
      expect(seen).not.toContain('')
      expect([...statuses]).toEqual([200])
      expect(kept).toBeGreaterThan(50)
      // It is still the same connection, and answers.
      let answered = false
      socket.once('pong', () => {
        answered = true
      })
      socket.ping()
      await waitUntil('an answer to a ping', () => answered, 20_000)
      expect(ends).toEqual([])
      socket.terminate()
    })
  })
}
