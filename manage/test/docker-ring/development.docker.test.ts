import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StackStatus, UpReport } from '../../src/engines/engine.ts'
import type { LogRecord } from '../../src/engines/logs/log-record.ts'
import { cleanCopy, dockerSays, freePorts, manageOf, noDocker, sweep } from '../support/docker-ring.ts'

const parts = ['postgres', 'redis', 'backend', 'frontend', 'translation', 'scraper', 'video']

describe.skipIf(noDocker)(`development in Docker${noDocker ? ` (skipped: ${noDocker})` : ''}`, () => {
  // A fresh clone, in a path with a space, with nothing installed: Docker has to be enough.
  let root: string
  let manage: ReturnType<typeof manageOf>
  let other: ReturnType<typeof manageOf>
  let up: UpReport

  beforeAll(async () => {
    root = cleanCopy()
    manage = manageOf(root, 'ring', await freePorts())
    other = manageOf(root, 'ring', await freePorts())
    up = await manage.json<UpReport>('dev:up', '--detach', '--wait-timeout', '420')
  })
  afterAll(async () => {
    for (const one of [manage, other]) await sweep(one)
    rmSync(root, { recursive: true, force: true })
  })

  const change = (path: string, edit: (text: string) => string) => {
    const file = join(root, path)
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, edit(before))
    return () => writeFileSync(file, before)
  }
  const address = (name: string) => up.addresses[name] ?? ''
  const logs = async (...args: string[]) =>
    (await manage.run('dev:logs', '--json', ...args)).stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogRecord)

  const healthy = async (service: string) => {
    const { services } = await manage.json<StackStatus>('dev:status')
    return services.find(({ name }) => name === service)?.health?.status === 'healthy' ? true : undefined
  }

  test('dev:up tells addresses, times and the chain, and makes an administrator', () => {
    expect(up).toMatchObject({ engine: 'docker', alreadyRunning: false })
    expect(Object.keys(up.addresses)).toEqual(parts)
    expect(up.timings.map(({ name }) => name).sort()).toEqual([...parts, 'home page'].sort())
    expect(up.criticalChain.at(-1)?.name).toBe('home page')
    expect(up.administrator?.password).toMatch(/.{12,}/)
  })

  test('dev:status and health: everything runs and says that it is well', async () => {
    const status = await manage.json<StackStatus>('dev:status')
    expect(status.services.map(({ name, state }) => `${name} ${state}`)).toEqual(
      parts.map((name) => `${name} running`),
    )
    expect(status.services.map(({ health }) => health?.status)).toEqual(parts.map(() => 'healthy'))
    expect(await manage.json('health')).toMatchObject({ healthy: true, engine: 'docker' })
  })

  test("Docker's own checks agree within a moment", async () => {
    await waitUntil('every container is healthy', async () => {
      const names = await dockerSays(
        'ps',
        '--filter',
        `label=dev.parlance.instance=${manage.instance}`,
        '--format',
        '{{.Status}}',
      )
      return names.split('\n').every((line) => line.includes('(healthy)')) ? true : undefined
    })
  })

  test('dev:up again: it runs already, and nothing is started anew', async () => {
    expect(await manage.json<UpReport>('dev:up', '--detach')).toMatchObject({ alreadyRunning: true })
  })

  describe('an edit is live without a restart of anything by hand', () => {
    test.each([
      ['backend', 'services/backend/src/main.ts'],
      ['translation', 'services/translation/src/main.ts'],
      ['scraper', 'services/scraper/src/main.ts'],
    ])('%s', async (service, path) => {
      const mark = `edited-${service}-${Date.now()}`
      const undo = change(path, (text) => `process.stdout.write('${mark}\\n')\n${text}`)
      await waitUntil(
        `${service} says its mark`,
        async () => ((await logs(service, '--grep', mark)).length > 0 ? true : undefined),
        120_000,
      )
      undo()
      try {
        await waitUntil(`${service} is healthy again`, () => healthy(service), 120_000)
      } catch (error) {
        const last = await logs(service, '--tail', '15')
        throw new Error(`${error}\n${last.map(({ message }) => message).join('\n')}`)
      }
    })

    test('frontend', async () => {
      const mark = `<!--edited-${Date.now()}-->`
      const undo = change(
        'services/frontend/app/api/health/live/route.ts',
        (text) =>
          `${text}\nexport const HEAD = () => new Response(null, { headers: { 'x-mark': '${mark}' } })\n`,
      )
      await waitUntil('the route answers with the mark', async () => {
        const answer = await fetch(`${address('frontend')}/api/health/live`, { method: 'HEAD' })
        return answer.headers.get('x-mark') === mark ? true : undefined
      })
      undo()
    })

    test('what the containers wrote into the checkout belongs to the developer', () => {
      const written = join(root, 'services/backend/src/generated/prisma/client.ts')
      expect(existsSync(written)).toBe(true)
      expect(statSync(written).uid).toBe(process.getuid?.())
      expect(existsSync(join(root, 'node_modules/.pnpm'))).toBe(false)
    })
  })

  describe('logs', () => {
    test('of one service, by pattern and level, as NDJSON in the order of time', async () => {
      const records = await logs('backend', '--grep', 'listening|Server', '--level', 'info')
      expect(records.length).toBeGreaterThan(0)
      expect(new Set(records.map(({ service }) => service))).toEqual(new Set(['backend']))
      const times = records.map(({ time }) => time)
      expect(times).toEqual([...times].sort())
    })

    test('the last line of each service', async () => {
      const records = await logs('--tail', '1')
      expect(records.map(({ service }) => service).sort()).toEqual([...parts].sort())
    })
  })

  describe('the database', () => {
    const count = async () =>
      (await manage.json<{ tables: Record<string, number> }>('db:status')).tables.Tool ?? 0

    test('status, migrate and seed are safe to repeat', async () => {
      expect(await manage.json('db:migrate')).toMatchObject({ applied: [] })
      expect(await manage.json('db:seed')).toMatchObject({ ok: true })
      expect(await count()).toBe(48)
    })

    test('reset is refused without a terminal, and names what would go', async () => {
      const { code, stderr } = await manage.run('db:reset')
      expect(code).toBe(2)
      expect(stderr).toContain(`parlance of instance ${manage.instance}`)
    })

    test('reset empties and seeds anew, while the backend runs', async () => {
      await dockerSays(
        'exec',
        `${await containerOf('postgres')}`,
        'psql',
        '-U',
        'parlance',
        '-c',
        'DELETE FROM "Tool"',
      )
      expect(await count()).toBe(0)
      await manage.json('db:reset', '--yes')
      expect(await count()).toBe(48)
      expect((await fetch(`${address('backend')}/health`)).status).toBe(200)
    })

    let name: string
    test('a backup is proven, and brings back what is lost, while the backend runs', async () => {
      const made = await manage.json<Record<string, Record<string, unknown>>>('backup:create')
      expect(made.verification).toMatchObject({ outcome: 'verified', problems: [] })
      await manage.json('db:reset', '--yes')
      name = String(made.backup?.name)
      expect(await manage.json('backup:restore', name, '--yes')).toMatchObject({ backup: name })
      expect(await count()).toBe(48)
      await waitUntil(
        'the backend has its database again',
        async () => ((await fetch(`${address('backend')}/health`)).ok ? true : undefined),
        120_000,
      )
    })

    test('one table of a backup, and its images, come back into the data as it is', async () => {
      const said = async (sql: string) =>
        (
          await dockerSays('exec', await containerOf('postgres'), 'psql', '-U', 'parlance', '-Atc', sql)
        ).trim()
      const digest = `SELECT md5(string_agg(name, '' ORDER BY id)) FROM "Tool"`
      const whole = await said(digest)
      await said(`UPDATE "Tool" SET name = 'spoiled'`)
      expect(await manage.json('backup:restore', name, '--table', 'Tool', '--yes')).toMatchObject({
        table: 'public."Tool"',
        rows: 48,
        inserted: 0,
        updated: 48,
      })
      expect(await said(digest)).toBe(whole)
      expect(await manage.json('backup:restore', name, '--assets')).toMatchObject({
        ok: true,
        lacking: [],
      })
    })

    const containerOf = async (service: string) =>
      (await manage.json<StackStatus>('dev:status')).services.find(({ name }) => name === service)
        ?.container ?? ''
  })

  describe('two instances at once', () => {
    test('the other has ports, containers, volumes and data of its own', async () => {
      expect(await other.json('db:migrate')).toMatchObject({
        applied: expect.arrayContaining([expect.any(String)]),
      })
      const mine = await manage.json<StackStatus>('dev:status')
      const theirs = await other.json<StackStatus>('dev:status')
      expect(theirs.services.map(({ name, state }) => `${name} ${state}`)).toEqual(['postgres stopped'])
      expect(mine.services.map(({ address: own }) => own)).not.toContain(theirs.services[0]?.address)
      const volumes = await dockerSays(
        'volume',
        'ls',
        '--quiet',
        '--filter',
        `label=dev.parlance.instance=${other.instance}`,
      )
      expect(volumes).toContain(`${other.instance}_postgres`)
      expect(volumes).not.toContain(manage.instance)
    })

    test('cleaning one leaves the other as it is', async () => {
      const { removed } = await other.json<{ removed: string[] }>('dev:clean', '--yes')
      expect(removed.join('\n')).toContain(`_postgres`)
      expect(removed.join('\n')).not.toContain(manage.instance)
      expect(await manage.json('health')).toMatchObject({ healthy: true })
    })
  })

  describe('failures show their cause', () => {
    test('a port that is taken: names it, its variable and its holder; exit code 3', async () => {
      const port = address('backend').split(':').at(-1) ?? ''
      const taken = manageOf(root, 'ring', { ...(await freePorts()), PARLANCE_BACKEND_PORT: port })
      const { code, stderr } = await taken.run('dev:up', '--detach')
      await sweep(taken)
      expect(code).toBe(3)
      expect(stderr).toMatch(new RegExp(`port ${port} \\(backend\\) is held by`))
      expect(stderr).toContain('PARLANCE_BACKEND_PORT')
    })
  })

  describe('the end', () => {
    test('dev:down keeps the data; dev:up finds it again', async () => {
      const down = await manage.json<{ stopped: string[] }>('dev:down')
      expect(down.stopped).toEqual(parts)
      const labelled = ['--filter', `label=dev.parlance.instance=${manage.instance}`]
      expect(await dockerSays('ps', '--all', '--quiet', ...labelled)).toBe('')
      expect(await manage.json('dev:status')).toMatchObject({ running: false })
      expect((await manage.json<{ tables: Record<string, number> }>('db:status')).tables.Tool).toBe(48)
    })

    test('a service that does not come up: its name, its health history, its last lines; and what was started stays', async () => {
      const undo = change('services/translation/src/main.ts', (text) => `const broken = = 1\n${text}`)
      const { code, stdout } = await manage.run('dev:up', '--detach', '--wait-timeout', '25', '--json')
      const { error } = JSON.parse(stdout)
      expect(code).toBe(5)
      expect(error).toMatchObject({ service: 'translation', message: 'translation was not healthy in time' })
      expect(error.lastLines.join('\n')).toMatch(
        /SyntaxError|Expression expected|ERR_INVALID_TYPESCRIPT_SYNTAX/,
      )
      expect(error.healthHistory.join('\n')).toMatch(/refused|\/dev\/tcp/)
      const labelled = ['--filter', `label=dev.parlance.instance=${manage.instance}`]
      expect((await dockerSays('ps', '--quiet', ...labelled)).split('\n')).toHaveLength(parts.length)
      undo()
      await manage.json('dev:up', '--detach')
      // Its reloader sees the mended file too, sooner or later than the command, and starts it once more.
      await waitUntil(
        'everything is healthy',
        async () => {
          const { services } = await manage.json<StackStatus>('dev:status')
          return (
            services.length === parts.length && services.every(({ health }) => health?.status === 'healthy')
          )
        },
        300_000,
      )
    })

    test('a container that somebody paused: status says so, and dev:up lets it go on', async () => {
      const name = (await manage.json<StackStatus>('dev:status')).services.find(
        (service) => service.name === 'translation',
      )?.container
      await dockerSays('pause', name ?? '')
      const paused = await manage.run('dev:status', '--json')
      expect(JSON.parse(paused.stdout).services).toContainEqual(
        expect.objectContaining({ name: 'translation', state: 'paused' }),
      )
      await manage.json('dev:up', '--detach')
      expect(await manage.json('health')).toMatchObject({ healthy: true })
    })

    test('dev:down --volumes takes the data and nothing else', async () => {
      const name = `${manage.instance}-foreign_postgres`
      await dockerSays('volume', 'create', name)
      const { removed } = await manage.json<{ removed: string[] }>('dev:down', '--volumes', '--yes')
      expect(removed.map((one) => one.replace(/^.*_/, '')).sort()).toEqual(['assets', 'postgres', 'redis'])
      expect(await dockerSays('volume', 'ls', '--quiet', '--filter', `name=${name}`)).toBe(name)
      await dockerSays('volume', 'rm', name)
      await manage.json('dev:clean', '--yes')
      expect(
        await dockerSays(
          'volume',
          'ls',
          '--quiet',
          '--filter',
          `label=dev.parlance.instance=${manage.instance}`,
        ),
      ).toBe('')
    })
  })
})
