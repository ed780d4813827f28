import { spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fetchJson } from '../fixtures/stack.ts'
import { copyCheckout } from '../support/copy-checkout.ts'

// Whole programs run over a whole repository here: on a busy machine each takes minutes.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

// What docs/development.md says under "Add a service", done to a copy of this repository and to nothing else in it.
const checkout = join(import.meta.dirname, '..', '..', '..')
const root = mkdtempSync(join(tmpdir(), 'parlance-added-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
const edit = (path: string, from: string | RegExp, to: string) => {
  const text = readFileSync(join(root, path), 'utf8')
  expect(text).toMatch(from)
  writeFileSync(
    join(root, path),
    text.replace(from, () => to),
  )
}

/** Installed dependencies are links to those of the checkout; the new service has the scraper's. */
function linkDependencies(): void {
  const folders = ['packages', 'services'].flatMap((group) =>
    readdirSync(join(checkout, group)).map((name) => `${group}/${name}`),
  )
  for (const folder of ['.', 'manage', 'scripts', ...folders]) {
    const installed = join(checkout, folder, 'node_modules')
    if (existsSync(installed) && existsSync(join(root, folder))) {
      symlinkSync(installed, join(root, folder, 'node_modules'))
    }
  }
  symlinkSync(join(checkout, 'services/scraper/node_modules'), join(root, 'services/echo/node_modules'))
}

const port = await freePort()

beforeAll(() => {
  copyCheckout(root)
  write(
    'services/echo/package.json',
    `{
  "name": "@parlance/echo",
  "version": "0.1.0",
  "private": true,
  "license": "MIT",
  "type": "module"
}
`,
  )
  write(
    'services/echo/src/main.ts',
    `import { createServer } from 'node:http'
import { parseEnv, portSchema } from '@parlance/service-kit/env'
import { Type } from 'typebox'

const config = parseEnv(
  Type.Object({ HOST: Type.String(), PORT: portSchema('port to listen on'), ECHO_WORD: Type.String() }),
  process.env,
)
const server = createServer((_, response) => {
  response.end(JSON.stringify({ status: 'healthy', word: config.ECHO_WORD }))
})
server.listen(config.PORT, config.HOST)
process.on('SIGTERM', () => server.close())
`,
  )
  write(
    'services/echo/Dockerfile',
    `FROM node:24-trixie-slim
COPY packages/service-kit packages/service-kit
HEALTHCHECK CMD ["node", "dist/echo/health.mjs", "http://127.0.0.1:50081/health/live"]
`,
  )
  write(
    'manage/src/core/services/echo.ts',
    `import { defineService } from './service.ts'

export const echo = defineService({
  name: 'echo',
  folder: 'services/echo',
  ports: { production: 50081, development: 50082 },
  inspectorPort: 9233,
  health: { protocol: 'http', path: '/health' },
  needs: [],
  tier: 'core',
  published: true,
  image: { dockerfile: 'services/echo/Dockerfile', packages: ['packages/service-kit'] },
  reload: 'nodemon',
  colour: 'green',
  environment: () => ({ ECHO_WORD: 'hello' }),
  secretFile: () => ({ ECHO_WORD: 'hello' }),
})
`,
  )
  edit(
    'manage/src/core/topology.ts',
    'import { frontend }',
    "import { echo } from './services/echo.ts'\nimport { frontend }",
  )
  edit('manage/src/core/topology.ts', 'keeper, video] as const', 'keeper, video, echo] as const')
  edit(
    'docker-compose.dev.yml',
    '\n  postgres:\n',
    `
  echo:
    <<: *service
    image: parlance-dev/echo:\${PARLANCE_ECHO_DEV_TAG:-latest}
    build: { context: ., dockerfile: services/echo/Dockerfile, target: dev }
    command: [sh, -c, exec node $$NODE_INSPECT services/echo/src/main.ts]
    environment: { <<: *environment, NODE_INSPECT: "\${PARLANCE_ECHO_INSPECT:-}", PORT: 50081, ECHO_WORD: hello }
    ports: ["127.0.0.1:\${PARLANCE_ECHO_PORT:-50082}:50081"]
    healthcheck:
      <<: *health
      test: [CMD, bash, -c, *ask, "50081", /health/live]

  postgres:
`,
  )
  appendFileSync(
    join(root, 'deploy/start-interval.yml'),
    '  echo: { healthcheck: { start_interval: 250ms } }\n',
  )
  edit(
    'deploy/core.yml',
    '\n  postgres:\n',
    `
  echo:
    <<: *hardened
    labels: { <<: *labels, dev.parlance.config: "\${PARLANCE_ECHO_CONFIG:-}" }
    image: \${PARLANCE_IMAGES:-parlance}/echo:\${PARLANCE_ECHO_TAG:-latest}
    networks: [internal]
    env_file: ["\${PARLANCE_ENV_DIR:-..}/.env.echo"]
    deploy: { resources: { limits: { memory: 128M, pids: 50 } } }

  postgres:
`,
  )
  edit(
    'deploy/publish.yml',
    '\n  postgres:',
    `\n  echo: { networks: [internal, published], ports: ["127.0.0.1:\${PARLANCE_ECHO_PORT:-50081}:50081"] }\n  postgres:`,
  )
  linkDependencies()
})

const manage = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['manage/launch.cjs', ...args, '--json', '--instance', 'added'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PARLANCE_ENGINE: 'embedded', PARLANCE_ECHO_PORT: String(port) },
    },
  )
  return { status, stderr, document: JSON.parse(stdout || 'null') }
}
const summaries = (document: { steps: { summary: string }[] }) => document.steps.map(({ summary }) => summary)

test('the compose files and the Dockerfile are found to agree with the new object', () => {
  const { status, stdout } = spawnSync(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--project', 'unit', 'scripts/compose-files.test.ts'],
    { cwd: root, encoding: 'utf8' },
  )
  expect(stdout).toMatch(/\d+ passed/)
  expect(status).toBe(0)
})

test('format, lint and import rules take it', () => {
  const { status, stdout, stderr } = spawnSync(
    join(root, 'node_modules/.bin/biome'),
    ['check', 'services/echo', 'manage/src/core'],
    { cwd: root, encoding: 'utf8' },
  )
  expect(`${status} ${stdout}${stderr}`).toMatch(/^0 /)
})

test('every command knows it', () => {
  expect(manage('dev:restart', '--help').document.arguments.choices).toContain('echo')
  expect(manage('dev:logs', '--help').document.arguments.choices).toContain('echo')
  expect(manage('prod:build', '--help').document.arguments.choices).toContain('echo')
  expect(summaries(manage('secrets:init', '--dry-run').document).join('\n')).toContain('.env.echo')
})

test('dev:up starts it with its environment, and it answers', async () => {
  const { document, stderr } = manage('dev:up', '--detach', '--dry-run')
  expect(document, stderr).toHaveProperty('steps')
  const step = document.steps.find(({ summary }: { summary: string }) => summary === 'start echo')
  const { file, args, cwd, env } = step.command
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, detached: true, stdio: 'ignore' })
  const answer = await waitUntil('the new service', () => fetchJson(`http://127.0.0.1:${port}/health`))
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  expect(answer).toEqual({ status: 'healthy', word: 'hello' })
})
