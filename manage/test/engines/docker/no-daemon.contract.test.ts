import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkout, run } from '../../support/docker-ring.ts'

// The docker client is here, and nothing answers where it looks: every command that needs Docker says so in one way.
const folder = mkdtempSync(join(tmpdir(), 'parlance-no-daemon-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const noClient =
  spawnSync('docker', ['--version'], { timeout: 10_000 }).status === 0
    ? ''
    : ' (skipped: the docker client is not installed)'

const manage = (args: readonly string[], env: Record<string, string | undefined>) =>
  run(process.execPath, ['docker-manage.ts', ...args, '--instance', 'no-daemon'], { cwd: checkout, env })

describe.skipIf(noClient)(`without a daemon${noClient}`, () => {
  const env = { DOCKER_HOST: `unix://${folder}/docker.sock`, PARLANCE_ENGINE: undefined }

  test.each([
    ['dev:up', '--engine', 'docker', '-d'],
    ['dev:down', '--engine', 'docker'],
    ['dev:status', '--engine', 'docker'],
    ['dev:logs', '--engine', 'docker'],
    ['db:reset', '--engine', 'docker', '--yes'],
    ['prod:build'],
    ['prod:example'],
  ])('%s: exit code 3, the socket, and what to do', async (...args) => {
    const { code, stdout, stderr } = await manage(args, env)
    expect(stderr).toContain(`no Docker daemon answers at unix://${folder}/docker.sock`)
    expect(stderr).toContain('systemctl start docker')
    expect(stderr).toContain('--engine embedded')
    expect(stdout).toBe('')
    expect(code).toBe(3)
  })

  test('as a document for programs', async () => {
    const { code, stdout } = await manage(['dev:status', '--engine', 'docker', '--json'], env)
    expect(JSON.parse(stdout)).toMatchObject({
      error: { kind: 'missing', exitCode: 3, hint: expect.any(String) },
    })
    expect(code).toBe(3)
  })

  test('the engine is chosen by itself: embedded, and why', async () => {
    const { code, stderr } = await manage(['dev:up', '--dry-run', '--json'], env)
    expect(stderr).not.toContain('manage:')
    expect(code).toBe(0)
  })
})

test('without the docker client: how to get it, and how to do without', async () => {
  const { code, stderr } = await manage(['dev:up', '--engine', 'docker', '-d'], {
    PATH: dirname(process.execPath),
    PARLANCE_ENGINE: undefined,
  })
  expect(stderr).toMatch(
    /docker was not found on this machine[\s\S]*docs\.docker\.com\/engine\/install[\s\S]*--engine embedded/,
  )
  expect(code).toBe(3)
})
