import { Problem } from '@parlance/service-kit'
import type { Pool } from 'pg'
import type { Cache } from '../features/cache-port.ts'
import type { Probe } from '../features/health/health.ts'
import type { Assets } from './open-assets.ts'
import type { ScraperClient } from './scraper-client.ts'
import type { TranslationClient } from './translation-client.ts'
import type { VideoClient } from './video-client.ts'

/** PostgreSQL: without it nothing works. */
export function databaseProbe(pool: Pool): Probe {
  return {
    name: 'database',
    vital: true,
    check: async () => {
      await pool.query('SELECT 1')
      return undefined
    },
  }
}

/** Redis, where there is one: without it each backend counts and remembers for itself. */
export function redisProbe(cache: Cache, configured: boolean): Probe {
  return {
    name: 'redis',
    vital: false,
    check: async () => {
      if (!configured) return { status: 'off', detail: 'one node: cache and bus are in the process' }
      if (!cache.connected) throw new Error('not connected')
      return undefined
    },
  }
}

/** A bucket counts requests, and its owner pays for them: one that was well a moment ago is not asked again, in milliseconds. */
const storageEveryMs = 30_000

/** Where pictures are kept: without it they are missing, and new ones wait. */
export function assetsProbe(storage: Pick<Assets, 'look'>): Probe {
  let wellAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined
  const look = () =>
    storage
      .look()
      .then(() => {
        wellAt = performance.now()
      })
      .finally(() => {
        looking = undefined
      })
  return {
    name: 'assets',
    vital: false,
    check: async () => {
      // One look at a time: a storage that says nothing is not asked by one more every two seconds.
      if (performance.now() - wellAt < storageEveryMs) return undefined
      looking ??= look()
      await looking
      return undefined
    },
  }
}

/** The translation service: without it, or without an engine in it, texts stay in the language they were written in. */
export function translationProbe(client: TranslationClient): Probe {
  return serviceProbe('translation', client, async () => {
    const { models } = await client.call('ListModels', {})
    if (models.some(({ available }) => available)) return undefined
    // Each engine that could serve is named: which of them is the easiest to mend here is not ours to say.
    const setUp = models.filter(({ engine }) => engine !== 'none')
    const problems = new Set(setUp.map(({ problem }) => problem).filter((problem) => problem !== ''))
    return problems.size > 0 ? [...problems].join('; ') : 'no engine is set up'
  })
}

/** The scraper: without it submissions wait; without a browser in it, listings have no screenshot. */
export function scraperProbe(client: ScraperClient, configured: boolean): Probe {
  const probe = serviceProbe('scraper', client, async () => {
    const { capabilities } = await client.call('Capabilities', {})
    const screenshot = capabilities.find(({ name }) => name === 'screenshot')
    return screenshot?.available === false ? `no screenshots: ${screenshot.detail}` : undefined
  })
  if (configured) return probe
  return { ...probe, check: async () => ({ status: 'off', detail: 'this installation has no scraper' }) }
}

/** The video service: without it, or without ffmpeg in it, no videos are taken. @param client absent: this site has none */
export function videoProbe(client: VideoClient | undefined): Probe {
  if (client) {
    return serviceProbe('video', client, async () => {
      const { available, detail } = await client.call('Capabilities', {})
      return available ? undefined : `no videos: ${detail}`
    })
  }
  const off = { status: 'off', detail: 'this installation has no video service' } as const
  return { name: 'video', vital: false, check: async () => off }
}

/** A gRPC service; `lacks` says what it cannot do although it serves. */
function serviceProbe(
  name: string,
  client: { health(service?: string): Promise<string> },
  lacks: () => Promise<string | undefined>,
): Probe {
  const check: Probe['check'] = async () => {
    const status = await client.health()
    if (status !== 'SERVING') throw new Error(`says ${status}`)
    const detail = await lacks()
    return detail === undefined ? undefined : { status: 'degraded', detail }
  }
  return {
    name,
    vital: false,
    check: (signal) =>
      check(signal).catch((error) => {
        // grpc-js tells the whole story of its attempts; for people, this is it.
        throw new Error(
          error instanceof Problem && error.code === 'unavailable' ? 'does not answer' : error.message,
        )
      }),
  }
}
