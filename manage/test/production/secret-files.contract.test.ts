import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/core/config.ts'
import type { Context } from '../../src/core/context.ts'
import { createRunner } from '../../src/core/runner.ts'
import { portsOf } from '../../src/core/topology.ts'
import { composeConfig } from '../../src/docker/compose-commands.ts'
import { openProduction } from '../../src/production/production-facts.ts'

// Compose itself reads the secret files here; it needs no daemon for that.
const noParser =
  spawnSync('docker', ['compose', 'version'], { timeout: 10_000 }).status === 0
    ? ''
    : ' (skipped: the docker client with Compose is not installed)'
const folder = mkdtempSync(join(tmpdir(), 'parlance secrets '))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(() => {
  for (const service of ['frontend', 'translation', 'scraper', 'keeper', 'video'])
    writeFileSync(join(folder, `.env.${service}`), '')
})

const write = (text: string) => writeFileSync(join(folder, '.env.backend'), text)
const env = { PATH: process.env.PATH, HOME: folder }
const context = {
  root: join(import.meta.dirname, '..', '..', '..'),
  env,
  config: parseConfig({}),
  instance: { name: 'told', folder, offset: 0, ports: portsOf('development', 0), project: 'parlance-x-told' },
  runner: createRunner({ cwd: folder, env, signal: new AbortController().signal }),
} as unknown as Context

test.skipIf(noParser)(
  `the database and the backend read one password, whatever its quotes${noParser}`,
  async () => {
    write(`POSTGRES_PASSWORD='s3cret' # rotated
REDIS_PASSWORD="two words"
PUBLIC_URL=https://example.org:8443 # moved
export JWT_SECRET=a#b
`)
    const { origin, project } = await openProduction(context)
    expect(origin).toMatchObject({ hostname: 'example.org', port: 8443 })
    const { stdout } = await context.runner.run(
      composeConfig(project({ tier: 'core', publish: false, tags: {} })),
    )
    const { services } = JSON.parse(stdout)
    expect(services.postgres.environment.POSTGRES_PASSWORD).toBe('s3cret')
    expect(services.backend.environment).toMatchObject({ POSTGRES_PASSWORD: 's3cret', JWT_SECRET: 'a#b' })
    expect(services.redis.environment.REDISCLI_AUTH).toBe('two words')
  },
)

test.skipIf(noParser).each([
  ['POSTGRES_PASSWORD', 'REDIS_PASSWORD=two\n'],
  ['REDIS_PASSWORD', 'POSTGRES_PASSWORD=one\n'],
])(`%s that is not set is named with its file${noParser}`, async (name, text) => {
  write(text)
  await expect(openProduction(context)).rejects.toMatchObject({
    exitCode: 3,
    message: `${name} is not set in ${join(folder, '.env.backend')}`,
  })
})

test.skipIf(noParser)(`an address that is none is wrong usage, by its name${noParser}`, async () => {
  write('POSTGRES_PASSWORD=one\nREDIS_PASSWORD=two\nPUBLIC_URL=example.org\n')
  await expect(openProduction(context)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('PUBLIC_URL'),
  })
})

describe.skipIf(noParser)(`Grafana${noParser}`, () => {
  const base = 'POSTGRES_PASSWORD=one\nREDIS_PASSWORD=two\n'
  const parts = async (tier: 'scraper' | 'full') => {
    const { project, ports } = await openProduction(context)
    const { stdout } = await context.runner.run(composeConfig(project({ tier, publish: false, tags: {} })))
    return {
      grafana: (JSON.parse(stdout) as { services: Record<string, { ports?: object[] }> }).services.grafana,
      port: ports({ publish: false, tier }).find(({ name }) => name === 'grafana')?.port,
    }
  }

  test('is in the full tier where it is asked for, on loopback alone', async () => {
    write(`${base}ENABLE_GRAFANA=true\nGRAFANA_PASSWORD=three\n`)
    const { grafana, port } = await parts('full')
    expect(grafana?.ports).toEqual([expect.objectContaining({ host_ip: '127.0.0.1', published: '3003' })])
    expect(port).toBe(3003)
    expect(await parts('scraper')).toEqual({ grafana: undefined, port: undefined })
  })

  test.each(['', 'ENABLE_GRAFANA=false\n', 'ENABLE_GRAFANA=\n'])('is not with %j', async (line) => {
    write(`${base}${line}`)
    expect(await parts('full')).toEqual({ grafana: undefined, port: undefined })
  })

  test.each([
    ['ENABLE_GRAFANA=true\n', 3, /GRAFANA_PASSWORD is not/],
    ['ENABLE_GRAFANA=yes\n', 2, /ENABLE_GRAFANA .* must be true or false/],
  ])('%j says what is missing', async (line, exitCode, message) => {
    write(`${base}${line}`)
    await expect(openProduction(context)).rejects.toMatchObject({
      exitCode,
      message: expect.stringMatching(message),
    })
  })
})
