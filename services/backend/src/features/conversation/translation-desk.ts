import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { MessageTranslationStore, MessageTranslator } from './conversation-ports.ts'
import type { TranslationRecord, TranslationResult, TranslationWork } from './conversation-records.ts'
import { FairQueue } from './fair-queue.ts'

/** Tries of a translation before it is given up; somebody who asks for it later starts anew. */
const maxAttempts = 8
const longestDelayMs = 60_000
/** Milliseconds between looks for what others left. */
export const sweepMs = 1_000
const sweepBatch = 64
/** Milliseconds after which claims of what still waits or is being made are renewed; a third of a claim's life. */
const renewMs = 1_000
/** Most works that are held: each is renewed every second. What is over that is left to whoever has room first. */
const maxHeld = 1_000

/** What the desk works with. */
export interface DeskParts {
  readonly store: MessageTranslationStore
  readonly translator: MessageTranslator
  /** Called with what the database holds now. */
  announce(roomId: string, change: number, translations: readonly TranslationRecord[]): void
  /** Called after each translation with its outcome. */
  counted(outcome: 'done' | 'untranslated' | 'retried' | 'failed', count: number): void
  report(error: unknown): void
  readonly sweepMs?: number
}

/** Makes translations of messages: what a room waits for in one pair of languages goes in one call. */
export class TranslationDesk {
  readonly #parts: DeskParts
  readonly #queues = new Map<string, FairQueue>()
  readonly #stopping = new AbortController()
  readonly #running = new Set<Promise<void>>()
  readonly #held = new Map<string, TranslationWork>()
  readonly #timers: NodeJS.Timeout[]
  #sweep: Promise<void> | undefined

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.#timers = [
      setInterval(() => this.sweep(), parts.sweepMs ?? sweepMs),
      setInterval(() => void this.#renew(), renewMs),
    ]
    this.sweep()
  }

  /** Makes what this backend has claimed. Resolves when each is done, postponed or given up; never rejects. */
  async take(works: readonly TranslationWork[]): Promise<void> {
    if (this.#stopping.signal.aborted) return this.#giveBack(works)
    // A claim of our own that was renewed too late was claimed again, by ourselves.
    const fresh = works.filter((work) => !this.#held.has(nameOf(work)))
    const taken = fresh.slice(0, maxHeld - this.#held.size)
    const settled = taken.map((work) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const settle = () => {
        this.#held.delete(nameOf(work))
        resolve()
      }
      this.#held.set(nameOf(work), work)
      this.#queueOf(work).add({ work, settle })
      return promise
    })
    for (const key of new Set(taken.map(keyOf))) this.#start(key)
    await Promise.all([this.#giveBack(fresh.slice(taken.length)), ...settled])
  }

  /** Claims and makes what messages of a room lack in a language. Never rejects. */
  async want(roomId: string, seqs: readonly number[], target: Language): Promise<void> {
    if (this.#stopping.signal.aborted) return
    try {
      await this.take(await this.#parts.store.claim(roomId, seqs, target))
    } catch (error) {
      this.#parts.report(error)
    }
  }

  /** Takes over what a backend that is gone, or a service that was away, left. */
  sweep(): void {
    this.#sweep ??= this.#sweepAll()
      .catch((error) => this.#parts.report(error))
      .finally(() => {
        this.#sweep = undefined
      })
  }

  /** Gives back what is not done, for another backend to take at once. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    this.#stopping.abort(new Problem('cancelled', 'The backend stops.'))
    await this.#sweep
    await Promise.all(this.#running)
    const left = [...this.#queues.values()].flatMap((queue) => queue.drain())
    await this.#giveBack(left.map(({ work }) => work))
    for (const { settle } of left) settle()
  }

  async #giveBack(works: readonly TranslationWork[]): Promise<void> {
    if (works.length > 0) await this.#parts.store.postpone(works, 0).catch(this.#parts.report)
  }

  async #renew(): Promise<void> {
    if (this.#held.size > 0) await this.#parts.store.renew([...this.#held.values()]).catch(this.#parts.report)
  }

  async #sweepAll(): Promise<void> {
    while (!this.#stopping.signal.aborted && this.#held.size < maxHeld) {
      const works = await this.#parts.store.claimAbandoned(Math.min(sweepBatch, maxHeld - this.#held.size))
      if (works.length === 0) return
      await this.take(works)
    }
  }

  #queueOf(work: TranslationWork): FairQueue {
    const key = keyOf(work)
    const queue = this.#queues.get(key) ?? new FairQueue()
    this.#queues.set(key, queue)
    return queue
  }

  #start(key: string): void {
    const queue = this.#queues.get(key)
    if (!queue || this.#stopping.signal.aborted) return
    for (let batch = queue.next(); batch; batch = queue.next()) {
      const items = batch
      const works = items.map(({ work }) => work)
      const run = this.#make(works).finally(() => {
        queue.done((works[0] as TranslationWork).roomId)
        for (const { settle } of items) settle()
        this.#running.delete(run)
        this.#start(key)
        if (queue.empty) this.#queues.delete(key)
      })
      this.#running.add(run)
    }
  }

  /** One call for works of one room and one pair of languages. Never rejects. */
  async #make(works: readonly TranslationWork[]): Promise<void> {
    const { source, target, roomId } = works[0] as TranslationWork
    try {
      const texts = works.map(({ body }) => body)
      const { signal } = this.#stopping
      const results = await this.#parts.translator.translate(texts, {
        source,
        target,
        caller: `room:${roomId}`,
        signal,
      })
      await this.#keep(works.map((work, index) => ({ work, result: results[index] as TranslationResult })))
    } catch (error) {
      // One text that the service refuses must not take the others with it.
      if (isRefusal(error) && works.length > 1) for (const work of works) await this.#make([work])
      else await this.#putOff(works, error).catch((fault) => this.#parts.report(fault))
    }
  }

  async #keep(done: readonly { work: TranslationWork; result: TranslationResult }[]): Promise<void> {
    const { roomId } = (done[0] as { work: TranslationWork }).work
    const { change, kept } = await this.#parts.store.finish(roomId, done)
    const made = new Set(kept)
    const records = done
      .filter(({ work }) => made.has(work))
      .map(({ work: { seq, rev, target }, result }) => ({ seq, rev, lang: target, change, ...result }))
    const untranslated = records.filter(({ engine }) => engine === 'none').length
    this.#parts.counted('done', records.length - untranslated)
    this.#parts.counted('untranslated', untranslated)
    if (records.length > 0) this.#parts.announce(roomId, change, records)
  }

  async #putOff(works: readonly TranslationWork[], error: unknown): Promise<void> {
    if (this.#stopping.signal.aborted) return this.#parts.store.postpone(works, 0)
    const hopeless = isRefusal(error)
    if (!(error instanceof Problem) || hopeless) this.#parts.report(error)
    const canRetry = ({ attempts }: TranslationWork) => !hopeless && attempts + 1 < maxAttempts
    const again = works.filter(canRetry)
    const over = works.filter((work) => !canRetry(work))
    if (over.length > 0) await this.#parts.store.fail(over)
    this.#parts.counted('failed', over.length)
    this.#parts.counted('retried', again.length)
    for (const [attempts, group] of Map.groupBy(again, (work) => work.attempts)) {
      await this.#parts.store.postpone(group, Math.min(1_000 * 2 ** attempts, longestDelayMs))
    }
  }
}

/** The service says that these texts cannot be translated, now or later. */
function isRefusal(error: unknown): boolean {
  return error instanceof Problem && error.code === 'invalid'
}

function keyOf({ source, target }: TranslationWork): string {
  return `${source}>${target}`
}

function nameOf({ messageId, rev, target }: TranslationWork): string {
  return `${messageId} ${rev} ${target}`
}
