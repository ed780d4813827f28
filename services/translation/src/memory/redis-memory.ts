import type { Redis } from 'ioredis'
import type { HotKey, HotMemory, Remembered } from './hot-memory-port.ts'
import { ProcessMemory } from './process-memory.ts'

/** Options of hot memory in Redis. */
export interface RedisMemoryOptions {
  /** Commands; auto-pipelining, no offline queue, and a command timeout. */
  readonly redis: Redis
  /** A second connection, for what other replicas forget. */
  readonly subscriber: Redis
  /** Hot memory of this process while Redis is gone, in bytes. */
  readonly fallbackBytes: number
  /** Segments nobody asks for are forgotten after so long. */
  readonly ttlSeconds?: number
  /** Another replica, or this one, forgot segments. */
  readonly onForget: () => void
  /** Redis went or came back. */
  readonly onState?: (reachable: boolean) => void
}

const prefix = 'parlance:tm:'
const channel = 'parlance:tm:forget'

/**
 * Hot memory in Redis, shared by replicas: a hash per segment, a field per language pair and model, so that a correction
 * drops all of a segment with one key. While Redis is gone the process remembers for itself.
 */
export class RedisMemory implements HotMemory {
  readonly #options: RedisMemoryOptions
  readonly #fallback: ProcessMemory
  /** Segments to forget that Redis does not know of yet. */
  readonly #missed = new Set<string>()
  #reachable = true

  constructor(options: RedisMemoryOptions) {
    this.#options = options
    this.#fallback = new ProcessMemory(options.fallbackBytes)
    options.subscriber.on('message', () => {
      void this.#fallback.forgetAll()
      options.onForget()
    })
    // What others forgot while the connection was gone was not heard of.
    options.subscriber.on('close', () => options.onForget())
    options.subscriber.subscribe(channel).catch(() => {})
  }

  async get(keys: readonly HotKey[]): Promise<(Remembered | undefined)[]> {
    const found = await this.#try(() =>
      Promise.all(keys.map(({ hash, field }) => this.#options.redis.hget(prefix + hash, field))),
    )
    return found ? found.map(parse) : this.#fallback.get(keys)
  }

  async set(entries: readonly (HotKey & { readonly entry: Remembered })[]): Promise<void> {
    const { redis, ttlSeconds = 7 * 24 * 3_600 } = this.#options
    const done = await this.#try(() =>
      Promise.all(
        entries.flatMap(({ hash, field, entry }) => [
          redis.hset(prefix + hash, field, JSON.stringify(entry)),
          redis.expire(prefix + hash, ttlSeconds),
        ]),
      ),
    )
    if (!done) await this.#fallback.set(entries)
  }

  async forget(hashes: readonly string[]): Promise<number> {
    await this.#fallback.forgetAll()
    if (hashes.length === 0) return 0
    for (const hash of hashes) this.#missed.add(hash)
    const forgotten = await this.#try(async () => {
      await this.#options.redis.publish(channel, '')
      return hashes.length
    })
    return forgotten ?? 0
  }

  async forgetAll(): Promise<number> {
    const local = await this.#fallback.forgetAll()
    const forgotten = await this.#try(async () => {
      let count = 0
      for await (const keys of this.#options.redis.scanStream({ match: `${prefix}*`, count: 1_000 })) {
        if ((keys as string[]).length > 0) count += await this.#options.redis.unlink(keys as string[])
      }
      await this.#options.redis.publish(channel, '')
      return count
    })
    return forgotten ?? local
  }

  async close(): Promise<void> {
    this.#options.redis.disconnect()
    this.#options.subscriber.disconnect()
  }

  /** What Redis answers; undefined when it does not. What the process remembered meanwhile is dropped once it does again. */
  async #try<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      // What was to be forgotten goes first, also what could not be while Redis was gone.
      const missed = [...this.#missed]
      if (missed.length > 0) {
        await this.#options.redis.unlink(missed.map((hash) => prefix + hash))
        for (const hash of missed) this.#missed.delete(hash)
      }
      const answer = await work()
      if (!this.#reachable) {
        this.#reachable = true
        await this.#fallback.forgetAll()
        this.#options.onState?.(true)
      }
      return answer
    } catch {
      if (this.#reachable) {
        this.#reachable = false
        this.#options.onState?.(false)
      }
      return undefined
    }
  }
}

function parse(text: string | null): Remembered | undefined {
  return text === null ? undefined : (JSON.parse(text) as Remembered)
}
