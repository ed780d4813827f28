import { LRUCache } from 'lru-cache'
import type { HotKey, HotMemory, Remembered } from './hot-memory-port.ts'

/** What is remembered of one segment, by the field that says for which languages and engine. */
interface Bucket {
  readonly entries: Map<string, Remembered>
  readonly bytes: number
}

/** What a map entry costs beside its strings, in bytes, about. */
const overhead = 160

/** Hot memory in the process: least recently used segments go first once it is over its bytes. */
export class ProcessMemory implements HotMemory {
  readonly #buckets: LRUCache<string, Bucket>

  /** @param maxBytes of keys and texts, at two bytes a character. */
  constructor(maxBytes: number) {
    this.#buckets = new LRUCache({
      maxSize: Math.max(1, Math.floor(maxBytes)),
      sizeCalculation: ({ bytes }) => bytes,
    })
  }

  /** What the entries take, in bytes, about. */
  get bytes(): number {
    return this.#buckets.calculatedSize
  }

  get size(): number {
    return this.#buckets.size
  }

  /** The same as {@link get}, at once. */
  peek({ hash, field }: HotKey): Remembered | undefined {
    return this.#buckets.get(hash)?.entries.get(field)
  }

  async get(keys: readonly HotKey[]): Promise<(Remembered | undefined)[]> {
    return keys.map((key) => this.peek(key))
  }

  async set(entries: readonly (HotKey & { readonly entry: Remembered })[]): Promise<void> {
    for (const { hash, field, entry } of entries) {
      const known = this.#buckets.peek(hash)
      const old = known?.entries.get(field)
      const bytes = (known?.bytes ?? 0) + size(field, entry) - (old ? size(field, old) : 0)
      // A bucket that grew is put in as another value: the cache weighs a value once.
      this.#buckets.set(hash, { entries: (known?.entries ?? new Map()).set(field, entry), bytes })
    }
  }

  async forget(hashes: readonly string[]): Promise<number> {
    return hashes.filter((hash) => this.#buckets.delete(hash)).length
  }

  async forgetAll(): Promise<number> {
    const { size } = this.#buckets
    this.#buckets.clear()
    return size
  }

  async close(): Promise<void> {}
}

function size(field: string, entry: Remembered): number {
  return (
    overhead + 2 * (64 + field.length + entry.translated.length + entry.engine.length + entry.model.length)
  )
}
