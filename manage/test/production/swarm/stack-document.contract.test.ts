import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeConfig, type Project } from '../../../src/docker/compose-commands.ts'
import { onlyServices, stackDocument, stackNetworks } from '../../../src/production/swarm/stack-document.ts'
import { prodProjectAt } from '../../docker/commands.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const noParser =
  spawnSync('docker', ['compose', 'version']).status === 0
    ? ''
    : ' (skipped: the docker client has no Compose)'

interface Service {
  image: string
  command?: string[]
  environment?: Record<string, string>
  read_only?: boolean
  cap_drop?: string[]
  labels: Record<string, string>
  ports?: { mode: string; target: number; published: number }[]
  volumes?: { type: string; source?: string; target: string; tmpfs?: { size: string | number } }[]
  deploy: {
    replicas: number
    endpoint_mode: string
    update_config: { order: string; failure_action: string }
    resources: { limits: { memory: string; pids?: number } }
  }
}

describe.skipIf(noParser)(`the Compose files as a stack, as Docker itself reads it${noParser}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-stack-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const compose = (project: Project) => {
    const { file, args, env } = composeConfig(project)
    const { stdout, stderr } = spawnSync(file, args, { env: { ...process.env, ...env }, encoding: 'utf8' })
    expect(stderr).toBe('')
    return stdout
  }
  const facts = {
    project: 'parlance',
    node: 'this',
    replicas: { backend: 2 },
    digests: new Map([['backend', 'made of this']]),
  }
  let text: string
  let services: Record<string, Service>
  let volumes: Record<string, { name: string; driver_opts?: Record<string, string> }>
  let said: string
  let understood: string

  beforeAll(() => {
    for (const name of ['backend', 'frontend', 'translation', 'scraper', 'keeper', 'video'])
      writeFileSync(join(folder, `.env.${name}`), "POSTGRES_PASSWORD='one$two'\nREDIS_PASSWORD=two\n")
    text = compose(prodProjectAt(root, folder, { tier: 'full' }))
    const document = stackDocument(text, facts)
    const { stdout, stderr } = spawnSync('docker', ['stack', 'config', '--compose-file', '-'], {
      input: onlyServices(document, Object.keys(document.services)),
      encoding: 'utf8',
    })
    said = stderr
    understood = stdout
    // What Docker understood, read by Compose's parser because it prints YAML.
    const file = join(folder, 'stack.yml')
    writeFileSync(file, stdout)
    const read = spawnSync('docker', ['compose', '--file', file, 'config', '--format', 'json'], {
      encoding: 'utf8',
    })
    ;({ services, volumes } = JSON.parse(read.stdout))
  })

  test('it takes all of it, and leaves nothing out without a word', () => {
    expect(said).toBe('')
    expect(Object.keys(services).sort()).toEqual(
      Object.keys((JSON.parse(text) as { services: object }).services).sort(),
    )
  })

  test('a password arrives as it was written', () => {
    expect(understood).toMatch(/POSTGRES_PASSWORD: one\$two$/m)
  })

  test('what is ours comes before the old goes, and goes back by itself; what there is once does not', () => {
    const rules = Object.entries(services).map(([name, { deploy }]) => [name, deploy.update_config])
    const of = (order: string) => expect.objectContaining({ order, failure_action: 'rollback' })
    expect(Object.fromEntries(rules)).toMatchObject({
      backend: of('start-first'),
      frontend: of('start-first'),
      translation: of('start-first'),
      scraper: of('start-first'),
      keeper: of('start-first'),
      video: of('start-first'),
      edge: of('stop-first'),
      postgres: of('stop-first'),
      redis: of('stop-first'),
      prometheus: of('stop-first'),
    })
  })

  test('a name stands for every container, and a port is the machine’s', () => {
    expect(new Set(Object.values(services).map(({ deploy }) => deploy.endpoint_mode))).toEqual(
      new Set(['dnsrr']),
    )
    expect(services.backend?.deploy.replicas).toBe(2)
    expect(services.edge?.ports?.map(({ mode, target }) => [mode, target])).toEqual([
      ['host', 80],
      ['host', 443],
    ])
  })

  test('what keeps a container small and harmless is kept', () => {
    for (const { read_only, cap_drop, deploy } of Object.values(services)) {
      expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] })
      expect(Number(deploy.resources.limits.memory)).toBeGreaterThan(0)
    }
    expect(services.backend?.deploy.resources.limits.pids).toBe(200)
    expect(services.backend?.volumes?.filter(({ type }) => type === 'tmpfs')).toEqual([
      expect.objectContaining({ target: '/tmp', tmpfs: { size: String(64 * 1_024 * 1_024) } }),
    ])
  })

  test('a folder in memory that somebody must own is a volume in memory, where one container has it', () => {
    const source = services.postgres?.volumes?.find(({ target }) => target === '/var/run/postgresql')?.source
    expect(volumes[source ?? '']?.driver_opts).toMatchObject({
      type: 'tmpfs',
      o: 'size=1m,uid=999,gid=999',
    })
  })

  test('what looks at containers finds them as it finds Compose’s', () => {
    expect(services.backend?.labels).toMatchObject({
      'com.docker.compose.project': 'parlance',
      'com.docker.compose.service': 'backend',
      'com.docker.compose.oneoff': 'False',
      'dev.parlance.production': 'default',
      'dev.parlance.config': 'made of this',
    })
  })

  test('networks are made before, as the files have them', () => {
    expect(stackNetworks(text, 'parlance').map(({ name, internal }) => [name, internal])).toEqual([
      ['parlance_external', false],
      ['parlance_front', true],
      ['parlance_internal', true],
    ])
  })

  test('a port of one address cannot be had: which, and what asks for it', () => {
    const published = compose(prodProjectAt(root, folder, { publish: true }))
    expect(() => stackDocument(published, facts)).toThrow(/that of \w+ is to be on 127\.0\.0\.1 alone/)
  })
})
