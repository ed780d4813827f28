import type { Engine, EngineAnswer, EngineJob, Route } from '../../src/engines/engine.ts'

/** An engine that is a function, for tests of what surrounds engines. */
export class FakeEngine implements Engine {
  readonly kind = 'apertium'
  readonly model = 'fake'
  readonly licence = { name: 'MIT', commercialUse: true }
  concurrency = 2
  batchBudget = 1_000
  /** Every batch it was given, in order. */
  readonly batches: EngineJob[] = []
  readonly #speak: (text: string, job: EngineJob) => EngineAnswer | Promise<EngineAnswer>
  readonly #pairs: readonly string[] | undefined

  constructor(
    speak: (text: string, job: EngineJob) => EngineAnswer | Promise<EngineAnswer>,
    pairs?: readonly string[],
  ) {
    this.#speak = speak
    this.#pairs = pairs
  }

  revision(): string {
    return 'r1'
  }

  cost(segment: string): number {
    return segment.length
  }

  route(source: string, target: string): readonly string[] | undefined {
    return !this.#pairs || this.#pairs.includes(`${source}>${target}`) ? [] : undefined
  }

  routes(): readonly Route[] {
    return []
  }

  async translate(job: EngineJob): Promise<EngineAnswer[]> {
    this.batches.push(job)
    return Promise.all(job.segments.map((text) => this.#speak(text, job)))
  }

  state() {
    return { available: true, problem: '', loaded: true }
  }

  memoryBytes(): number {
    return 0
  }

  async close(): Promise<void> {}
}

/** An engine that writes every letter as a capital, and so loses nothing. */
export function shouting(): FakeEngine {
  return new FakeEngine((text) => ({ text: text.toUpperCase(), confidence: 0.9 }))
}
