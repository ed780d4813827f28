import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ContainerFacts } from '../../../src/docker/parse/container.ts'
import { changesOf, digestsOf } from '../../../src/production/rollout/changes.ts'

const project = 'parlance'
const container = (service: string, number: number, more: Partial<ContainerFacts> = {}): ContainerFacts => ({
  name: `${project}-${service}-${number}`,
  service,
  number,
  image: `parlance/${service}:1`,
  running: true,
  paused: false,
  exitCode: 0,
  outOfMemory: false,
  restarts: 0,
  startedAt: '2026-11-21T03:00:00Z',
  health: 'healthy',
  healthLog: [],
  configDigest: 'new',
  healthCommand: undefined,
  networks: ['parlance_front'],
  ports: [],
  ofSwarm: false,
  ...more,
})
const old = { configDigest: 'old' }
const kindsOf = (
  containers: readonly ContainerFacts[],
  wanted: readonly string[],
  anew: readonly string[] = [],
) =>
  Object.fromEntries(
    changesOf(project, containers, new Map(wanted.map((name) => [name, 'new'])), new Set(anew)).map(
      ({ part, kind }) => [part, kind],
    ),
  )

describe('what a release has to do', () => {
  test.each<[string, ContainerFacts[], string]>([
    ['nothing is there', [], 'new'],
    ['one that ended is there', [container('backend', 1, { running: false })], 'new'],
    ['what runs is what is wanted', [container('backend', 1)], 'same'],
    ['something has changed', [container('backend', 1, old)], 'beside'],
    [
      'a release was broken off after the new one had joined',
      [container('backend', 1, old), container('backend', 2)],
      'finish',
    ],
    [
      'one was broken off before it joined',
      [container('backend', 1, old), container('backend', 2, { networks: [] })],
      'finish',
    ],
    [
      'one was broken off before it was started',
      [container('backend', 1, old), container('backend', 2, { running: false })],
      'beside',
    ],
  ])('%s', (_, containers, kind) => {
    expect(kindsOf(containers, ['backend'])).toEqual({ backend: kind })
  })

  test('a dependency that changed says nothing of what depends on it', () => {
    const containers = [container('backend', 1, old), container('frontend', 1), container('edge', 1)]
    expect(kindsOf(containers, ['backend', 'frontend', 'edge'])).toEqual({
      backend: 'beside',
      edge: 'same',
      frontend: 'same',
    })
  })

  test.each(['edge', 'postgres', 'redis'])('%s cannot stand beside itself', (part) => {
    expect(kindsOf([container(part, 1, old)], [part])).toEqual({ [part]: 'interrupt' })
  })

  test.each(['prometheus', 'alertmanager', 'node-exporter', 'postgres-exporter', 'grafana'])(
    '%s is replaced where it stands: no visitor notices',
    (part) => {
      expect(kindsOf([container(part, 1, old)], [part])).toEqual({ [part]: 'replace' })
      expect(kindsOf([container(part, 1)], [part])).toEqual({ [part]: 'same' })
      expect(kindsOf([], [part])).toEqual({ [part]: 'new' })
      expect(kindsOf([container(part, 1)], [])).toEqual({ [part]: 'gone' })
    },
  )

  test('what is not of the tier goes', () => {
    expect(kindsOf([container('scraper', 1)], ['backend'])).toEqual({ backend: 'new', scraper: 'gone' })
  })

  test('a restart gives what has not changed a new container too', () => {
    expect(
      kindsOf([container('backend', 1), container('frontend', 1)], ['backend', 'frontend'], ['backend']),
    ).toEqual({
      backend: 'beside',
      frontend: 'same',
    })
  })

  test("the next container's number is after the highest, whichever are left", () => {
    const [change] = changesOf(project, [container('backend', 7, old)], new Map([['backend', 'new']]))
    expect(change?.nextName).toBe('parlance-backend-8')
  })
})

describe('the digest of a part', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parlance-digest-'))
    mkdirSync(join(folder, 'caddy/pages'), { recursive: true })
    writeFileSync(join(folder, 'caddy/Caddyfile'), 'one')
    writeFileSync(join(folder, 'caddy/pages/closed.html'), 'closed')
    writeFileSync(join(folder, 'chromium.json'), '{}')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const digestOf = async (entry: object) =>
    (await digestsOf(JSON.stringify({ services: { backend: entry } }), folder)).get('backend')
  const entry = { image: 'parlance/backend:1', environment: { JWT_SECRET: 'a' } }

  test('is another where an image or a value of an env file is', async () => {
    expect(await digestOf({ ...entry, image: 'parlance/backend:2' })).not.toBe(await digestOf(entry))
    expect(await digestOf({ ...entry, environment: { JWT_SECRET: 'b' } })).not.toBe(await digestOf(entry))
  })

  test('says nothing of the order in which parts are started, and tells no value', async () => {
    expect(await digestOf({ ...entry, depends_on: { redis: { condition: 'service_healthy' } } })).toBe(
      await digestOf(entry),
    )
    expect(await digestOf(entry)).toMatch(/^[0-9a-f]{64}$/)
  })

  test('is another where a file that the part is given to read has another content, or another name', async () => {
    const mounted = {
      ...entry,
      volumes: [{ type: 'bind', source: join(folder, 'caddy') }],
      security_opt: ['no-new-privileges:true', 'seccomp:chromium.json'],
    }
    const seen = [await digestOf(mounted)]
    for (const change of [
      () => writeFileSync(join(folder, 'caddy/Caddyfile'), 'two'),
      () => renameSync(join(folder, 'caddy/pages/closed.html'), join(folder, 'caddy/pages/shut.html')),
      () => writeFileSync(join(folder, 'chromium.json'), '{"syscalls":[]}'),
    ]) {
      change()
      seen.push(await digestOf(mounted))
    }
    expect(new Set(seen).size).toBe(4)
    expect(await digestOf(mounted)).toBe(seen.at(-1))
  })

  test('does not look into data that is mounted from elsewhere', async () => {
    const data = mkdtempSync(join(tmpdir(), 'parlance-data-'))
    const backups = { ...entry, volumes: [{ type: 'bind', source: data }] }
    const before = await digestOf(backups)
    writeFileSync(join(data, 'backup'), 'of tonight')
    expect(await digestOf(backups)).toBe(before)
    rmSync(data, { recursive: true })
  })
})
