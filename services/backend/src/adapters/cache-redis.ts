import type { Cache, Count } from '../features/cache-port.ts'
import { createCounts } from './cache-in-process.ts'
import { closeRedis, type RedisClient } from './redis-connection.ts'

const prefix = 'parlance:cache:'
const countName = (key: string) => `${prefix}count:${key}`

/** The cache of several backends. While Redis is away it knows nothing, and counts in the process. */
export function createRedisCache(redis: RedisClient): Cache {
  const here = createCounts(Date.now)

  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (redis.status !== 'ready') return undefined
    return work().catch(() => undefined)
  }
  const countThere = async (key: string, windowMs: number): Promise<Count | undefined> => {
    const name = countName(key)
    const answers = await redis
      .multi()
      .incr(name)
      .call('PEXPIRE', name, String(windowMs), 'NX')
      .pttl(name)
      .exec()
    const count = answers?.[0]?.[1]
    const resetMs = answers?.[2]?.[1]
    return typeof count === 'number' && typeof resetMs === 'number' ? { count, resetMs } : undefined
  }
  return {
    get: async (key) => (await attempt(() => redis.get(prefix + key))) ?? undefined,
    set: async (key, value, ttlMs) => {
      await attempt(() => redis.set(prefix + key, value, 'PX', ttlMs))
    },
    delete: async (...keys) => {
      if (keys.length === 0) return
      for (const key of keys) here.forget(key)
      await attempt(() => redis.del(...keys.flatMap((key) => [prefix + key, countName(key)])))
    },
    count: async (key, windowMs) =>
      (await attempt(() => countThere(key, windowMs))) ?? here.count(key, windowMs),
    get connected() {
      return redis.status === 'ready'
    },
    close: () => closeRedis(redis),
  }
}
