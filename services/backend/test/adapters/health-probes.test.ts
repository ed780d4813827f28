import { expect, test, vi } from 'vitest'
import { assetsProbe, scraperProbe, videoProbe } from '../../src/adapters/health-probes.ts'
import type { ScraperClient } from '../../src/adapters/scraper-client.ts'

/** A scraper that nobody answers for. */
const nobody = {
  health: () => Promise.reject(new Error('nobody is there')),
  call: () => Promise.reject(new Error('nobody is there')),
} as unknown as ScraperClient

test('an installation without a scraper lacks nothing; one that should have it says so', async () => {
  const { signal } = new AbortController()
  expect(await scraperProbe(nobody, false).check(signal)).toMatchObject({ status: 'off' })
  await expect(scraperProbe(nobody, true).check(signal)).rejects.toThrow('nobody is there')
})

test('no videos: there is no service for them, it does not answer, or it has no ffmpeg', async () => {
  const { signal } = new AbortController()
  expect(await videoProbe(undefined).check(signal)).toMatchObject({ status: 'off' })
  await expect(videoProbe(nobody as never).check(signal)).rejects.toThrow('nobody is there')
  const without = {
    health: async () => 'SERVING',
    call: async () => ({ available: false, detail: 'There is no ffmpeg on this machine.' }),
  }
  expect(await videoProbe(without as never).check(signal)).toEqual({
    status: 'degraded',
    detail: 'no videos: There is no ffmpeg on this machine.',
  })
  const well = { ...without, call: async () => ({ available: true, detail: '' }) }
  expect(await videoProbe(well as never).check(signal)).toBeUndefined()
})

test('a storage that is well is not asked again at once; one that is away is asked at every look, one question at a time', async () => {
  const { signal } = new AbortController()
  const look = vi.fn(async () => {})
  const probe = assetsProbe({ look })
  await probe.check(signal)
  await probe.check(signal)
  expect(look).toHaveBeenCalledTimes(1)

  const away = vi.fn(() => Promise.reject(new Error('no such bucket')))
  const lost = assetsProbe({ look: away })
  await expect(lost.check(signal)).rejects.toThrow('no such bucket')
  await expect(lost.check(signal)).rejects.toThrow('no such bucket')
  expect(away).toHaveBeenCalledTimes(2)

  const silent = vi.fn(() => new Promise<void>(() => {}))
  const waits = assetsProbe({ look: silent })
  void waits.check(signal)
  void waits.check(signal)
  expect(silent).toHaveBeenCalledTimes(1)
})
