import { describe, expect, test } from 'vitest'
import { instanceFault, parseConfig } from '../../src/core/config.ts'
import type { ManageError } from '../../src/core/errors.ts'

describe('the environment of manage', () => {
  test('may be empty', () => {
    expect(parseConfig({})).toEqual({
      instance: undefined,
      engine: undefined,
      ports: {},
      colour: undefined,
      debug: false,
      nodeImage: 'node:24-trixie-slim',
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
