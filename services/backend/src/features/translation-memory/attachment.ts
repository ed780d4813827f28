import type { MemoryAnswer, MemoryQuestion__Output } from '@parlance/contracts'
import type { MemoryEntry, MemoryStore } from './translation-memory.ts'

/** A stream to one translation service: its questions, and the way to answer them. */
export interface MemoryStream {
  /** Ends when the stream does; throws where it broke. */
  readonly questions: AsyncIterable<MemoryQuestion__Output>
  answer(answer: MemoryAnswer): void
  close(): void
}

/** The translation services, of which there may be several behind one name. */
export interface MemoryServices {
  /** The address of each. */
  addresses(): Promise<readonly string[]>
  open(address: string): MemoryStream
}

/** What the attachment works with. */
export interface AttachmentParts {
  readonly store: MemoryStore
  readonly services: MemoryServices
  /** Called with what went wrong; a service that is away is not worth more than a debug line. */
  report(error: unknown): void
  /** Milliseconds between looks for services that came or went. */
  readonly lookMs?: number
  /** Milliseconds before a broken stream is opened again, the first time and at most. */
  readonly firstPauseMs?: number
  readonly longestPauseMs?: number
}

/** A stream that held so long was well: the next pause is short again. Milliseconds. */
const wellMs = 5_000

/**
 * Keeps the permanent memory attached to every translation service, for as long as it runs: opens a stream to each,
 * again whenever it breaks, and answers what comes.
 */
export class MemoryAttachment {
  readonly #parts: AttachmentParts
  readonly #open = new Map<string, { stop: () => void; done: Promise<void> }>()
  readonly #looking: NodeJS.Timeout
  #stopped = false

  constructor(parts: AttachmentParts) {
    this.#parts = parts
    this.#looking = setInterval(() => void this.#look(), parts.lookMs ?? 15_000)
    void this.#look()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#looking)
    const open = [...this.#open.values()]
    for (const { stop } of open) stop()
    await Promise.all(open.map(({ done }) => done))
  }

  async #look(): Promise<void> {
    let addresses: readonly string[]
    try {
      addresses = await this.#parts.services.addresses()
    } catch (error) {
      this.#parts.report(error)
      return
    }
    if (this.#stopped) return
    for (const address of addresses) if (!this.#open.has(address)) this.#attach(address)
    for (const [address, { stop }] of this.#open) if (!addresses.includes(address)) stop()
  }

  #attach(address: string): void {
    const stopping = new AbortController()
    const done = this.#hold(address, stopping.signal).finally(() => this.#open.delete(address))
    this.#open.set(address, { stop: () => stopping.abort(), done })
  }

  async #hold(address: string, signal: AbortSignal): Promise<void> {
    const { firstPauseMs = 200, longestPauseMs = 5_000 } = this.#parts
    let pauseMs = firstPauseMs
    while (!signal.aborted) {
      const opened = performance.now()
      try {
        await this.#serve(this.#parts.services.open(address), signal)
      } catch (error) {
        if (!signal.aborted) this.#parts.report(error)
      }
      if (performance.now() - opened > wellMs) pauseMs = firstPauseMs
      await pause(pauseMs, signal)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }

  async #serve(stream: MemoryStream, signal: AbortSignal): Promise<void> {
    const close = () => stream.close()
    signal.addEventListener('abort', close, { once: true })
    try {
      for await (const question of stream.questions) {
        // Questions are answered side by side: a look-up does not wait behind a batch that is being stored.
        void this.#answer(question).then((answer) => stream.answer(answer))
      }
    } finally {
      signal.removeEventListener('abort', close)
      stream.close()
    }
  }

  async #answer({ id, lookups, entries }: MemoryQuestion__Output): Promise<MemoryAnswer> {
    const { store } = this.#parts
    try {
      const asked = lookups.map(({ key, segmentHash, sourceLanguage, targetLanguage }) => ({
        key,
        segmentHash,
        source: sourceLanguage,
        target: targetLanguage,
      }))
      const [found] = await Promise.all([
        asked.length > 0 ? store.find(asked) : [],
        // Only people correct, and not over this stream.
        entries.length > 0
          ? store.save(entries.map((entry) => ({ ...fromWire(entry), human: false })))
          : undefined,
      ])
      return { id, found: found.map(toWire) }
    } catch (error) {
      this.#parts.report(error)
      return { id, problem: 'The permanent memory does not answer.' }
    }
  }
}

function fromWire({
  sourceLanguage,
  targetLanguage,
  ...entry
}: MemoryQuestion__Output['entries'][number]): MemoryEntry {
  return { ...entry, source: sourceLanguage, target: targetLanguage }
}

function toWire({ source, target, ...entry }: MemoryEntry) {
  return { ...entry, sourceLanguage: source, targetLanguage: target }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
