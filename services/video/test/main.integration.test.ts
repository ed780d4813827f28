import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { findFfmpeg } from '../src/program/find-ffmpeg.ts'
import { TestService } from './support/service.ts'

// A machine without ffmpeg: the service runs, and says what is missing and what to do.
let service: TestService
beforeAll(async () => {
  service = await TestService.start({}, await findFfmpeg(undefined, '/nowhere'))
})
afterAll(() => service.stop())

test('without ffmpeg it is healthy and says what it cannot do', async () => {
  expect(await service.client.health()).toBe('SERVING')
  expect(await service.client.call('Capabilities', {})).toMatchObject({
    available: false,
    detail: expect.stringContaining('apt-get install ffmpeg'),
    mostSeconds: 120,
  })
  await expect(service.run(import.meta.filename, { probe: {} })).rejects.toMatchObject({
    code: 'unimplemented',
    reason: 'no-ffmpeg',
    detail: expect.stringContaining('Videos cannot be taken here.'),
  })
})

test('a program that is no ffmpeg is told from one', async () => {
  const other = await findFfmpeg('/bin/sh', '')
  expect(other).toMatchObject({ found: false, why: expect.stringContaining('/bin/sh') })
})

test('every fault of the environment is named at once', () => {
  expect(() =>
    readConfig({ NODE_ENV: 'production', VIDEO_MAX_SECONDS: 'long', VIDEO_MEMORY_MIB: '1' }),
  ).toThrow(/PORT[\s\S]*VIDEO_MAX_SECONDS|VIDEO_MAX_SECONDS[\s\S]*PORT/)
})

test('its counters are there before the first job', async () => {
  const text = await service.metrics.registry.metrics()
  for (const work of ['probe', 'encode', 'preview']) {
    expect(text).toContain(`parlance_video_jobs_total{work="${work}",outcome="ok",service="video"} 0`)
  }
})
