import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { partOfPath } from '../../src/previews/embedded/edge-paths.ts'

// Where no edge stands between the gateway and the services, its rules are these: read from the edge's own file.
const caddyfile = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'deploy', 'caddy', 'Caddyfile'),
  'utf8',
)
const pathsOf = (matcher: string): string[] =>
  new RegExp(`^\\t@${matcher} path (.+)$`, 'm').exec(caddyfile)?.[1]?.split(' ') ?? []
/** One that a pattern stands for. */
const example = (pattern: string) => pattern.replace('*', 'some/thing')

test("what production's edge hands to the backend goes there", () => {
  const paths = pathsOf('backend')
  expect(paths).toContain('/api/v1/*')
  expect(paths.map((path) => [path, partOfPath(example(path))])).toEqual(
    paths.map((path) => [path, 'backend']),
  )
})

test("metrics are nobody's, however they are written", () => {
  const paths = pathsOf('metrics')
  expect(paths.length).toBe(2)
  const crooked = [
    '//metrics',
    '/api//metrics',
    '/%6Detrics',
    '/api/%6detrics',
    '/api/./metrics',
    '/x/../metrics',
    '/x/%2e%2e/metrics',
  ]
  for (const path of [...paths, ...paths.map((one) => one.toUpperCase()), ...crooked])
    expect(partOfPath(path), path).toBeUndefined()
})

test('a path that cannot be read is of nobody', () => expect(partOfPath('/en/%zz')).toBeUndefined())

test.each([
  '/',
  '/api/v1%2Ftools/../../en',
  '/en',
  '/en/tools/blender',
  '/api/health',
  '/healthy',
  '/docsx',
  '/api/v10/tools',
  '/_next/static/x.js',
])('%s is a page', (path) => expect(partOfPath(path)).toBe('frontend'))
