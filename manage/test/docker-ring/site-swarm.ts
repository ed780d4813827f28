import { appendFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RolloutReport } from '../../src/production/rollout/deploy-production.ts'
import type { ProdUpReport } from '../../src/production/start-production.ts'
import { checkout, docker, dockerSays, manageOf, sweep, writeSecrets } from '../support/docker-ring.ts'

/** What visitors got; 0 where a connection was cut. */
interface Seen {
  statuses: Set<number>
  requests: number
}

/** Visitors who keep their connections, and ask as long as some work goes on. */
async function meanwhile<Result>(site: string, work: Promise<Result>): Promise<Seen & { result: Result }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const statuses = new Set<number>()
  let [requests, over] = [0, false]
  const ask = (path: string) =>
    new Promise<number>((resolve) => {
      get(new URL(path, site), { agent, timeout: 20_000 }, (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
        answer.once('error', () => resolve(0))
      })
        .once('timeout', function (this: { destroy(): void }) {
          this.destroy()
        })
        .once('error', () => resolve(0))
    })
  const visitors = ['/api/v1/tools?lang=fr', '/fr', '/health/live', '/api/v1/rooms?lang=fr'].map(
    async (path) => {
      while (!over) {
        statuses.add(await ask(path))
        requests++
        await pause(20)
      }
    },
  )
  const result = await work.finally(() => {
    over = true
  })
  await Promise.all(visitors)
  agent.destroy()
  return { result, statuses, requests }
}

/** The same images, run by a swarm of this one machine. */
export function swarmOfTheSite(): void {
  describe('a swarm of one machine', () => {
    const ports: Record<string, string> = { PARLANCE_TRANSLATION_REPLICAS: '2' }
    const swarm = manageOf(checkout, 'swarm', ports)
    let made = false
    let up: ProdUpReport
    let site: string
    const change = (line: string) =>
      appendFileSync(join(checkout, '.parlance', swarm.instance, '.env.backend'), line)
    /** Ids of what the swarm wants to run of a service, and does. */
    const tasks = async (service: string) =>
      (
        await dockerSays(
          ...['service', 'ps', '--quiet', '--no-trunc', '--filter', 'desired-state=running'],
          `parlance-${swarm.instance}_${service}`,
        )
      )
        .split('\n')
        .sort()

    beforeAll(async () => {
      const state = await dockerSays('info', '--format', '{{.Swarm.LocalNodeState}}')
      made = state === 'inactive'
      // Beside a swarm that was there before, its own is left as it is.
      await docker('swarm', 'init', '--advertise-addr', '127.0.0.1')
      ports.PARLANCE_HTTP_PORT = String(await freePort())
      site = `http://localhost:${ports.PARLANCE_HTTP_PORT}`
      writeSecrets(swarm, site)
      up = await swarm.json<ProdUpReport>('prod:up', '--tier', 'core', '--target', 'swarm', '--seed')
    })
    afterAll(async () => {
      await swarm.run('prod:down')
      await sweep(swarm)
      const away = [
        ['swarm', 'leave', '--force'],
        ['network', 'rm', 'docker_gwbridge'],
      ]
      for (const words of made ? away : []) await docker(...words)
    })

    test('two backends, two frontends and what they need are healthy, migrated and seeded', async () => {
      expect(up.services.map(({ name, health }) => `${name} ${health}`).sort()).toEqual([
        ...['backend healthy', 'backend healthy', 'edge running', 'frontend healthy', 'frontend healthy'],
        ...['postgres healthy', 'redis healthy', 'translation healthy', 'translation healthy'],
      ])
      expect(up.migrated.length).toBeGreaterThan(0)
      const { items } = (await (await fetch(new URL('/api/v1/tools?lang=fr', site))).json()) as {
        items: unknown[]
      }
      expect(items.length).toBeGreaterThan(0)
    })

    test('calls between services go to each container of a name', async () => {
      for (let count = 0; count < 24; count++) {
        const body = { texts: [`The red house number ${count} is old.`], source: 'en', target: 'es' }
        const answer = await fetch(new URL('/api/v1/translate', site), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        expect(answer.status).toBe(200)
      }
      const label = `label=com.docker.stack.namespace=parlance-${swarm.instance}`
      const names = await dockerSays(
        ...['ps', '--filter', label, '--filter', 'label=com.docker.compose.service=translation'],
        ...['--format', '{{.Names}}'],
      )
      const served = await Promise.all(
        names.split('\n').map(async (name) => {
          const text = await dockerSays(
            ...['exec', name, 'node', '--eval'],
            "fetch('http://127.0.0.1:9464/metrics').then((r) => r.text()).then((t) => process.stdout.write(t))",
          )
          const lines = text
            .split('\n')
            .filter((line) => /_count\{.*TranslationService\/Translate"/.test(line))
          return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
        }),
      )
      expect(served).toHaveLength(2)
      expect(Math.min(...served)).toBeGreaterThan(0)
    })

    test('no request fails and no reader is cut while new backends come in', async () => {
      const before = await tasks('backend')
      const others = await tasks('frontend')
      change('LOG_LEVEL=warn\n')
      const { result, statuses, requests } = await meanwhile(site, swarm.json<RolloutReport>('prod:deploy'))
      expect([...statuses]).toEqual([200])
      expect(requests).toBeGreaterThan(50)
      expect(Object.keys(result.replaced)).toEqual(['backend'])
      expect(result.probe).toMatchObject({ failed: 0, failures: [], sockets: { watched: true, cut: 0 } })
      const after = await tasks('backend')
      expect(after).toHaveLength(2)
      expect(after.filter((id) => before.includes(id))).toEqual([])
      expect(await tasks('frontend')).toEqual(others)
    })

    test('a backend that cannot start never takes a request: the swarm goes back, and its last lines are shown', async () => {
      const before = await tasks('backend')
      change('JWT_SECRET=short\n')
      const { result, statuses } = await meanwhile(site, swarm.run('prod:deploy', '--json'))
      expect(result.code).toBe(1)
      const { error } = JSON.parse(result.stdout)
      expect(error).toMatchObject({ service: 'backend', ended: expect.stringContaining('exit') })
      expect(error.lastLines.join('\n')).toContain('JWT_SECRET must')
      expect(result.stdout).not.toContain('"short"')
      expect([...statuses]).toEqual([200])
      expect(await tasks('backend')).toEqual(before)
      const { releases } = await swarm.json<{ releases: { outcome: string; probe: { failed: number } }[] }>(
        'prod:status',
      )
      expect(releases[0]).toMatchObject({ outcome: 'failed', probe: { failed: 0 } })
    })
  })
}
