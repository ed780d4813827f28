import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServiceName, serviceNames, services } from '../../src/core/topology.ts'
import { composeConfig } from '../../src/docker/compose-commands.ts'
import { prodProjectAt } from '../docker/commands.ts'

const noParser =
  spawnSync('docker', ['compose', 'version']).status === 0
    ? ''
    : ' (skipped: the docker client has no Compose)'
const root = fileURLToPath(new URL('../../..', import.meta.url))

test.each<[ServiceName, string, string]>([
  ['backend', 'SMTP_URL', 'smtp://mail.example:587'],
  ['backend', 'SMTP_URL_FILE', '/run/secrets/smtp'],
  ['backend', 'SENTRY_DSN', 'https://key@sentry.example/1'],
  ['frontend', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector.example:4318'],
  ['translation', 'GEMINI_API_KEY', 'a key'],
  ['translation', 'GEMINI_API_KEY_FILE', '/run/secrets/gemini'],
  ['translation', 'MEDIUM_MODEL', 'onnx:Xenova/m2m100_418M, http:https://translate.example'],
  ['translation', 'PREMIUM_MODEL', 'gemini:gemini-2.5-flash'],
])('%s with %s has somewhere to go', (service, name, value) => {
  expect(services[service].reachesOut?.({ [name]: value })).toBe(true)
})

test.each<[ServiceName, Record<string, string | null>]>([
  ['backend', { DATABASE_URL: 'postgresql://parlance@postgres/parlance', SMTP_URL: '', SENTRY_DSN: null }],
  ['frontend', { BACKEND_URL: 'http://backend:3001' }],
  ['translation', { BASIC_MODEL: 'bergamot,apertium', MEDIUM_MODEL: 'onnx:Xenova/opus-mt-en-fr' }],
])('%s has nowhere to go with what names the stack alone', (service, variables) => {
  expect(services[service].reachesOut?.(variables)).toBe(false)
})

describe.skipIf(noParser)(`networks, as Compose reads the files${noParser}`, () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parlance-way-out-'))
    for (const name of serviceNames) {
      const passwords = 'POSTGRES_PASSWORD=a\nREDIS_PASSWORD=b\n'
      writeFileSync(join(folder, `.env.${name}`), name === 'backend' ? passwords : '')
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function networksOf(outward: readonly ServiceName[]): Record<string, string[]> {
    const { file, args, env } = composeConfig(prodProjectAt(root, folder, { outward }))
    const { stdout, stderr, status } = spawnSync(file, args, {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    })
    expect({ status, stderr }).toMatchObject({ status: 0 })
    const { services: parts } = JSON.parse(stdout) as { services: Record<string, { networks: object }> }
    return Object.fromEntries(
      Object.entries(parts).map(([name, { networks }]) => [name, Object.keys(networks).sort()]),
    )
  }

  test('none of ours reaches out but the edge and the scraper', () => {
    const ways = Object.entries(networksOf([])).filter(([, networks]) => networks.includes('external'))
    expect(ways.map(([name]) => name).sort()).toEqual(['edge', 'scraper'])
  })

  test('who names something outside does, and keeps the networks that it had', () => {
    const before = networksOf([])
    const outward = serviceNames.filter((name) => services[name].reachesOut)
    expect(outward).toEqual(expect.arrayContaining(['backend', 'frontend', 'translation']))
    const after = networksOf(outward)
    for (const name of outward) {
      expect(after[name]).toEqual(['external', ...(before[name] ?? [])].sort())
    }
  })
})
