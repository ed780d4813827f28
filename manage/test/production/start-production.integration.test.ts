import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/core/config.ts'
import type { Context } from '../../src/core/context.ts'
import { carryOut } from '../../src/core/steps.ts'
import { portsOf } from '../../src/core/topology.ts'
import { prodParts } from '../../src/docker/production-project.ts'
import { type ProdUpRequest, upPlan } from '../../src/production/start-production.ts'
import { daemon, madeParts } from '../support/docker-script.ts'
import { type Reply, type Scripted, scripted } from '../support/scripted-runner.ts'

// The sources, the lockfile and the secrets are real files; docker is a script. Tags are masked: they follow the sources.
const root = join(import.meta.dirname, '..', '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'parlance-up-'))
const request: ProdUpRequest = {
  target: undefined,
  command: 'prod:up',
  tier: 'core',
  publish: false,
  seed: false,
  registry: undefined,
  waitTimeout: 300,
  allowFailures: 0,
  interrupt: false,
}

const everyPart = madeParts('parlance-told', prodParts)

const image = (tags: readonly string[]) => ({
  Id: 'sha256:1',
  RepoTags: tags,
  Size: 100,
  RootFS: { Layers: [] },
})

function context(replies: readonly Reply[]): Scripted {
  return scripted([...daemon, { when: 'image history', stdout: '' }, ...replies], {
    root,
    env: {},
    config: parseConfig({ PARLANCE_HTTP_PORT: '18082', PARLANCE_HTTPS_PORT: '18444' }),
    instance: {
      name: 'told',
      folder,
      offset: 0,
      ports: portsOf('development', 0),
      project: 'parlance-x-told',
    },
  } as Partial<Context>)
}

/** Answers for any tag that is asked for: every image is here already. */
function allBuilt(script: Scripted): void {
  const { runner } = script.context
  const run = runner.run.bind(runner)
  runner.run = async (command, options) => {
    const answer = await run(command, options)
    const names = command.args.slice(2).filter((arg) => arg.startsWith('parlance/'))
    return command.args[1] === 'inspect' && names.length > 0
      ? {
          ...answer,
          stdout: JSON.stringify(names.map((name) => image([name, name.replace(/:.*/, ':0.1.0')]))),
        }
      : answer
  }
}

const prodUp = async (context: Context, wanted: ProdUpRequest) =>
  carryOut(await upPlan(context, wanted), context)

const steps = (script: Scripted) =>
  script
    .transcript()
    .split('\n')
    .filter(
      (line) =>
        !/docker (info|image)|container (ls|inspect)|docker exec|\$ git| config --(format json|hash)/.test(
          line,
        ),
    )
    .map((line) =>
      line
        .replace(/^\$ docker compose .*?--env-file \S+ /, '$ compose ')
        .replaceAll(/\b[0-9a-f]{12}\b/g, '<key>'),
    )
    .join('\n')

beforeAll(() => {
  writeFileSync(
    join(folder, '.env.backend'),
    'POSTGRES_PASSWORD=one\nREDIS_PASSWORD=two\nPUBLIC_URL=https://example.org\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what Compose reads in the secret files', () => {
  test('a password that is missing is named with its file', async () => {
    const script = context([])
    const said =
      'error while interpolating services.redis.environment.REDISCLI_AUTH: required variable REDIS_PASSWORD is missing a value: is missing'
    const { runner } = scripted([{ when: ' config ', code: 1, stderr: said }]).context
    await expect(upPlan({ ...script.context, runner }, request)).rejects.toMatchObject({
      exitCode: 3,
      message: `REDIS_PASSWORD is not set in ${join(folder, '.env.backend')}`,
    })
  })

  test.each([
    ['http://localhost:18080', {}, { PARLANCE_SITE: ':80', PARLANCE_HTTP_PORT: '18080' }],
    [
      'https://example.org:18443',
      { PARLANCE_HTTP_PORT: '18081' },
      { PARLANCE_SITE: 'example.org', PARLANCE_HTTPS_PORT: '18443' },
    ],
  ])('the edge listens where %s says', async (PUBLIC_URL, moved, env) => {
    const stdout = JSON.stringify({ services: { backend: { environment: { PUBLIC_URL } } } })
    const script = context([])
    const { runner } = scripted([{ when: / config --format/, stdout }, ...daemon]).context
    const plan = await upPlan(
      { ...script.context, runner, config: parseConfig(moved) },
      { ...request, registry: 'r.example/p' },
    )
    const start = plan.steps.flat().findLast(({ process }) => process?.env)
    expect(start?.process?.env).toMatchObject(env)
    // Passwords are Compose's to read: they pass through no other hand.
    expect(JSON.stringify(start?.process)).not.toMatch(/"(POSTGRES|REDIS)_PASSWORD"/)
  })
})

describe('prod:up', () => {
  test('data stores, then migrations, then the rest, and the health of the backend at the end', async () => {
    const script = context([
      ...everyPart,
      { when: 'database-main.mjs migrate', stdout: '{"ok":true,"applied":["20261121_first"]}' },
      { when: '--eval', stdout: '{"status":"healthy"}' },
    ])
    allBuilt(script)
    const report = await prodUp(script.context, request)
    expect(
      steps(script),
    ).toBe(`$ compose up --no-start --no-build --quiet-pull --pull missing --no-deps postgres redis
$ docker container start parlance-told-postgres-1
$ docker container start parlance-told-redis-1
$ compose run --rm --no-deps --no-TTY --quiet-pull backend dist/backend/database-main.mjs migrate --json
migrated: 20261121_first
$ compose up --no-start --no-build --quiet-pull --pull missing --no-deps edge backend frontend translation scraper keeper video
$ docker container start parlance-told-edge-1
$ docker container start parlance-told-backend-1
$ docker container start parlance-told-frontend-1
$ docker container start parlance-told-translation-1
$ docker container start parlance-told-scraper-1
$ docker container start parlance-told-keeper-1
$ docker container start parlance-told-video-1
$ compose exec --no-TTY backend node --eval 'fetch('\\''http://127.0.0.1:3001/health'\\'').then(async (answer) => process.stdout.write(await answer.text()))'
`)
    expect(report).toMatchObject({
      tier: 'core',
      migrated: ['20261121_first'],
      addresses: { site: 'https://example.org:18444' },
    })
  })

  test('what lies in data/ is imported by the first start, between the schema and who serves it, and by no other', async () => {
    const own = mkdtempSync(join(tmpdir(), 'parlance-first-'))
    try {
      for (const name of readdirSync(root)) symlinkSync(join(root, name), join(own, name))
      rmSync(join(own, 'data'), { force: true })
      mkdirSync(join(own, 'data'))
      writeFileSync(join(own, 'data', 'import.csv'), 'name,url\nOne,https://one.example\n')
      const instance = { ...context([]).context.instance, folder: join(own, 'state') }
      mkdirSync(instance.folder)
      cpSync(join(folder, '.env.backend'), join(instance.folder, '.env.backend'))
      const start = async () => {
        const script = context([
          ...everyPart,
          { when: 'database-main.mjs migrate', stdout: '{"ok":true,"applied":[]}' },
          {
            when: 'catalogue-import',
            stdout: '{"ok":true,"created":1,"updated":0,"unchanged":0,"failed":0}',
          },
          { when: '--eval', stdout: '{"status":"healthy"}' },
        ])
        allBuilt(script)
        await prodUp({ ...script.context, root: own, instance }, request)
        return steps(script).match(/database-main\.mjs [a-z-]+( \/\S+)?|--no-deps [a-z ]+$/gm)
      }
      const serving = ['--no-deps edge backend frontend translation scraper keeper video']
      expect(await start()).toEqual([
        '--no-deps postgres redis',
        'database-main.mjs migrate',
        `database-main.mjs catalogue-import ${own}/data/import.csv`,
        ...serving,
      ])
      expect(await start()).toEqual(['--no-deps postgres redis', 'database-main.mjs migrate', ...serving])
      writeFileSync(join(own, 'data', 'import.json'), '[]')
      rmSync(instance.folder, { recursive: true })
      mkdirSync(instance.folder)
      cpSync(join(folder, '.env.backend'), join(instance.folder, '.env.backend'))
      await expect(start()).rejects.toMatchObject({ exitCode: 2, message: /import\.csv and import\.json/ })
    } finally {
      rmSync(own, { recursive: true, force: true })
    }
  })

  test('a migration that fails: the backend is not started, the one that runs stays', async () => {
    const script = context([
      ...everyPart,
      {
        when: 'database-main.mjs migrate',
        code: 1,
        stderr: 'database: migration 20261121_second failed at line 3\n',
      },
    ])
    allBuilt(script)
    await expect(prodUp(script.context, request)).rejects.toMatchObject({
      kind: 'failed',
      details: { output: ['database: migration 20261121_second failed at line 3'] },
    })
    expect(steps(script)).toMatch(/→ exit 1: database: migration 20261121_second failed at line 3\n$/)
    expect(steps(script)).not.toContain(' backend frontend translation')
  })

  test('a container that is not healthy: its history and its last lines, exit code 4', async () => {
    const facts = {
      Name: '/parlance-told-redis-1',
      Config: {
        Labels: { 'com.docker.compose.service': 'redis' },
        Healthcheck: { Test: ['CMD-SHELL', 'redis-cli ping'] },
      },
      State: {
        Running: true,
        StartedAt: '2026-11-21T03:00:00Z',
        Health: {
          Status: 'unhealthy',
          Log: [{ Start: '2026-11-21T03:00:01Z', ExitCode: 1, Output: 'NOAUTH' }],
        },
      },
    }
    const script = context([
      { when: /exec --env HEALTH_WAIT_MS=\d+ parlance-told-redis-1/, code: 1, stdout: 'NOAUTH\n' },
      { when: 'docker logs', stdout: 'Ready to accept connections tcp\n' },
      {
        when: 'container inspect',
        stdout: JSON.stringify([facts, { ...facts, Name: '/parlance-told-postgres-1' }]),
      },
      { when: 'container ls', stdout: 'parlance-told-redis-1\n', after: 'up --no-start' },
    ])
    allBuilt(script)
    await expect(prodUp(script.context, request)).rejects.toMatchObject({
      exitCode: 4,
      message: 'redis is not healthy: NOAUTH',
      hint: expect.stringContaining('prod:logs'),
      details: {
        service: 'redis',
        healthHistory: ['03:00:01 NOAUTH'],
        lastLines: ['Ready to accept connections tcp'],
      },
    })
    expect(steps(script)).not.toContain('migrate')
  })

  test('a registry instead of builds: every image is pulled before anything starts', async () => {
    const script = context([
      {
        when: 'docker pull',
        code: 1,
        stderr: 'Error response from daemon: Get "https://r.example/v2/": no such host\n',
      },
    ])
    await expect(prodUp(script.context, { ...request, registry: 'r.example/p' })).rejects.toMatchObject({
      exitCode: 3,
      message: 'the registry https://r.example cannot be reached: no such host',
    })
    expect(steps(script)).not.toContain('$ compose')
  })

  test('no secrets: says how to write them, before anything else', async () => {
    const script = context([])
    const elsewhere = { ...script.context.instance, name: 'default' }
    const bare = { ...script.context, root: '/nowhere', instance: elsewhere }
    await expect(prodUp(bare, request)).rejects.toMatchObject({
      exitCode: 3,
      hint: expect.stringContaining('secrets:init'),
    })
    expect(script.transcript()).not.toContain('compose')
  })
})
