import { randomInt } from 'node:crypto'
import type {
  MemoryAnswer__Output,
  MemoryEntry,
  MemoryEntry__Output,
  MemoryQuestion,
} from '@parlance/contracts'
import type { Remembered } from './hot-memory-port.ts'
import { type SegmentKey, wholeKey } from './segment-key.ts'

/** A stream that a backend attached: it answers look-ups and stores entries. */
export interface MemoryStream {
  write(question: MemoryQuestion): void
  /** Says that nothing more will be asked. */
  end(): void
}

/** A segment to remember for good. */
export interface NewEntry {
  readonly key: SegmentKey
  readonly sourceText: string
  readonly remembered: Remembered
}

/** Limits of the permanent memory. */
export interface PermanentOptions {
  /** A look-up without an answer for so long counts as a miss. */
  readonly lookupMs: number
  /** Entries wait for each other so long before they are sent. */
  readonly writeMs?: number
  readonly onTimeout?: () => void
  readonly onDropped?: (entries: number) => void
}

/** Look-ups in one question at most; entries likewise. */
const batch = 500
/** Entries kept while no backend is there to store them; the oldest go first, so many at once. */
const maxPending = 20_000
const dropAtOnce = 1_000
/** After a look-up that was not answered in time the stream is left alone so long, so that not every caller waits. */
const restMs = 5_000

/** What the permanent memory says of a segment; `known` is false when nobody could be asked. */
export interface Finding {
  readonly known: boolean
  readonly entry?: Remembered
}

const unknown: Finding = { known: false }

interface Lookup {
  readonly key: SegmentKey
  readonly resolve: (finding: Finding) => void
}

interface Question {
  readonly lookups: readonly Lookup[]
  readonly entries: readonly NewEntry[]
  readonly stream: MemoryStream
  readonly timer: NodeJS.Timeout
}

/**
 * The memory that the backend keeps in Postgres, reached over the streams that backends attach. Asks and writes in batches;
 * without a stream, or with a slow one, it knows nothing, and translation goes on with the hot memory alone.
 */
export class PermanentMemory {
  readonly #options: PermanentOptions
  readonly #streams = new Set<MemoryStream>()
  readonly #resting = new Map<MemoryStream, number>()
  readonly #asked = new Map<number, Question>()
  #lookups: Lookup[] = []
  #entries: NewEntry[] = []
  #nextId = randomInt(1, 1_000_000)
  #writing: NodeJS.Timeout | undefined
  #asking = false

  constructor(options: PermanentOptions) {
    this.#options = options
  }

  get attached(): boolean {
    return this.#streams.size > 0
  }

  /** Adds a backend's stream; what waited to be stored is sent to it. */
  attach(stream: MemoryStream): void {
    this.#streams.add(stream)
    this.#planWrite()
  }

