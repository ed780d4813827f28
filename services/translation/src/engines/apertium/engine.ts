import {
  type Engine,
  type EngineAnswer,
  EngineError,
  type EngineJob,
  type EngineState,
  type Route,
} from '../engine.ts'
import { findModes, type Modes } from './modes.ts'
import { Pool } from './pool.ts'
import { type Chain, findChains } from './routes.ts'

/** Options of the Apertium engine. */
export interface ApertiumOptions {
  readonly modesFolder: string
  /** Where Apertium's programs are found, as in PATH. */
  readonly path: string
  /** Pipelines of one mode at most: one a core. */
  readonly workers: number
  /** A pipeline idle for so long ends. */
  readonly idleMs: number
  readonly answerMs?: number
  readonly onRestart?: (mode: string, why: string) => void
}

/** How long a found set of modes is believed, so that a pair installed later is noticed. */
const modesTtlMs = 30_000

/** Rule-based translation, offline: https://www.apertium.org. Its data is GPL and runs as programs of its own. */
export class ApertiumEngine implements Engine {
  readonly kind = 'apertium'
  readonly model = 'apertium'
  readonly licence = { name: 'GPL-3.0-or-later', commercialUse: true }
  readonly concurrency: number
  /** Nothing is padded here: small batches, of about five sentences, start sooner and are answered sooner. */
  readonly batchBudget = 100
  readonly #options: ApertiumOptions
  readonly #pool: Pool
  #found: { modes: Modes; chains: ReadonlyMap<string, Chain>; at: number } | undefined

  constructor(options: ApertiumOptions) {
    this.#options = options
    // Batches overlap in a pipeline, as its programs work side by side.
    this.concurrency = options.workers * 16
    this.#pool = new Pool({ ...options, size: options.workers })
  }

  revision(): string {
    return this.#look().modes.revision
  }

  cost(segment: string): number {
    return Math.ceil(segment.length / 4) + 4
  }

  route(source: string, target: string): readonly string[] | undefined {
    const chain = this.#look().chains.get(`${source}>${target}`)
    return chain?.modes.slice(1).map((mode) => mode.source)
  }

  routes(): readonly Route[] {
    return [...this.#look().chains.values()].flatMap(({ modes }) => {
      const source = modes[0]?.source
      const target = modes.at(-1)?.target
      return source && target ? [{ source, target, via: modes.slice(1).map((mode) => mode.source) }] : []
    })
  }

  async translate({ segments, source, target, urgent = false, signal }: EngineJob): Promise<EngineAnswer[]> {
    const chain = this.#look().chains.get(`${source}>${target}`)
    if (!chain) throw new EngineError(`Apertium has no way from ${source} to ${target}`)
    let texts = segments
    const coverage = segments.map(() => 1)
    for (const mode of chain.modes) {
      const answers = await this.#pool.translate(mode, texts, urgent, signal)
      texts = answers.map(({ text }) => text)
      answers.forEach(({ words, unknown }, index) => {
        const known = words === 0 ? 1 : Math.max(0, 1 - unknown / words)
        coverage[index] = Math.min(coverage[index] ?? 1, known)
      })
    }
    return texts.map((text, index) => ({ text, confidence: chain.quality * (coverage[index] ?? 0) }))
  }

  state(): EngineState {
    const { modes } = this.#look().modes
    return {
      available: modes.length > 0,
      problem:
        modes.length > 0
          ? ''
          : (this.#look().modes.problems[0] ??
            'none of the site’s language pairs is installed: install apertium and its pairs'),
      loaded: this.#pool.running,
    }
  }

  memoryBytes(): number {
    return this.#pool.memoryBytes
  }

  /** Process ids of everything that runs. */
  get pids(): number[] {
    return this.#pool.pids
  }

  async close(): Promise<void> {
    this.#pool.close()
  }

  #look() {
    const now = performance.now()
    if (!this.#found || now - this.#found.at > modesTtlMs) {
      const modes = findModes(this.#options.modesFolder, this.#options.path)
      const same =
        this.#found && this.#found.modes.revision === modes.revision ? this.#found.chains : undefined
      this.#found = { modes, chains: same ?? findChains(modes.modes), at: now }
    }
    return this.#found
  }
}
