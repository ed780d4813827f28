/** Which program speaks. */
export type EngineKind = 'apertium' | 'bergamot' | 'onnx' | 'http' | 'gemini'

/** A way from one language to another; `via` names the pivots in order, none when it is direct. */
export interface Route {
  readonly source: string
  readonly target: string
  readonly via: readonly string[]
}

/**
 * Segments of one language pair. A segment is one sentence of prose; what must not be translated stands in it as single
 * private-use characters (see text/masks.ts), which an engine hands through as it can, and markup around words as two of
 * them, which it puts around the words that those became, in one piece or several (see text/spans.ts): the caller verifies.
 */
export interface EngineJob {
  readonly segments: readonly string[]
  readonly source: string
  readonly target: string
  /** Somebody waits for it: it may overtake what is not urgent. */
  readonly urgent?: boolean
  /** Aborts when nobody waits any more: stop the work, do not only abandon it. */
  readonly signal: AbortSignal
}

/** What became of one segment; `confidence` is 0 to 1. */
export interface EngineAnswer {
  readonly text: string
  readonly confidence: number
}

/** How an engine stands at this moment. */
export interface EngineState {
  readonly available: boolean
  /** Why it is not available and what to do; empty when it is. */
  readonly problem: string
  readonly loaded: boolean
}

/** What people may do with a model. */
export interface Licence {
  /** SPDX where there is one, else a plain name. */
  readonly name: string
  readonly commercialUse: boolean
}

/** One engine with one model. Every implementation passes test/engines/conformance.ts. */
export interface Engine {
  readonly kind: EngineKind
  readonly model: string
  readonly licence: Licence
  /** How many batches it works on at once. */
  readonly concurrency: number
  /** Budget of one batch, in units of {@link cost}; padding counts, so a batch costs its size times its longest. */
  readonly batchBudget: number
  /** Identity of the model's data: a new one makes what was remembered of the old one void. */
  revision(): string
  /** What a segment costs, about a token a unit. */
  cost(segment: string): number
  /** The pivots from source to target (none: direct), or undefined where the pair is not served. */
  route(source: string, target: string): readonly string[] | undefined
  /** Every pair of the site's languages that is served. */
  routes(): readonly Route[]
  /**
   * Translates a batch; `answers[i]` is that of `segments[i]`.
   * @throws EngineError when the batch cannot be done; the signal's reason when it was aborted.
   */
  translate(job: EngineJob): Promise<readonly EngineAnswer[]>
  /** Asked for every text, so it is cheap. */
  state(): EngineState
  /** Resident memory of what runs it, in bytes; 0 when nothing does. Read from the system at each call. */
  memoryBytes(): number
  close(): Promise<void>
}

/** The engine could not do it; the next tier may. */
export class EngineError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EngineError'
  }
}
