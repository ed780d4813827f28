import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { carryOut } from '../../src/core/steps.ts'
import type { ServiceName } from '../../src/core/topology.ts'
import { findImages } from '../../src/docker/local-images.ts'
import { type Build, type Built, buildStep } from '../../src/images/build-images.ts'
import { type Scripted, scripted } from '../support/scripted-runner.ts'

const recorded = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'transcripts', name), 'utf8')

const build = (service: ServiceName): Build => ({
  service,
  request: {
    context: '/srv/p',
    dockerfile: `services/${service}/Dockerfile`,
    target: 'production',
    tags: [`parlance/${service}:0`],
    args: {},
    labels: {},
  },
})

async function buildAll({ context }: Scripted, ...services: ServiceName[]): Promise<Built[]> {
  const built: Built[] = []
  const steps = services.map((name) =>
    buildStep(context.output, `build ${name}`, build(name), (one) => built.push(one)),
  )
  return carryOut({ steps: [steps], result: () => built }, context)
}

describe('builds side by side', () => {
  test('a line for each step that takes a while, and how much was sent', async () => {
    const script = scripted([{ when: 'docker build', stderr: recorded('build-done.txt') }])
    const { transcript } = script
    const [built] = await buildAll(script, 'scraper')
    expect(built).toMatchObject({ service: 'scraper', contextBytes: 748_140 })
    expect(transcript()).toContain('scraper     [dependencies 6/6] RUN pnpm install')
    expect(transcript()).not.toContain('--mount')
    expect(transcript()).not.toContain('[internal]')
  })

  test('a failing step in the middle: its own output and no other, after the other build is done', async () => {
    const script = scripted([
      { when: 'services/backend', code: 1, stderr: recorded('build-failed.txt') },
      { when: 'services/scraper', stderr: recorded('build-done.txt') },
    ])
    const both = buildAll(script, 'backend', 'scraper')
    await expect(both).rejects.toMatchObject({
      kind: 'failed',
      message: 'the image of backend was not built',
      details: {
        step: expect.stringContaining('prisma generate'),
        output: expect.arrayContaining(["File '../../tsconfig.base.json' not found."]),
      },
    })
    await both.catch((error) => expect(error.details.output.join('\n')).not.toContain('pnpm install'))
    expect(script.transcript()).toContain('scraper     built in')
  })

  test.each([
    ['disk', 'write /var/lib/docker/tmp/x: no space left on device', /disk that Docker uses is full/],
    [
      'image',
      'node:24-none: failed to resolve source metadata for docker.io/library/node:24-none: docker.io/library/node:24-none: not found',
      /image docker.io\/library\/node:24-none cannot be pulled/,
    ],
    [
      'daemon',
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is it running?',
      /no Docker daemon/,
    ],
  ])('a known cause (%s) has its own message and exit code 3', async (_name, words, message) => {
    const script = scripted([{ when: 'docker build', code: 1, stderr: `ERROR: ${words}\n` }])
    await expect(buildAll(script, 'backend')).rejects.toMatchObject({
      kind: 'missing',
      exitCode: 3,
      message: expect.stringMatching(message),
      hint: expect.any(String),
    })
  })
})

test('images that are not here are none, and a daemon that is not here is an error', async () => {
  const absent = scripted([
    { when: 'inspect', code: 1, stdout: '[]\n', stderr: 'Error: No such image: a:1\n' },
  ])
  expect(await findImages(absent.context.runner, ['a:1'])).toEqual([])
  const down = scripted([
    {
      when: 'inspect',
      code: 1,
      stdout: '[]\n',
      stderr: 'Cannot connect to the Docker daemon at unix:///x. ',
    },
  ])
  await expect(findImages(down.context.runner, ['a:1'])).rejects.toMatchObject({ exitCode: 3 })
})
