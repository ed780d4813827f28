import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@parlance/service-kit'
import type { HotMemory } from './hot-memory-port.ts'
import { ProcessMemory } from './process-memory.ts'

/** What decides where hot memory is. */
export interface HotMemoryOptions {
  readonly redisUrl: string | undefined
  readonly bytes: number
  readonly logger: Logger
  /** Another replica forgot segments. */
  readonly onForget: () => void
}

/** How long the start waits for Redis; then the process remembers for itself until Redis is there. */
const startMs = 1_000

/** Hot memory: in Redis where an address is given, else in the process. */
export async function createHotMemory({
  redisUrl,
  bytes,
  logger,
  onForget,
}: HotMemoryOptions): Promise<HotMemory> {
  if (!redisUrl) return new ProcessMemory(bytes)
  const [{ Redis }, { RedisMemory }] = await Promise.all([import('ioredis'), import('./redis-memory.ts')])
  const shared = {
    enableAutoPipelining: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 250,
    connectTimeout: 2_000,
    retryStrategy: (times: number) => Math.min(100 * times, 2_000),
  }
  const redis = new Redis(redisUrl, shared)
  // A subscription waits for its connection, and is taken up again by the library after each reconnect.
  const subscriber = new Redis(redisUrl, {
    ...shared,
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    commandTimeout: undefined,
  } as never)
  for (const connection of [redis, subscriber]) {
    connection.on('error', (error: Error) => logger.debug({ err: error }, 'Redis connection'))
  }
  const ready = [redis, subscriber].map(
    (connection) => new Promise((resolve) => connection.once('ready', resolve)),
  )
  await Promise.race([Promise.all(ready), sleep(startMs, undefined, { ref: false })])
  return new RedisMemory({
    redis,
    subscriber,
    fallbackBytes: bytes,
    onForget,
    onState: (reachable) =>
      reachable
        ? logger.info('Redis is back: hot memory is shared again')
        : logger.warn('Redis is gone: hot memory is this process’s own'),
  })
}