  /** A stream ended: its look-ups are misses, and entries it did not acknowledge wait for the next stream. */
  detach(stream: MemoryStream): void {
    this.#streams.delete(stream)
    this.#resting.delete(stream)
    for (const [id, question] of this.#asked) if (question.stream === stream) this.#giveUp(id)
  }

  /** What a backend answered. */
  answer(answer: MemoryAnswer__Output): void {
    const question = this.#asked.get(answer.id)
    if (!question) return
    this.#asked.delete(answer.id)
    clearTimeout(question.timer)
    if (answer.problem && question.entries.length > 0) this.#keep(question.entries)
    const exact = new Map(answer.found.map((entry) => [entry.key, entry]))
    const human = new Map(
      answer.found
        .filter((entry) => entry.human)
        .map((entry) => [`${entry.segmentHash}|${entry.sourceLanguage}|${entry.targetLanguage}`, entry]),
    )
    for (const { key, resolve } of question.lookups) {
      const entry = human.get(`${key.hash}|${key.source}|${key.target}`) ?? exact.get(wholeKey(key))
      resolve(entry ? { known: true, entry: toRemembered(entry) } : { known: !answer.problem })
    }
  }

  /** Asks for a segment; never throws, and answers within the deadline. */
  find(key: SegmentKey): Promise<Finding> {
    if (!this.#stream()) return Promise.resolve(unknown)
    return new Promise((resolve) => {
      this.#lookups.push({ key, resolve })
      if (this.#asking) return
      this.#asking = true
      // Segments that come in the same turn share one question.
      setImmediate(() => this.#ask())
    })
  }

  /** Stores segments, soon. */
  store(entries: readonly NewEntry[]): void {
    this.#keep(entries)
    this.#planWrite()
  }

  /** Sends what waits to be stored, now. */
  flush(): void {
    clearTimeout(this.#writing)
    this.#writing = undefined
    for (let stream = this.#stream(); stream && this.#entries.length > 0; stream = this.#stream()) {
      this.#send(stream, [], this.#entries.splice(0, batch))
    }
  }

  /** Sends what waits and ends the streams, so that the server can. */
  close(): void {
    this.flush()
    for (const stream of [...this.#streams]) {
      stream.end()
      this.detach(stream)
    }
  }

  #ask(): void {
    this.#asking = false
    const lookups = this.#lookups
    this.#lookups = []
    for (let at = 0; at < lookups.length; at += batch) {
      const stream = this.#stream()
      const part = lookups.slice(at, at + batch)
      if (stream) this.#send(stream, part, [])
      else for (const { resolve } of part) resolve(unknown)
    }
  }

  #send(stream: MemoryStream, lookups: readonly Lookup[], entries: readonly NewEntry[]): void {
    const id = this.#nextId++
    // Look-ups keep a reader waiting; storing may take the time a database takes.
    const timer = setTimeout(
      () => {
        this.#resting.set(stream, performance.now() + restMs)
        this.#options.onTimeout?.()
        this.#giveUp(id)
      },
      lookups.length > 0 ? this.#options.lookupMs : 10_000,
    )
    this.#asked.set(id, { lookups, entries, stream, timer })
    stream.write({
      id,
      lookups: lookups.map(({ key }) => ({
        key: wholeKey(key),
        segmentHash: key.hash,
        sourceLanguage: key.source,
        targetLanguage: key.target,
      })),
      entries: entries.map(toEntry),
    })
  }

  #giveUp(id: number): void {
    const question = this.#asked.get(id)
    if (!question) return
    this.#asked.delete(id)
    clearTimeout(question.timer)
    this.#keep(question.entries)
    for (const { resolve } of question.lookups) resolve(unknown)
    if (question.entries.length > 0) this.#planWrite()
  }

  #keep(entries: readonly NewEntry[]): void {
    this.#entries.push(...entries)
    const over = this.#entries.length - maxPending
    // One by one, each new segment would move all the others, and be a line in the log.
    if (over < dropAtOnce) return
    this.#entries.splice(0, over)
    this.#options.onDropped?.(over)
  }

  #planWrite(): void {
    if (this.#writing || this.#entries.length === 0 || !this.attached) return
    this.#writing = setTimeout(() => {
      this.flush()
      this.#planWrite()
    }, this.#options.writeMs ?? 200)
    this.#writing.unref()
  }

  /** A stream that answers; the one that waited longest goes first, so that several share the work. */
  #stream(): MemoryStream | undefined {
    const now = performance.now()
    for (const stream of this.#streams) {
      if ((this.#resting.get(stream) ?? 0) > now) continue
      this.#streams.delete(stream)
      this.#streams.add(stream)
      return stream
    }
    return undefined
  }
}

function toRemembered(entry: MemoryEntry__Output): Remembered {
  const { translated, engine, model, confidence, human } = entry
  return { translated, engine: human ? 'human' : engine, model, confidence, human, confirmed: true }
}

function toEntry({ key, sourceText, remembered }: NewEntry): MemoryEntry {
  const { translated, engine, model, confidence } = remembered
  return {
    translated,
    engine,
    model,
    confidence,
    human: false,
    key: wholeKey(key),
    segmentHash: key.hash,
    sourceLanguage: key.source,
    targetLanguage: key.target,
    sourceText,
  }
}
