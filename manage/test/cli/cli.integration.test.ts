import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { portNames, portVariable } from '../../src/core/topology.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const instance = `cli-test-${process.pid}`

/** One call of the tool as a person makes it, without a terminal. */
function manage(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'manage', 'launch.cjs'), ...args],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        PARLANCE_INSTANCE: instance,
        PARLANCE_ENGINE: 'embedded',
        NO_COLOR: '1',
        ...env,
      },
      timeout: 50_000,
    },
  )
  return { status, stdout, stderr }
}

const folder = join(root, '.parlance', instance)

/** Holds a port that is free now. */
async function listen() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

describe('asking is no wrong usage', () => {
  test.each([
    [['models:pull', '--help'], 'pnpm manage models:pull <model>'],
    [['models:rm', '--help'], 'pnpm manage models:rm <model>'],
    [['completion', '-h'], 'pnpm manage completion <shell>'],
    [['--version'], 'parlance'],
    [['-v'], 'parlance'],
    [['-v', '--json'], '"parlance"'],
    [['dev:up', '--wait-timeout', '1000000000', '--help'], 'nothing has moved'],
  ])('%s', (words, said) => {
    const { status, stdout } = manage(words)
    expect(status).toBe(0)
    expect(stdout).toContain(said)
  })
})

describe('wrong usage is exit code 2, and says what is right', () => {
  test.each([
    [['dev:upp'], 'Did you mean dev:up?'],
    [['dev:up', '--detahc'], 'Did you mean --detach?'],
    [['dev:logs', '--grep', '('], '--grep is no regular expression'],
    [['dev:logs', '--since', 'long ago'], '--since wants'],
    [['status', '--instance', 'Not A Name'], 'cannot name an instance'],
    [['completion', 'powershell'], 'one of bash, zsh, fish'],
  ])('%j', (args, said) => {
    const { status, stderr, stdout } = manage(args)
    expect(stderr).toContain(said)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })

  test('as JSON the error is the document', () => {
    const { status, stdout } = manage(['dev:logs', 'redi', '--json'])
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ error: { kind: 'usage', exitCode: 2 } })
  })

  test('every fault of the environment is named', () => {
    const { status, stderr } = manage(['status'], {
      PARLANCE_BACKEND_PORT: 'x',
      PARLANCE_REDIS_PORT: '99999',
    })
    expect(status).toBe(2)
    expect(stderr).toMatch(/PARLANCE_BACKEND_PORT[\s\S]*PARLANCE_REDIS_PORT/)
  })
})

describe('what destroys refuses without a terminal, and names what would go', () => {
  test('db:reset', () => {
    const { status, stderr } = manage(['db:reset'])
    expect(status).toBe(2)
    expect(stderr).toContain(`all data in the database parlance of instance ${instance}`)
    expect(stderr).toContain('--yes')
  })
})

describe('a dry run', () => {
  test.each([
    'dev:up',
    'dev:down',
    'dev:build',
    'dev:clean',
    'db:migrate',
    'db:seed',
    'db:reset',
    'setup',
    'secrets:init',
    'doctor',
  ])('of %s is one document of steps, shows no secret and leaves nothing', (command) => {
    const { status, stdout } = manage([command, '--dry-run', '--json'])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ dryRun: true, steps: expect.any(Array) })
    expect(stdout).not.toMatch(/postgresql:\/\/parlance:(?!\*\*\*)/)
    expect(existsSync(folder)).toBe(false)
  })

  test('for people is lines for a shell', () => {
    const { stdout } = manage(['dev:up', '--dry-run'])
    expect(stdout).toMatch(/^# start backend\n\(cd .*services\/backend && .*JWT_SECRET='\*\*\*'.*nodemon/m)
  })
})

describe('an instance that does not run', () => {
  test('is told stopped', () => {
    const { status, stdout } = manage(['dev:status', '--json'])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ instance, engine: 'embedded', running: false })
  })

  test('is unhealthy: exit code 4', () => {
    const { status, stdout } = manage(['health', '--json'])
    expect(status).toBe(4)
    expect(JSON.parse(stdout)).toMatchObject({ healthy: false })
  })

  test('has no database to look at: exit code 3', () => {
    const { status, stderr } = manage(['db:status'])
    expect(status).toBe(3)
    expect(stderr).toContain('pnpm manage db:migrate')
  })

  test('stops without a fault', () => {
    const { status, stdout } = manage(['dev:down'])
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'nothing was running\n' })
  })
})

test('a port in use stops a start at once, and names port, variable and process', async () => {
  // Ports of the moment for all: those of the instance may be in use by whatever else runs here.
  const holders = await Promise.all(portNames.map(async (name) => [name, await listen()] as const))
  const env = Object.fromEntries(holders.map(([name, { port }]) => [portVariable(name), String(port)]))
  for (const [name, { close }] of holders) if (name !== 'translation') await close()
  const held = holders.find(([name]) => name === 'translation')?.[1]
  const { status, stdout } = manage(['dev:up', '-d', '--json'], env)
  await held?.close()
  manage(['dev:clean', '--yes'])
  expect(status).toBe(3)
  expect(JSON.parse(stdout)).toMatchObject({
    error: {
      kind: 'missing',
      message: expect.stringContaining(`port ${held?.port} (translation) is held by`),
      variable: 'PARLANCE_TRANSLATION_PORT',
    },
  })
  expect(JSON.parse(stdout).error.message).toContain(`(pid ${process.pid})`)
  expect(existsSync(folder)).toBe(false)
})

test('version, help and completion speak JSON', () => {
  expect(JSON.parse(manage(['version', '--json']).stdout)).toMatchObject({ node: process.versions.node })
  expect(JSON.parse(manage(['help', '--json']).stdout).commands.length).toBeGreaterThan(20)
  expect(JSON.parse(manage(['completion', 'fish', '--json']).stdout)).toMatchObject({ shell: 'fish' })
  expect(JSON.parse(manage(['dev:up', '--help', '--json']).stdout)).toMatchObject({
    name: 'dev:up',
    group: 'development',
  })
})
