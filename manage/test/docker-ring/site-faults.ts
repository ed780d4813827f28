import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkout, dockerSays } from '../support/docker-ring.ts'
import type { RingSite } from './ring-site.ts'

/** Why no disk of a few megabytes can be had here; '' where one can. */
const noMount = (() => {
  const probe = mkdtempSync(join(tmpdir(), 'parlance-mount-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe]).status === 0
  if (mounted) spawnSync('umount', [probe])
  rmSync(probe, { recursive: true })
  return mounted ? '' : ' (skipped: no file system can be mounted here)'
})()

/** What a site in use goes through, with the same containers afterwards. */
export function faultsOfTheSite(ring: RingSite): void {
  const { manage, ports } = ring
  describe('faults of a site in use: the same containers of the same version serve afterwards', () => {
    const containerOf = async (service: string) => {
      const named = (
        await dockerSays('ps', '--format', '{{.Names}}', '--filter', `name=${manage.instance}-${service}-`)
      )
        .split('\n')
        .find(Boolean)
      return named ?? `no ${service} runs`
    }
    const serving = () =>
      dockerSays(
        'ps',
        '--quiet',
        '--no-trunc',
        '--filter',
        `label=dev.parlance.production=${manage.instance}`,
      ).then((ids) => ids.split('\n').sort())
    const site = () => `http://localhost:${ports.PARLANCE_HTTP_PORT}`
    /** What a visitor gets; 0 where nobody takes the connection, or it breaks off in the middle of the answer. */
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(new URL(path, site()), { ...init, signal: AbortSignal.timeout(60_000) })
        .then(async (answer) => ({ status: answer.status, text: await answer.text() }))
        .catch(() => ({ status: 0, text: '' }))
    const paths = ['/fr', '/api/v1/tools?lang=fr', '/api/v1/rooms?lang=fr']
    /** Visitors ask until something is over. @returns what they got, each once */
    const visitors = async (over: () => boolean) => {
      const seen = new Set<number>()
      while (!over())
        for (const { status } of await Promise.all(paths.map((path) => ask(path)))) seen.add(status)
      return seen
    }
    const well = () =>
      waitUntil(
        'the site is well',
        async () => {
          const { text } = await ask('/health')
          const pages = await Promise.all(paths.map((path) => ask(path)))
          return text.includes('"status":"healthy"') && pages.every(({ status }) => status === 200)
        },
        180_000,
      )
    let before: string[]
    beforeAll(async () => {
      await well()
      before = await serving()
    })

    test.each(['translation', 'redis', 'backend', 'frontend', 'edge', 'postgres'])(
      '%s is killed while visitors ask',
      async (service) => {
        const container = await containerOf(service)
        const pid = await dockerSays('container', 'inspect', '--format', '{{.State.Pid}}', container)
        let over = false
        const asked = visitors(() => over)
        // As the kernel kills what takes too much memory: Docker itself has no part in it.
        await dockerSays(
          ...['run', '--rm', '--pid', 'host', '--user', 'root', '--network', 'none', ring.report.base.name],
          ...['node', '--eval', `process.kill(${pid}, 'SIGKILL')`],
        )
        await waitUntil('it was started again', async () => {
          const [{ RestartCount, State }] = JSON.parse(await dockerSays('container', 'inspect', container))
          return RestartCount > 0 && State.Running && State.Pid !== Number(pid)
        })
        await well()
        over = true
        expect(await asked).not.toContain(500)
        expect(await serving()).toEqual(before)
      },
    )

    test('PostgreSQL is away for 30 seconds: visitors are told so, and nobody gets an error of ours', async () => {
      const postgres = await containerOf('postgres')
      await dockerSays('pause', postgres)
      const until = Date.now() + 30_000
      const seen = await visitors(() => Date.now() >= until)
      await dockerSays('unpause', postgres)
      expect([...seen].filter((status) => ![200, 503, 504].includes(status))).toEqual([])
      await well()
      expect(await serving()).toEqual(before)
    })

    test('Redis is restarted: every visitor is answered', async () => {
      let over = false
      const asked = visitors(() => over)
      await dockerSays('restart', await containerOf('redis'))
      await well()
      over = true
      expect([...(await asked)]).toEqual([200])
      expect(await serving()).toEqual(before)
    })

    test('translation cannot be reached: pages are there, a translation says what is missing, and comes when it can', async () => {
      const translation = await containerOf('translation')
      const network = `parlance-${manage.instance}_internal`
      const translate = () =>
        ask('/api/v1/translate', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ texts: [`The old house number ${before[0]}.`], source: 'en', target: 'es' }),
        })
      // Its name is gone, too: whoever looks it up waits for a name server that cannot be reached, for ten seconds.
      await dockerSays('network', 'disconnect', network, translation)
      const { status, text } = await translate()
      expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 503, code: expect.any(String) })
      const pages = await Promise.all(paths.map((path) => ask(path)))
      expect(
        pages.map((page) => page.status),
        pages.map((page) => page.text.slice(0, 300)).join('\n'),
      ).toEqual([200, 200, 200])
      await dockerSays('network', 'connect', '--alias', 'translation', network, translation)
      await waitUntil('it translates again', async () => (await translate()).status === 200, 120_000)
      await well()
      expect(await serving()).toEqual(before)
    })

    test.skipIf(noMount)(
      `the disk for logs is full: the site serves, it is told, and logs are kept when there is room${noMount}`,
      async () => {
        const archive = join(checkout, '.parlance', manage.instance, 'production-logs')
        const status = () =>
          manage.json<{ logs: { fault: string | null; lost: { container: string; reason: string }[] } }>(
            'prod:status',
          )
        const replace = async () => {
          let over = false
          const asked = visitors(() => over)
          await manage.json('prod:restart', 'translation').finally(() => {
            over = true
          })
          return [...(await asked)]
        }
        mkdirSync(archive, { recursive: true })
        expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', archive]).status).toBe(0)
        try {
          const ballast = join(archive, 'ballast')
          spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=1M', 'count=65'])
          const lost = await containerOf('translation')
          expect(await replace()).toEqual([200])
          expect((await status()).logs).toMatchObject({
            fault: expect.stringMatching(/^0 B are left for logs/),
            lost: [{ container: lost, reason: expect.stringContaining('ENOSPC') }],
          })
          rmSync(ballast)
          const kept = await containerOf('translation')
          expect(kept).not.toBe(lost)
          expect(await replace()).toEqual([200])
          expect((await status()).logs).toMatchObject({ fault: null, lost: [{ container: lost }] })
          const { stdout } = await manage.run('prod:logs', 'translation', '--grep', 'stopping', '--json')
          expect(stdout).toContain('"message":"stopping"')
        } finally {
          spawnSync('umount', [archive])
        }
        await well()
      },
    )
  })
}
