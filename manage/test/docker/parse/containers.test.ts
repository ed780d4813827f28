import { describe, expect, test } from 'vitest'
import { parseComposeLine } from '../../../src/docker/parse/compose-log.ts'
import { healthHistory, parseContainers } from '../../../src/docker/parse/container.ts'
import { majorVersion, parseDockerInfo } from '../../../src/docker/parse/docker-info.ts'
import { parseHistory, parseImages, parsePushDigest } from '../../../src/docker/parse/image.ts'

describe('compose logs', () => {
  test('service, time to the millisecond, text', () =>
    expect(parseComposeLine('backend-1  | 2026-11-21T03:23:27.726123456Z {"msg":"a | b"}')).toEqual({
      service: 'backend',
      time: '2026-11-21T03:23:27.726Z',
      text: '{"msg":"a | b"}',
    }))
  test("a terminal's erase code before the name", () =>
    expect(parseComposeLine('\u001b[2Kredis-1  | 2026-11-21T03:23:27Z ')).toEqual({
      service: 'redis',
      time: '2026-11-21T03:23:27.000Z',
      text: '',
    }))
  test('what is no line of a container', () =>
    expect(parseComposeLine('backend-1 exited with code 0')).toBeUndefined())
})

describe('container inspect', () => {
  const text = JSON.stringify([
    {
      Name: '/p-backend-1',
      RestartCount: 2,
      Config: { Image: 'parlance/backend:1', Labels: { 'com.docker.compose.service': 'backend' } },
      State: {
        Running: false,
        ExitCode: 137,
        OOMKilled: true,
        StartedAt: '2026-11-21T03:00:00Z',
        Health: {
          Status: 'unhealthy',
          Log: [
            { Start: '2026-11-21T03:00:01Z', ExitCode: 1, Output: 'ECONNREFUSED\n' },
            { Start: '2026-11-21T03:00:02Z', ExitCode: 1, Output: 'ECONNREFUSED\n' },
            { Start: '2026-11-21T03:00:03Z', ExitCode: 0, Output: '' },
          ],
        },
      },
    },
    { Name: '/p-new-1', State: { StartedAt: '0001-01-01T00:00:00Z' } },
  ])
  const [backend, fresh] = parseContainers(text)
  test('what it was and how it ended', () =>
    expect(backend).toMatchObject({
      name: 'p-backend-1',
      service: 'backend',
      image: 'parlance/backend:1',
      running: false,
      exitCode: 137,
      outOfMemory: true,
      restarts: 2,
      health: 'unhealthy',
    }))
  test('equal checks are counted', () =>
    expect(healthHistory(backend?.healthLog ?? [])).toEqual([
      '03:00:01 ECONNREFUSED (2 times)',
      '03:00:03 healthy',
    ]))
  test('never started', () =>
    expect(fresh).toMatchObject({ startedAt: undefined, health: undefined, healthLog: [] }))
})

describe('docker info', () => {
  test('server and plugins', () =>
    expect(
      parseDockerInfo(
        JSON.stringify({
          ServerVersion: '20.10.24+dfsg1',
          SystemTime: '2026-11-29T00:00:00.5Z',
          MemTotal: 25_200_000_000,
          DockerRootDir: '/var/lib/docker',
          ClientInfo: { Version: '28.2.2', Plugins: [{ Name: 'compose', Version: 'v2.26.1-4' }] },
        }),
      ),
    ).toEqual({
      client: '28.2.2',
      server: '20.10.24+dfsg1',
      compose: '2.26.1-4',
      buildx: undefined,
      serverError: undefined,
      systemTime: '2026-11-29T00:00:00.5Z',
      memoryBytes: 25_200_000_000,
      rootFolder: '/var/lib/docker',
    }))
  test('no server', () =>
    expect(parseDockerInfo('{"ServerVersion":"","ServerErrors":["Cannot connect"]}')).toMatchObject({
      server: undefined,
      serverError: 'Cannot connect',
    }))
  test('no document', () => expect(parseDockerInfo('Segmentation fault')).toBeUndefined())
  test.each([
    ['20.10.24+dfsg1', 20],
    ['v25.0.0', 25],
    ['', 0],
  ])('major version of %j', (text, major) => expect(majorVersion(text)).toBe(major))
})

describe('images', () => {
  test('inspect', () =>
    expect(
      parseImages(
        JSON.stringify([
          {
            Id: 'sha256:1',
            RepoTags: ['a:1'],
            Created: '2026-11-20T10:00:00Z',
            Size: 5,
            RootFS: { Layers: ['x', 'y'] },
            Config: { User: 'node' },
          },
        ]),
      ),
    ).toEqual([
      {
        id: 'sha256:1',
        tags: ['a:1'],
        digests: [],
        bytes: 5,
        layers: ['x', 'y'],
        labels: {},
        user: 'node',
        created: '2026-11-20T10:00:00Z',
      },
    ]))
  test('history: layers with contents, oldest first', () =>
    expect(
      parseHistory(
        '{"Size":"30900000","CreatedBy":"COPY /out ./"}\n{"Size":"0","CreatedBy":"USER node"}\n{"Size":"7","CreatedBy":"RUN apt-get install"}\n',
      ),
    ).toEqual([
      { bytes: 7, by: 'RUN apt-get install' },
      { bytes: 30_900_000, by: 'COPY /out ./' },
    ]))
  test('the digest of a push', () =>
    expect(parsePushDigest(`latest: digest: sha256:${'ab'.repeat(32)} size: 1573`)).toBe(
      `sha256:${'ab'.repeat(32)}`,
    ))
  test('no digest', () => expect(parsePushDigest('denied')).toBeUndefined())
})
