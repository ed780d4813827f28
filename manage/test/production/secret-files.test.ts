import { expect, test } from 'vitest'
import { secretFiles } from '../../src/production/secret-files.ts'

test('the same secret stands wherever it is needed, and no other does', () => {
  let count = 0
  const files = secretFiles('https://example.org', () => `secret${++count}`)
  expect(files['.env.backend']).toContain('POSTGRES_PASSWORD=secret1\n')
  expect(files['.env.backend']).toContain('postgresql://parlance:secret1@postgres:5432/parlance')
  expect(files['.env.translation']).toContain('redis://:secret2@')
  expect(files['.env.translation']).not.toContain('secret1')
  expect(files['.env.scraper']).not.toContain('secret')
})

test('made for real, secrets are long and differ', () => {
  const values = secretFiles('https://example.org')['.env.backend'].match(/(?<=(PASSWORD|SECRET)=).*/g) ?? []
  expect(new Set(values).size).toBe(4)
  expect(Math.min(...values.map((value) => value.length))).toBeGreaterThanOrEqual(43)
})
