import { appendFileSync, chmodSync, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildReport } from '../../src/production/build-production.ts'
import type { SiteReading } from '../../src/production/monitor/read-site.ts'
import type { RolloutReport } from '../../src/production/rollout/deploy-production.ts'
import type { ProdUpReport } from '../../src/production/start-production.ts'
import {
  checkout,
  docker,
  dockerSays,
  freePorts,
  manageOf,
  noDocker,
  run,
  sweep,
  writeSecrets,
} from '../support/docker-ring.ts'
import { madeFilm, sendFilm } from '../support/sent-film.ts'
import { siteControl } from '../support/site-control.ts'
import { panelQueries, visit, WatchedSite, webhookSecrets } from '../support/watched-site.ts'
import type { RingSite } from './ring-site.ts'
import { alertsOfTheSite } from './site-alerts.ts'
import { bundleOfTheSite } from './site-bundle.ts'
import { certificateOfTheSite } from './site-certificate.ts'
import { faultsOfTheSite } from './site-faults.ts'
import { imagesOfTheSite } from './site-images.ts'
import { swarmOfTheSite } from './site-swarm.ts'

const megabyte = 1e6
const services = ['backend', 'frontend', 'translation', 'scraper', 'video'] as const

const sitePort = 8099
const browser = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

const began = Date.now()

