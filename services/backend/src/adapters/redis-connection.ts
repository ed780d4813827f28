import { Redis } from 'ioredis'

/** What Redis is asked through. Nothing waits for a Redis that is away: calls fail at once, and their callers go on. */
export type RedisClient = Redis

/** Milliseconds that one command may take. */
const commandTimeoutMs = 500
const slowestRetryMs = 2_000

/**
 * Connects in the background, again and again for as long as it takes.
 *
 * @param report called with each error of the connection; ioredis throws what nobody listens to
 */
export function connectRedis(url: string, name: string, report: (error: Error) => void): RedisClient {
  const redis = new Redis(url, {
    connectionName: `parlance-${name}`,
    commandTimeout: commandTimeoutMs,
    connectTimeout: 2_000,
    keepAlive: 10_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // The bus subscribes anew by itself, to know when it is done.
    autoResubscribe: false,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), slowestRetryMs),
  })
  redis.on('error', report)
  return redis
}

/** Ends a connection, also one that was never made. */
export async function closeRedis(redis: RedisClient): Promise<void> {
  if (redis.status === 'ready') await redis.quit().catch(() => {})
  redis.disconnect()
}
