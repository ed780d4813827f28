import type { HotKey, HotMemory, Remembered } from './hot-memory-port.ts'

interface Bucket {
  readonly entries: Map<string, Remembered>
  bytes: number
}

/** What a map entry costs beside its strings, about. */
const overhead = 160

/** Hot memory in the process: least recently used segments go first once it is over its bytes. */
export class ProcessMemory implements HotMemory {
  readonly #maxBytes: number
  readonly #buckets = new Map<string, Bucket>()
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** What the entries take, in bytes, about. */
  get bytes(): number {
    return this.#bytes
  }

  get size(): number {
    return this.#buckets.size
  }

  /** The same as {@link get}, at once. */
  peek({ hash, field }: HotKey): Remembered | undefined {
    const bucket = this.#buckets.get(hash)
    const entry = bucket?.entries.get(field)
    if (bucket && entry) {
      this.#buckets.delete(hash)
      this.#buckets.set(hash, bucket)
    }
    return entry
  }

  async get(keys: readonly HotKey[]): Promise<(Remembered | undefined)[]> {
    return keys.map((key) => this.peek(key))
  }

  async set(entries: readonly (HotKey & { readonly entry: Remembered })[]): Promise<void> {
    for (const { hash, field, entry } of entries) this.#put(hash, field, entry)
    for (const [hash, bucket] of this.#buckets) {
      if (this.#bytes <= this.#maxBytes) break
      this.#drop(hash, bucket)
    }
  }

  async forget(hashes: readonly string[]): Promise<number> {
    let forgotten = 0
    for (const hash of hashes) {
      const bucket = this.#buckets.get(hash)
      if (!bucket) continue
      this.#drop(hash, bucket)
      forgotten += 1
    }
    return forgotten
  }

  async forgetAll(): Promise<number> {
    const { size } = this.#buckets
    this.#buckets.clear()
    this.#bytes = 0
    return size
  }

  async close(): Promise<void> {}

  #put(hash: string, field: string, entry: Remembered): void {
    const bucket = this.#buckets.get(hash) ?? { entries: new Map<string, Remembered>(), bytes: 0 }
    const old = bucket.entries.get(field)
    const bytes = size(field, entry) - (old ? size(field, old) : 0)
    bucket.entries.set(field, entry)
    bucket.bytes += bytes
    this.#bytes += bytes
    this.#buckets.delete(hash)
    this.#buckets.set(hash, bucket)
  }

  #drop(hash: string, bucket: Bucket): void {
    this.#buckets.delete(hash)
    this.#bytes -= bucket.bytes
  }
}

function size(field: string, entry: Remembered): number {
  return (
    overhead + 2 * (64 + field.length + entry.translated.length + entry.engine.length + entry.model.length)
  )
}
