import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProcessSpec } from '../../src/core/process-spec.ts'
import { inspectorOverlay } from '../../src/docker/development-project.ts'
import { everyCommand } from './commands.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const secrets = mkdtempSync(join(tmpdir(), 'parlance-contract-'))
const commands = everyCommand(root, secrets)

/** Gives a command to docker's own parser, with no daemon to reach: what is left to fail is the connection. */
function parse({ file, args, env }: ProcessSpec): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: secrets, ...env, DOCKER_HOST: `unix://${secrets}/no-daemon.sock` },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
    })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })
}

const noParser =
  spawnSync('docker', ['compose', 'version'], { timeout: 10_000 }).status === 0
    ? ''
    : ' (skipped: the docker client with Compose is not installed)'

const noDaemon =
  /Cannot connect to the Docker daemon|failed to connect to the docker API|no-daemon\.sock: connect/

beforeAll(() => {
  writeFileSync(join(secrets, 'inspect.json'), inspectorOverlay({ backend: 9329 }))
  for (const service of ['backend', 'frontend', 'translation', 'scraper', 'keeper', 'video']) {
    writeFileSync(
      join(secrets, `.env.${service}`),
      'POSTGRES_PASSWORD=one\nREDIS_PASSWORD=two\nGRAFANA_PASSWORD=three\n',
    )
  }
})
afterAll(() => rmSync(secrets, { recursive: true, force: true }))

/** Answered without a daemon: looked at by tests of their own. */
const needNoDaemon = ['info', 'what Compose reads', 'what a swarm is to run']

describe.skipIf(noParser)(`docker's own parser takes every command${noParser}`, () => {
  test.each(Object.entries(commands).filter(([name]) => !needNoDaemon.includes(name)))(
    '%s',
    async (_name, command) => {
      const { code, said } = await parse(command)
      expect(said).toMatch(noDaemon)
      expect(said).not.toMatch(/unknown (shorthand )?flag|requires (at least|exactly)|Usage:|invalid/i)
      expect(code).not.toBe(0)
    },
  )

  test('info answers without a daemon, and says that there is none', async () => {
    const { said } = await parse(commands.info ?? { file: 'false', args: [] })
    expect(said).toMatch(noDaemon)
    expect(said).toContain('"ClientInfo"')
  })
})

describe.skipIf(noParser)(
  `the parser refuses what is wrong, so that taking everything means something${noParser}`,
  () => {
    test.each([
      ['a flag of compose up', { file: 'docker', args: ['compose', 'up', '--no-such-flag'] }],
      ['a flag of run', { file: 'docker', args: ['run', '--no-such-flag', 'image'] }],
      ['a missing argument', { file: 'docker', args: ['tag', 'one'] }],
      ['a flag of build', { file: 'docker', args: ['build', '--no-such-flag', '.'] }],
    ])('%s', async (_name, command) => {
      const { said } = await parse(command)
      expect(said).not.toMatch(noDaemon)
      expect(said).toMatch(/unknown flag|requires/i)
    })
  },
)

describe.skipIf(noParser)(`Compose's own parser takes every file${noParser}`, () => {
  test.each(['dev up', 'dev up with start interval', 'prod up', 'prod up, published'])('%s', async (name) => {
    const up = commands[name]
    const args = up?.args.slice(0, up.args.indexOf('up')) ?? []
    const { code, said } = await parse({
      file: 'docker',
      args: [...args, 'config', '--quiet'],
      env: up?.env ?? {},
    })
    expect(said).toBe('')
    expect(code).toBe(0)
  })

  test('production without a password says which one, and what to do', async () => {
    const up = commands['prod up']
    const args = up?.args.slice(0, up.args.indexOf('up')) ?? []
    const { code, said } = await parse({
      file: 'docker',
      args: [...args, 'config', '--quiet'],
      env: { ...up?.env, POSTGRES_PASSWORD: '' },
    })
    expect(code).not.toBe(0)
    expect(said).toMatch(/POSTGRES_PASSWORD.*secrets:init/s)
  })
})
