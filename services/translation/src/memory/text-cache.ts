/** Whole answers by text, so that a remembered text is not even parsed: least recently used go first, by bytes. */
export class TextCache<T extends { readonly text: string; readonly translated: string }> {
  readonly #maxBytes: number
  readonly #entries = new Map<string, T>()
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key)
    if (entry) {
      this.#entries.delete(key)
      this.#entries.set(key, entry)
    }
    return entry
  }

  set(key: string, entry: T): void {
    const old = this.#entries.get(key)
    if (old) this.#bytes -= size(key, old)
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    this.#bytes += size(key, entry)
    for (const [oldest, value] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) break
      this.#entries.delete(oldest)
      this.#bytes -= size(oldest, value)
    }
  }

  /** Forgets all: a correction of one sentence may concern any text that holds it. */
  clear(): void {
    this.#entries.clear()
    this.#bytes = 0
  }
}

function size(key: string, { text, translated }: { text: string; translated: string }): number {
  return 400 + 2 * (key.length + text.length + translated.length)
}
