import { describe, expect, test } from 'vitest'
import { parseOrigin } from '../../src/core/addresses.ts'
import { edgeOf } from '../../src/docker/production-project.ts'
import { readBackendHealth } from '../../src/production/backend-health.ts'
import { supersededResources } from '../../src/production/running-production.ts'
import { labelled } from '../support/docker-script.ts'
import { scripted } from '../support/scripted-runner.ts'

describe('the edge of a site', () => {
  test.each([
    ['http://localhost:8080', 0, { site: ':80', http: 8080 }],
    ['http://localhost:8080', 11_000, { site: ':80', http: 8080 }],
    ['http://example.org', 11_000, { site: ':80', http: 11_080 }],
    ['https://example.org', 0, { site: 'example.org', http: 80, https: 443 }],
    ['https://example.org', 11_000, { site: 'example.org', http: 11_080, https: 11_443 }],
    ['https://example.org:8443', 11_000, { site: 'example.org', http: 11_080, https: 8443 }],
  ])('%s of an instance moved by %i', (text, offset, edge) => {
    const origin = parseOrigin(text)
    expect(origin && edgeOf(origin, offset)).toEqual(edge)
  })
})

describe('what the backend says', () => {
  test('a part that this installation does not have is no fault; one that does not answer is', () => {
    const body = {
      status: 'degraded',
      checks: {
        database: { status: 'healthy' },
        redis: { status: 'unhealthy', detail: 'not connected' },
        scraper: { status: 'off', detail: 'this installation has no scraper' },
      },
    }
    expect(readBackendHealth(`noise\n${JSON.stringify(body)}`)).toEqual({
      status: 'degraded',
      faults: ['redis: not connected'],
    })
    expect(readBackendHealth('fetch failed').status).toBe('unreachable')
  })
})

describe('prod:clean', () => {
  const container = (name: string, service: string, Running: boolean) => ({
    Name: `/${name}`,
    Config: { Labels: { 'com.docker.compose.service': service } },
    State: { Running, StartedAt: '2026-11-21T03:00:00Z' },
  })
  const asked = (containers: object[], volumes = false) => {
    const script = scripted(
      [
        { when: 'container inspect', stdout: JSON.stringify(containers) },
        { when: 'com.docker.compose.project', stdout: containers.length > 0 ? 'some\n' : '' },
        ...labelled,
      ],
      { instance: { name: 'default', folder: '', offset: 0, project: '', ports: {} as never } },
    )
    return supersededResources(script.context, volumes)
  }

  test('takes what another has replaced, and nothing that runs or that nobody has replaced', async () => {
    const found = await asked([
      container('backend-1', 'backend', false),
      container('backend-2', 'backend', true),
      container('scraper-1', 'scraper', false),
      container('redis-1', 'redis', true),
    ])
    expect(found).toEqual({ container: ['backend-1'], network: [], volume: [], image: [] })
  })

  test('takes everything but data when nothing runs', async () => {
    const found = await asked([container('backend-1', 'backend', false)])
    expect(found).toMatchObject({ network: ['parlance-x-told_default'], volume: [] })
    expect(found.container).toContain('p-backend-1')
  })

  test('refuses the data of what runs', async () => {
    await expect(asked([container('redis-1', 'redis', true)], true)).rejects.toThrow(/production runs/)
  })
})
