import { describe, expect, test } from 'vitest'
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
  const digestOf = (entry: object) =>
    digestsOf(JSON.stringify({ services: { backend: entry } })).get('backend')
  const entry = { image: 'parlance/backend:1', environment: { JWT_SECRET: 'a' } }

  test('is another where an image or a value of an env file is', () => {
    expect(digestOf({ ...entry, image: 'parlance/backend:2' })).not.toBe(digestOf(entry))
    expect(digestOf({ ...entry, environment: { JWT_SECRET: 'b' } })).not.toBe(digestOf(entry))
  })

  test('says nothing of the order in which parts are started, and tells no value', () => {
    expect(digestOf({ ...entry, depends_on: { redis: { condition: 'service_healthy' } } })).toBe(
      digestOf(entry),
    )
    expect(digestOf(entry)).toMatch(/^[0-9a-f]{64}$/)
  })
})
