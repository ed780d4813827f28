import { expect, test } from 'vitest'
import { scraperProbe } from '../../src/adapters/health-probes.ts'
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
