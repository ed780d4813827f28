import type { Bus } from '../features/bus-port.ts'
import type { Cache } from '../features/cache-port.ts'
import { createInProcessBus } from './bus-in-process.ts'
import { createRedisBus } from './bus-redis.ts'
import { createInProcessCache } from './cache-in-process.ts'
import { createRedisCache } from './cache-redis.ts'
import { connectRedis, type RedisClient } from './redis-connection.ts'

/** Cache and bus, and where the counts of the rate limits are kept. */
export interface Messaging {
  readonly bus: Bus
  readonly cache: Cache
  readonly rateLimitRedis?: RedisClient
  close(): Promise<void>
}

/**
 * Opens cache and bus: over Redis where there is one, in the process where not.
 *
 * @param report called with errors of the connection and with what listeners threw
 */
export function openMessaging(redisUrl: string | undefined, report: (error: unknown) => void): Messaging {
  if (redisUrl === undefined) {
    const bus = createInProcessBus(report)
    const cache = createInProcessCache()
    return { bus, cache, close: async () => void (await Promise.all([bus.close(), cache.close()])) }
  }
  const connect = (name: string) => connectRedis(redisUrl, name, report)
  const commands = connect('cache')
  const bus = createRedisBus({ publisher: connect('publish'), subscriber: connect('subscribe'), report })
  const cache = createRedisCache(commands)
  return {
    bus,
    cache,
    rateLimitRedis: commands,
    close: async () => void (await Promise.all([bus.close(), cache.close()])),
  }
}
