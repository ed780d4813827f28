import { describe, expect, test } from 'vitest'
import { instanceFault, parseConfig } from '../../src/core/config.ts'
import type { ManageError } from '../../src/core/errors.ts'

describe('the environment of manage', () => {
  test('may be empty', () => {
    expect(parseConfig({})).toEqual({
      instance: undefined,
      engine: undefined,
      ports: {},
      inspectors: {},
      colour: undefined,
      debug: false,
      nodeImage: 'node:24-trixie-slim',
      images: {
        postgres: 'postgres:17',
        redis: 'redis:8',
        caddy: 'caddy:2',
        prometheus: 'prom/prometheus:v3.5.0',
        alertmanager: 'prom/alertmanager:v0.28.1',
        'node-exporter': 'prom/node-exporter:v1.9.0',
        'postgres-exporter': 'prometheuscommunity/postgres-exporter:v0.17.1',
        grafana: 'grafana/grafana:12.0.2',
      },
      edge: { bind: '0.0.0.0' },
      previews: {
        bind: '127.0.0.1',
        idle: 3_600,
        expiry: 86_400,
        copyAge: 86_400,
        most: 5,
        networks: { text: '10.213.0.0/16', first: 0x0ad50000, last: 0x0ad5ffff },
      },
      replicas: { backend: 2, frontend: 2 },
    })
  })

  test('moves ports by name; an empty variable counts as absent', () => {
    expect(parseConfig({ PARLANCE_BACKEND_PORT: '4000', PARLANCE_SCRAPER_PORT: '' }).ports).toEqual({
      backend: 4000,
    })
  })

  test.each([
    [{ NO_COLOR: '1' }, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('%j sets colour to %s', (env, colour) => {
    expect(parseConfig(env).colour).toBe(colour)
  })

  test.each([
    [{ PARLANCE_HTTP_PORT: 'eighty' }, 'PARLANCE_HTTP_PORT must be a port'],
    [{ PARLANCE_GRAFANA_PORT: '0' }, 'PARLANCE_GRAFANA_PORT must be a port'],
    [{ PARLANCE_HTTPS_PORT: '70000' }, 'PARLANCE_HTTPS_PORT must be a port'],
    [{ PARLANCE_HTTP_PORT: '8e1' }, 'PARLANCE_HTTP_PORT must be a port'],
    [{ PARLANCE_BACKEND_PORT: '0x50' }, 'PARLANCE_BACKEND_PORT must be a port'],
    [{ PARLANCE_BACKEND_PORT: ' 80' }, 'PARLANCE_BACKEND_PORT must be a port'],
    [{ PREVIEW_IDLE: '1 hour' }, 'PREVIEW_IDLE must be a time such as 90s, 30m, 1h or 2d'],
    [{ PREVIEW_EXPIRY: '0' }, 'PREVIEW_EXPIRY must be a time'],
    [{ PREVIEW_COPY_AGE: 'a day' }, 'PREVIEW_COPY_AGE must be a time'],
    [{ PREVIEW_MOST: '0' }, 'PREVIEW_MOST must be a number from 1 to 999'],
    [{ PREVIEW_NETWORKS: '10.0.0.0/25' }, 'PREVIEW_NETWORKS must be a range of private addresses'],
    [{ PREVIEW_ORIGIN: 'preview.example.org' }, 'PREVIEW_ORIGIN must be an address'],
    [{ PARLANCE_BIND: 'nonsense' }, 'PARLANCE_BIND must be an IP address'],
    [{ PARLANCE_BIND: '300.0.0.1' }, 'PARLANCE_BIND must be an IP address'],
    [{ PARLANCE_TRANSLATION_REPLICAS: '0' }, 'PARLANCE_TRANSLATION_REPLICAS must be a number from 1 to 20'],
    [{ PARLANCE_BACKEND_REPLICAS: '1.5' }, 'PARLANCE_BACKEND_REPLICAS must be a number'],
    [{ PARLANCE_DEBUG: 'maybe' }, 'PARLANCE_DEBUG must be 0 or 1'],
    [{ PARLANCE_ENGINE: 'Docker' }, 'PARLANCE_ENGINE must be one of'],
    [{ PARLANCE_NODE_IMAGE: 'No Such Thing' }, 'PARLANCE_NODE_IMAGE must be the name of an image'],
    [{ PARLANCE_POSTGRES_IMAGE: 'postgres:' }, 'PARLANCE_POSTGRES_IMAGE must be the name of an image'],
    [{ PARLANCE_REDIS_IMAGE: '-x' }, 'PARLANCE_REDIS_IMAGE must be the name of an image'],
    [
      { PARLANCE_CADDY_IMAGE: 'https://r.example/caddy' },
      'PARLANCE_CADDY_IMAGE must be the name of an image',
    ],
  ])('%j is wrong usage, by name', (env, fault) => {
    let error: ManageError | undefined
    try {
      parseConfig(env)
    } catch (thrown) {
      error = thrown as ManageError
    }
    expect(error?.exitCode).toBe(2)
    expect(error?.details.faults).toEqual([expect.stringContaining(fault)])
  })

  test('what is set well arrives', () => {
    expect(
      parseConfig({
        PARLANCE_HTTP_PORT: '8080',
        PARLANCE_BIND: '::1',
        PARLANCE_POSTGRES_IMAGE: 'r.example:5000/pg:17',
      }),
    ).toMatchObject({
      edge: { http: 8080, bind: '[::1]' },
      images: { postgres: 'r.example:5000/pg:17' },
    })
  })

  test('reports every fault at once', () => {
    const faults = (env: NodeJS.ProcessEnv) => {
      try {
        return parseConfig(env)
      } catch (error) {
        return (error as ManageError).details.faults
      }
    }
    expect(
      faults({
        PARLANCE_BACKEND_PORT: '0',
        PARLANCE_REDIS_PORT: 'x',
        PARLANCE_ENGINE: 'vm',
        PARLANCE_INSTANCE: 'A B',
      }),
    ).toEqual([
      'PARLANCE_BACKEND_PORT must be a port from 1 to 65535',
      'PARLANCE_REDIS_PORT must be a port from 1 to 65535',
      'PARLANCE_ENGINE must be one of docker, embedded, auto',
      expect.stringContaining('"A B" cannot name an instance'),
    ])
  })
})

test.each(['demo', 'a', 'review-42'])('%s can name an instance', (name) => {
  expect(instanceFault(name)).toBeUndefined()
})

test.each(['', 'Demo', '-x', '4you', 'a/b', '..', 'x'.repeat(31), 'models', 'cache'])(
  '"%s" cannot',
  (name) => {
    expect(instanceFault(name)).toBeTypeOf('string')
  },
)
