import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { EnvError, logLevelSchema, parseEnv, portSchema } from '../src/env.ts'

const schema = Type.Object({
  PORT: portSchema('where it listens'),
  LOG_LEVEL: logLevelSchema,
  JWT_SECRET: Type.String({ minLength: 32, description: 'signs sessions' }),
  WORKERS: Type.Optional(Type.Integer({ minimum: 1 })),
})
const secret = 'x'.repeat(32)
const faultsOf = (env: Record<string, string>) => {
  try {
    parseEnv(schema, env, { secrets: ['JWT_SECRET'] })
    return []
  } catch (error) {
    return (error as EnvError).faults
  }
}

test('converts, fills defaults, and leaves the rest of the environment out', () => {
  const env = parseEnv(schema, { PORT: '3001', JWT_SECRET: secret, HOME: '/somewhere', WORKERS: '' })
  expect(env).toEqual({ PORT: 3001, LOG_LEVEL: 'info', JWT_SECRET: secret })
})

test('names every fault at once', () => {
  const faults = faultsOf({ PORT: 'seventy', WORKERS: '0' })
  expect(faults).toHaveLength(3)
  expect(faults[0]).toMatch(/^PORT must be .*"seventy".*where it listens/)
  expect(faults[1]).toMatch(/^JWT_SECRET is missing \(signs sessions\)/)
  expect(faults[2]).toMatch(/^WORKERS must be/)
})

test('never shows the value of a secret', () => {
  const [fault] = faultsOf({ PORT: '1', JWT_SECRET: 'hunter2' })
  expect(fault).toMatch(/^JWT_SECRET must/)
  expect(fault).not.toContain('hunter2')
})

test('reads a secret from a file, and says when it cannot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-env-'))
  const file = join(folder, 'jwt')
  writeFileSync(file, `${secret}\n`)
  try {
    expect(
      parseEnv(schema, { PORT: '1', JWT_SECRET_FILE: file }, { secrets: ['JWT_SECRET'] }).JWT_SECRET,
    ).toBe(secret)
    expect(faultsOf({ PORT: '1', JWT_SECRET_FILE: join(folder, 'none') })).toEqual([
      'JWT_SECRET_FILE cannot be read: ENOENT',
    ])
    expect(faultsOf({ PORT: '1', JWT_SECRET: secret, JWT_SECRET_FILE: file })).toEqual([
      'JWT_SECRET and JWT_SECRET_FILE are both set: keep one',
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('an empty value counts as absent', () => {
  expect(() => parseEnv(schema, { PORT: '', JWT_SECRET: secret })).toThrow(EnvError)
})