describe.skipIf(noDocker)(`production in Docker${noDocker ? ` (skipped: ${noDocker})` : ''}`, () => {
  const ports: Record<string, string> = { PARLANCE_BIND: '127.0.0.1' }
  const manage = manageOf(checkout, 'ring', ports)
  let report: BuildReport
  const ring: RingSite = {
    manage,
    ports,
    get report() {
      return report
    },
  }

  beforeAll(async () => {
    Object.assign(ports, await freePorts())
    ports.PARLANCE_HTTP_PORT = String(await freePort())
    ports.PARLANCE_HTTPS_PORT = String(await freePort())
    // The scraper of this stack may read one loopback address: the tests' web site, which is put beside it.
    writeSecrets(manage, `http://localhost:${ports.PARLANCE_HTTP_PORT}`, {
      // Nobody is there to review what the main job submits.
      '.env.backend': 'SUBMISSIONS=open\n',
      '.env.keeper': `${webhookSecrets}BACKUP_WAL=true\nBACKUP_WAL_FREE_MB=64\n`,
      '.env.scraper': `NODE_ENV=test\nSCRAPER_ALLOW_HOSTS=127.0.0.1:${sitePort}\nSCRAPER_HOST_DELAY_MS=0\n`,
    })
    report = await manage.json<BuildReport>('prod:build')
  })
  afterAll(async () => {
    await docker('rm', '--force', `${manage.instance}-site`, `${manage.instance}-registry`)
    await sweep(manage)
  })

  imagesOfTheSite(ring)

  describe('prod:up', () => {
    let up: ProdUpReport
    beforeAll(async () => {
      up = await manage.json<ProdUpReport>('prod:up', '--tier', 'scraper', '--publish', '--seed')
    })

    test('everything is healthy, migrated and seeded', () => {
      expect(up.migrated.length).toBeGreaterThan(0)
      expect(up.administrator?.password).toMatch(/.{12,}/)
      const health = Object.fromEntries(up.services.map(({ name, health: state }) => [name, state]))
      expect(health).toEqual({
        backend: 'healthy',
        edge: 'running',
        frontend: 'healthy',
        postgres: 'healthy',
        redis: 'healthy',
        scraper: 'healthy',
        video: 'healthy',
        translation: 'healthy',
      })
    })

    test('again with nothing changed: every container is the one that was there', async () => {
      const ids = () =>
        dockerSays(
          'container',
          'ls',
          '--quiet',
          '--no-trunc',
          '--filter',
          `name=parlance-${manage.instance}-`,
        )
      const before = await ids()
      const again = await manage.json<ProdUpReport>('prod:up', '--tier', 'scraper', '--publish')
      expect(again.replaced).toEqual({})
      expect(again.left).toEqual([])
      expect([...again.unchanged].sort()).toEqual([...services, 'edge', 'postgres', 'redis'].sort())
      expect(await ids()).toBe(before)
    })

    test.each([...services, 'edge', 'postgres', 'redis'])(
      '%s can write nowhere and has no capability to speak of',
      async (service) => {
        const [{ HostConfig, Config }] = JSON.parse(
          await dockerSays('container', 'inspect', `parlance-${manage.instance}-${service}-1`),
        )
        expect(HostConfig.ReadonlyRootfs).toBe(true)
        expect(HostConfig.CapDrop).toEqual(['ALL'])
        expect(HostConfig.CapAdd ?? []).toEqual(service === 'edge' ? ['NET_BIND_SERVICE'] : [])
        expect(HostConfig.SecurityOpt).toContain('no-new-privileges:true')
        expect(HostConfig.Privileged).toBe(false)
        expect(Config.User === '' ? 'root' : Config.User).toBe(
          service === 'edge' ? 'root' : service === 'postgres' || service === 'redis' ? service : 'node',
        )
      },
    )

    test('inside reaches no internet: the backend has no way out of its network', async () => {
      const networks = JSON.parse(
        await dockerSays('network', 'inspect', `parlance-${manage.instance}_internal`),
      ) as { Internal: boolean }[]
      expect(networks[0]?.Internal).toBe(true)
    })

    test('metrics stay inside; pages, health and documents come through the edge', async () => {
      const status = async (path: string) =>
        (await fetch(new URL(path, up.addresses.site), { redirect: 'follow' })).status
      expect(await Promise.all(['/', '/fr', '/health', '/docs', '/api/v1/languages'].map(status))).toEqual([
        200, 200, 200, 200, 200,
      ])
      expect(await Promise.all(['/metrics', '/api/metrics'].map(status))).toEqual([404, 404])
    })

    test('a film that is sent by tus becomes renditions that play, all through the edge', async () => {
      const { administrator, addresses } = up
      expect(administrator && (await sendFilm(addresses.site ?? '', administrator, 'descript'))).toEqual(
        madeFilm,
      )
    })

    test.skipIf(!browser)(
      `the main job in a real browser${browser ? '' : ' (skipped: no Chromium here)'}`,
      async () => {
        // The site stands in the scraper's own network namespace: its loopback is the scraper's.
        await dockerSays(
          ...['run', '--detach', '--name', `${manage.instance}-site`],
          ...['--network', `container:parlance-${manage.instance}-scraper-1`],
          ...['--volume', `${checkout}/e2e/support:/support:ro`, report.base.name],
          ...['node', '/support/site/site-main.ts', String(sitePort)],
        )
        await waitUntil('the site is there', async () =>
          (await dockerSays('logs', `${manage.instance}-site`)).includes('http') ? true : undefined,
        )
        const { site = '' } = up.addresses
        const control = await siteControl(`${manage.instance}-site`, sitePort)
        const { code, stdout, stderr } = await run(
          join(checkout, 'node_modules/.bin/vitest'),
          [
            'run',
            '--project',
            'e2e',
            'e2e/main-job.e2e.test.ts',
            '--testNamePattern',
            'a page becomes a listing',
          ],
          {
            env: {
              PARLANCE_E2E_BASE: site,
              PARLANCE_E2E_API: site,
              PARLANCE_E2E_SITE: `http://127.0.0.1:${sitePort}`,
              PARLANCE_E2E_SITE_CONTROL: control.origin,
            },
          },
        ).finally(control.close)
        expect(`${stdout}\n${stderr}`).toMatch(/Tests\s.*\b9 passed/)
        expect(code).toBe(0)
      },
    )

    describe('backups', () => {
      const psql = (statement: string) =>
        dockerSays(
          ...[
            'exec',
            `parlance-${manage.instance}-postgres-1`,
            'psql',
            '--username=parlance',
            '--dbname=parlance',
          ],
          ...['--tuples-only', '--no-align', '--quiet', `--command=${statement}`],
        )

      const keeperHealth = async () =>
        JSON.parse(
          await dockerSays(
            ...['exec', `parlance-${manage.instance}-keeper-1`, 'node', '--eval'],
            "fetch('http://127.0.0.1:3004/health').then((r) => r.text()).then((t) => process.stdout.write(t))",
          ),
        ) as { newestVerified?: string; pointInTime?: { from?: string } }

      let name: string
      test('one is made and proven beside the site, and brings back what is lost', async () => {
        const tools = Number(await psql('SELECT count(*) FROM "Tool"'))
        expect(tools).toBeGreaterThan(0)
        const made = await manage.json<Record<string, Record<string, unknown>>>(
          'backup:create',
          '--production',
        )
        expect(made.verification).toMatchObject({ outcome: 'verified', problems: [] })
        await psql('DELETE FROM "Tool"')
        name = String(made.backup?.name)
        expect(await manage.json('backup:restore', name, '--production', '--yes')).toMatchObject({
          backup: name,
          migrated: [],
        })
        expect(Number(await psql('SELECT count(*) FROM "Tool"'))).toBe(tools)
        await waitUntil('the site reads it', async () => {
          const { items } = (await (await fetch(new URL('/api/v1/tools', up.addresses.site))).json()) as {
            items?: unknown[]
          }
          return items && items.length > 0 ? true : undefined
        })
      })

      test('one table of it comes back into the data as it is, and the images', async () => {
        const names = await psql('SELECT md5(string_agg(name, id::text ORDER BY id)) FROM "Tool"')
        const tools = Number(await psql('SELECT count(*) FROM "Tool"'))
        await psql(`UPDATE "Tool" SET name = 'spoiled'`)
        expect(
          await manage.json('backup:restore', name, '--table', 'Tool', '--production', '--yes'),
        ).toMatchObject({ table: 'public."Tool"', inserted: 0, updated: tools, removed: 0 })
        expect(await psql('SELECT md5(string_agg(name, id::text ORDER BY id)) FROM "Tool"')).toBe(names)
        expect(await manage.json('backup:restore', name, '--assets', '--production')).toMatchObject({
          ok: true,
          missing: 0,
          altered: 0,
          lacking: [],
        })
      })

      /** The whole site has nothing to be said against but what the test itself wants; a file that others read is found and mended. */
      async function expectChecked(): Promise<void> {
        const file = join(checkout, '.parlance', manage.instance, '.env.backend')
        const look = async (...flags: string[]) => {
          const { code, stdout } = await manage.run('prod:check', '--json', ...flags)
          const { findings } = JSON.parse(stdout) as { findings: { name: string; status: string }[] }
          const of = (wanted: string) =>
            findings.filter(({ status }) => status === wanted).map(({ name }) => name)
          return { code, failures: of('failure'), warnings: of('warning') }
        }
        const good = await look()
        expect(good).toMatchObject({ code: 0, failures: [] })
        expect(good.warnings).toEqual(expect.arrayContaining(['submissions', 'second factor']))
        chmodSync(file, 0o644)
        expect(await look()).toMatchObject({ code: 4, failures: ['files'] })
        expect(await look('--fix')).toMatchObject({ code: 0, failures: [] })
        expect(statSync(file).mode & 0o777).toBe(0o600)
      }

      test('the full tier adds the keeper, whose backups are the same ones, and what watches', async () => {
        const full = await manage.json<ProdUpReport>('prod:up', '--tier', 'full', '--publish')
        expect(full.services).toEqual(
          expect.arrayContaining([
            { name: 'keeper', health: 'healthy' },
            { name: 'prometheus', health: 'healthy' },
            { name: 'alertmanager', health: 'healthy' },
            { name: 'node-exporter', health: 'running' },
            { name: 'postgres-exporter', health: 'running' },
          ]),
        )
        const said = await keeperHealth()
        expect(said).toMatchObject({ automatic: true, next: expect.any(String), problems: [] })
        expect(Date.parse(String(said.newestVerified))).toBeGreaterThan(Date.now() - 3_600_000)
        await expectChecked()
      })

      test('any moment comes back from the log that the keeper keeps', async () => {
        await waitUntil('a base backup', async () => (await keeperHealth()).pointInTime?.from)
        const tools = Number(await psql('SELECT count(*) FROM "Tool"'))
        const then = await psql("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MSZ')")
        await psql('DELETE FROM "Tool"')
        expect(await manage.json('backup:restore', '--at', then, '--production', '--yes')).toMatchObject({
          backup: `parlance-${then.replace(' ', 'T').replaceAll(/[-:.]/g, '')}`,
        })
        expect(Number(await psql('SELECT count(*) FROM "Tool"'))).toBe(tools)
      })

      describe('what watches', () => {
        const watched = new WatchedSite(manage)
        beforeAll(async () => {
          await watched.start(report.base.name)
          await visit(String(up.addresses.site), [
            `http://127.0.0.1:${sitePort}/invented/Watched/`,
            `http://127.0.0.1:${sitePort}/hostile/missing`,
          ])
        })
        afterAll(() => watched.stop())

        const everybody = [
          ...['backend', 'frontend', 'translation', 'scraper', 'keeper', 'video'],
          ...['node-exporter', 'postgres-exporter', 'prometheus', 'alertmanager'],
        ]
        const allUp = Object.fromEntries(everybody.map((job) => [job, 'up']))
        test.each(['prometheus', 'hasty'] as const)('reaches everybody (%s)', async (name) => {
          const seen = async () => JSON.stringify(await watched.targets(name))
          const wanted = JSON.stringify(Object.fromEntries(Object.entries(allUp).sort()))
          await waitUntil('every target answers', async () => (await seen()) === wanted)
        })

        /** What this site cannot have: HTTPS, Gemini, a night, a place for copies, an engine that fails, and what every page has. */
        const unmade =
          /parlance_(certificate_\w+|scraper_api_calls_total|scraper_missing_total|backup_runs_total|backup_(offsite|drill)_\w+)|parlance_translation_(engine_failures|restarts)_total|engine:translation_failed/
        /** And without a browser here no page was served to read. */
        const unread = browser ? /^$/ : /parlance_(scraper_assets|assets_stored)_total/

        test('every rule is worked out, and every panel and every figure that rules share has something to show', async () => {
          const rules = await waitUntil('every rule was worked out', async () => {
            const all = await watched.rules()
            return all.every(({ health }) => health !== 'unknown') && all
          })
          expect(rules.length).toBeGreaterThan(25)
          expect(rules.filter(({ health }) => health !== 'ok')).toEqual([])
          const recorded = rules.filter(({ type }) => type === 'recording').map(({ query }) => query)
          const queries = [...recorded, ...panelQueries(checkout)]
          const silent = async () => {
            const answers = await watched.query(queries)
            expect(answers.filter(({ error }) => error !== '')).toEqual([])
            return answers
              .filter(({ expr, series }) => series === 0 && !unmade.test(expr) && !unread.test(expr))
              .map(({ expr }) => expr)
          }
          const left = await waitUntil('all have something to show', async () => {
            const without = await silent()
            if (without.length > 0) throw new Error(without.join('\n'))
            return 'none'
          })
          expect(left).toBe('none')
        })

        test('every figure of ours that is kept is in a rule or a panel', async () => {
          const texts = [
            ...(await watched.rules()).map(({ query }) => query),
            ...panelQueries(checkout),
          ].join('\n')
          const ours = (await watched.names()).filter((name) => /^(parlance|http)_/.test(name))
          expect(ours.length).toBeGreaterThan(40)
          const bases = new Set(ours.map((name) => name.replace(/_(bucket|sum|count)$/, '')))
          expect(
            [...bases].filter((name) => !new RegExp(`\\b${name}(_bucket|_sum|_count)?\\b`).test(texts)),
          ).toEqual([])
        })

        test('needs no more than 300 MB together', async () => {
          const bytes = await watched.memory()
          expect(bytes).toBeGreaterThan(20e6)
          expect(bytes).toBeLessThanOrEqual(300e6)
        })

        test('monitor shows each container with what it uses, the requests, the jobs and the proven backup', async () => {
          // A machine that is busy with the test before may keep a part from answering in time.
          const seen = await waitUntil(
            'a look at which every part has answered',
            async () => {
              const reading = await manage.json<SiteReading>('monitor')
              return (
                reading.health === 'healthy' &&
                reading.rates !== null &&
                reading.services.every(({ use }) => use) &&
                reading
              )
            },
            240_000,
          )
          expect(seen.services.map(({ name }) => name)).toEqual(
            expect.arrayContaining([...services, 'prometheus']),
          )
          expect(seen.services.filter(({ use }) => (use?.memory ?? 0) < megabyte)).toEqual([])
          expect(seen.rates?.requestsPerSecond).toBeGreaterThanOrEqual(0)
          expect(seen.queues.map(({ queue }) => queue)).toContain('submission')
          expect(Date.parse(seen.backup?.newestVerified ?? '')).toBeGreaterThan(began)
          expect(seen.machine?.disk).toBeGreaterThan(0)
        })

        test('a scraper that is gone is told of, with what to type, and that it is back', async () => {
          const all = () => watched.told('ServiceDown', 'scraper')
          // The hasty one may have missed everybody when it started.
          await waitUntil('nothing fires', async () => {
            const [fires] = await watched.query(['ALERTS{alertname="ServiceDown"}'])
            return fires?.series === 0 && (await all()).at(-1)?.status !== 'firing'
          })
          const before = (await all()).length
          const told = (status: string) =>
            waitUntil(`the webhook is told: ${status}`, async () =>
              (await all()).slice(before).find((one) => one.status === status),
            )
          const container = `parlance-${manage.instance}-scraper-1`
          await dockerSays('stop', container)
          expect(await told('firing')).toEqual({
            status: 'firing',
            instance: manage.instance,
            command: `pnpm manage prod:logs scraper --since 10m --instance ${manage.instance}`,
          })
          const { stdout } = await manage.run('prod:status', '--json')
          expect(JSON.parse(stdout).alerts).toContainEqual(
            expect.objectContaining({ name: 'ServiceDown', summary: 'scraper does not answer' }),
          )
          await dockerSays('start', container)
          expect(await told('resolved')).toMatchObject({ status: 'resolved', instance: manage.instance })
        })

        alertsOfTheSite(ring)
      })

      test('without the full tier nothing watches, and the backups stay', async () => {
        const less = await manage.json<ProdUpReport>('prod:up', '--tier', 'scraper', '--publish')
        expect(less.services.map(({ name }) => name).sort()).toEqual(
          [...services, 'edge', 'postgres', 'redis'].sort(),
        )
        const { backups } = await manage.json<{ backups: { state: string }[] }>('backup:list', '--production')
        expect(backups.map(({ state }) => state)).toContain('verified')
      })

      test('what a container said that is gone is found among what those say that are there', async () => {
        expect(await dockerSays('ps', '--all', '--quiet', '--filter', `name=${manage.instance}-keeper`)).toBe(
          '',
        )
        const { code, stdout } = await manage.run('prod:logs', '--json')
        expect(code).toBe(0)
        const records = stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as { service: string; time: string; message: string })
        expect(new Set(records.map(({ service }) => service))).toEqual(
          new Set([
            ...services,
            'keeper',
            'edge',
            'postgres',
            'redis',
            'prometheus',
            'alertmanager',
            'node-exporter',
            'postgres-exporter',
          ]),
        )
      })
    })

    test('a site that is closed says so in the visitor’s language, and goes on answering who watches it', async () => {
      const get = (path: string, language: string) =>
        fetch(new URL(path, up.addresses.site), { headers: { 'accept-language': language } })
      await manage.json('prod:maintenance', 'on')
      const page = await get('/', 'pl, fr-CA;q=0.8, en;q=0.5')
      expect([page.status, page.headers.get('retry-after')]).toEqual([503, '20'])
      expect(await page.text()).toMatch(/<html lang="fr">[\s\S]*De retour dans un instant/)
      expect(await (await get('/de/tools', 'fr')).text()).toContain('<html lang="de">')
      const call = await get('/api/v1/tools', 'de')
      expect([call.status, call.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
      expect(await call.json()).toMatchObject({ code: 'unavailable', status: 503 })
      expect((await get('/health', 'en')).status).toBe(200)
      expect(await manage.json('prod:status')).toMatchObject({ closed: true, health: 'healthy' })
      await manage.json('prod:maintenance', 'off')
      expect((await get('/de', 'fr')).status).toBe(200)
      expect(await manage.json('prod:status')).toMatchObject({ closed: false })
    })

    test('and so does one behind whose edge nobody answers', async () => {
      await docker('stop', `parlance-${manage.instance}-frontend-1`)
      const page = await fetch(new URL('/it/rooms', up.addresses.site))
      expect(page.status).toBe(503)
      expect(await page.text()).toMatch(/<html lang="it">[\s\S]*Torniamo tra un attimo/)
      await docker('start', `parlance-${manage.instance}-frontend-1`)
      await waitUntil('the pages are back', async () => (await fetch(new URL('/it', up.addresses.site))).ok)
    })

    test('a request in flight is finished when its container is stopped', async () => {
      const container = `parlance-${manage.instance}-backend-1`
      const texts = Array.from({ length: 40 }, (_, index) => `The red house number ${index} has a garden.`)
      const answer = fetch(new URL('/api/v1/translate', up.addresses.backend), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ texts, source: 'en', target: 'es' }),
      })
      await waitUntil('the request is counted', async () => {
        const { stdout } = await docker(
          'exec',
          container,
          'node',
          '--eval',
          "fetch('http://127.0.0.1:3001/health/live').then((r) => process.stdout.write(String(r.status)))",
        )
        return stdout === '200' ? true : undefined
      })
      await docker('stop', container)
      const response = await answer
      expect(response.status).toBe(200)
      expect(((await response.json()) as { translations: unknown[] }).translations).toHaveLength(40)
      expect(await dockerSays('container', 'inspect', '--format', '{{.State.ExitCode}}', container)).toBe('0')
      await dockerSays('start', container)
    })

    test.each(['frontend', 'translation', 'scraper', 'video', 'edge'])(
      '%s ends by itself when it is asked to stop',
      async (service) => {
        const container = `parlance-${manage.instance}-${service}-1`
        await docker('stop', container)
        // 137 would say that Docker had to kill it; how long it takes is measured in bench/.
        expect(
          await dockerSays('container', 'inspect', '--format', '{{.State.ExitCode}}', container),
        ).toMatch(/^(0|143)$/)
      },
    )
  })

  describe('a release of a site in use', () => {
    const serving = async () =>
      (
        await dockerSays(
          'ps',
          ...['--quiet', '--no-trunc', '--filter', `label=dev.parlance.production=${manage.instance}`],
        )
      )
        .split('\n')
        .sort()
    const change = (line: string) =>
      appendFileSync(join(checkout, '.parlance', manage.instance, '.env.backend'), line)
    beforeAll(async () => {
      // Without the services' own ports: two containers cannot publish one.
      await manage.json('prod:up', '--tier', 'core')
    })

    test('no request fails and no reader is cut while another backend takes over, alone', async () => {
      const before = await serving()
      change('LOG_LEVEL=warn\n')
      const report = await manage.json<RolloutReport>('prod:deploy')
      expect(Object.keys(report.replaced)).toEqual(['backend'])
      expect(report.probe).toMatchObject({ failed: 0, failures: [], sockets: { watched: true, cut: 0 } })
      expect(report.probe?.requests).toBeGreaterThan(50)
      expect(report.probe?.sockets.moved).toBeGreaterThan(0)
      const after = await serving()
      expect(after).toHaveLength(before.length)
      expect(after.filter((id) => !before.includes(id))).toHaveLength(1)
    })

    test('a backend that cannot start never takes a request: the old one serves on, and its last lines are shown', async () => {
      const before = await serving()
      change('JWT_SECRET=short\n')
      const { code, stdout } = await manage.run('prod:deploy', '--wait-timeout', '60', '--json')
      expect(code).toBe(1)
      expect(JSON.parse(stdout).error.lastLines.join('\n')).toContain('JWT_SECRET must')
      expect(stdout).not.toContain('"short"')
      expect(await serving()).toEqual(before)
      const { releases } = await manage.json<{ releases: { outcome: string; probe: { failed: number } }[] }>(
        'prod:status',
      )
      expect(releases[0]).toMatchObject({ outcome: 'failed', probe: { failed: 0 } })
    })
  })

  faultsOfTheSite(ring)

  certificateOfTheSite(ring)

  bundleOfTheSite(ring)

  swarmOfTheSite()

  describe('when it does not come up', () => {
    test('a backend without its secret: which container, how it ended, its last lines', async () => {
      await manage.json('prod:down')
      const { code, stdout } = await manage.run('prod:up', '--tier', 'core', '--wait-timeout', '60', '--json')
      const { error } = JSON.parse(stdout)
      expect(code).toBe(1)
      expect(error).toMatchObject({ service: 'backend', ended: 'exit code 1' })
      expect(error.lastLines.join('\n')).toContain('JWT_SECRET must')
      expect(stdout).not.toContain('"short"')
    })
  })

  describe('prod:down', () => {
    test('keeps the data; with --volumes it names what goes, and takes that alone', async () => {
      const foreign = `parlance-${manage.instance}_foreign`
      await dockerSays('volume', 'create', foreign)
      await manage.json('prod:down')
      const labelled = ['--filter', `label=dev.parlance.production=${manage.instance}`]
      expect(await dockerSays('ps', '--all', '--quiet', ...labelled)).toBe('')
      expect(await dockerSays('volume', 'ls', '--quiet', ...labelled)).toContain(
        `parlance-${manage.instance}_postgres`,
      )
      const refused = await manage.run('prod:down', '--volumes')
      expect(refused.code).toBe(2)
      expect(refused.stderr).toContain(`volume parlance-${manage.instance}_postgres`)
      expect(refused.stderr).not.toContain(foreign)
      await manage.json('prod:down', '--volumes', '--yes')
      expect(await dockerSays('volume', 'ls', '--quiet', ...labelled)).toBe('')
      expect(await dockerSays('volume', 'ls', '--quiet', '--filter', `name=${foreign}`)).toBe(foreign)
      // Backups outlive the data.
      const backups = `parlance-${manage.instance}_backups`
      expect(await dockerSays('volume', 'ls', '--quiet', '--filter', `name=${backups}`)).toBe(backups)
      await dockerSays('volume', 'rm', foreign)
    })
  })
})
