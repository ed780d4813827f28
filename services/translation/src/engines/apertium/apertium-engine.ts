import {
  type Engine,
  type EngineAnswer,
  EngineError,
  type EngineJob,
  type EngineState,
  type Route,
} from '../engine.ts'
import { betterWords } from './better-words.ts'
import { numberWords, replaceWord, sourceOf, withoutNumbers } from './middle-words.ts'
import { findModes, type Modes } from './modes.ts'
import { Pool } from './pool.ts'
import { otherSpelling, respell } from './respelling.ts'
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

/** What became of a text on its way through a chain. */
interface Pass {
  readonly text: string
  /** Share of the words that were known, where they were known least. */
  readonly coverage: number
  /** Words of the source that the first mode did not know. */
  readonly unknown: readonly string[]
  /** Words of a language between that the last mode did not know. */
  readonly left: readonly string[]
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
    const run = (texts: readonly string[]) => this.#run(chain, texts, urgent, signal)
    const passes = await run(segments)
    await this.#respelt(segments, passes, run)
    if (chain.modes.length > 1) await this.#mendMiddle(segments, passes, run)
    // Squared: of 200 short lines that were judged, one unknown word in four spoilt nearly all (test/engines/judged.tsv).
    return passes.map(({ text, coverage }) => ({ text, confidence: chain.quality * coverage ** 2 }))
  }

  /** Texts through each mode of a chain. */
  async #run(
    chain: Chain,
    segments: readonly string[],
    urgent: boolean,
    signal: AbortSignal,
  ): Promise<Pass[]> {
    let passes = segments.map((text): Pass => ({ text, coverage: 1, unknown: [], left: [] }))
    for (const [hop, mode] of chain.modes.entries()) {
      const texts = passes.map(({ text }) => text)
      const answers = await this.#pool.translate(mode, texts, urgent, signal)
      passes = answers.map(({ text, words, unknown, untranslated }, index): Pass => {
        const before = passes[index]
        const known = words === 0 ? 1 : Math.max(0, 1 - unknown / words)
        const first = hop === 0 ? untranslated : (before?.unknown ?? [])
        const strangers = new Set(first.map((word) => word.toLowerCase()))
        const left = hop === 0 ? [] : untranslated.filter((word) => !strangers.has(word.toLowerCase()))
        return {
          text: betterWords(text, mode.source, mode.target),
          coverage: Math.min(before?.coverage ?? 1, known),
          unknown: first,
          left,
        }
      })
    }
    return passes
  }

  /** Tries words that were not known in their other spelling, and takes what knows more. */
  async #respelt(
    segments: readonly string[],
    passes: Pass[],
    run: (texts: readonly string[]) => Promise<Pass[]>,
  ) {
    const tries = passes.flatMap(({ unknown }, index) => {
      const text = unknown.length > 0 ? respell(segments[index] ?? '', unknown) : undefined
      return text === undefined ? [] : [{ index, text }]
    })
    const others = tries.length > 0 ? await run(tries.map(({ text }) => text)) : []
    for (const [at, other] of others.entries()) {
      const { index = 0 } = tries[at] ?? {}
      const { unknown = [] } = passes[index] ?? {}
      if (other.unknown.length >= unknown.length) continue
      // What neither spelling is known of is written as it was.
      const text = unknown.reduce((all, word) => replaceWord(all, otherSpelling(word), word), other.text)
      passes[index] = { ...other, text }
    }
  }

  /**
   * Words that a later mode did not know are words of the language between: what stood in the source is tried alone, and
   * stays as it is when that is not known either.
   */
  async #mendMiddle(
    segments: readonly string[],
    passes: Pass[],
    run: (texts: readonly string[]) => Promise<Pass[]>,
  ) {
    const broken = passes.flatMap(({ left }, index) => {
      const numbered = left.length > 0 ? numberWords(segments[index] ?? '') : undefined
      return numbered ? [{ index, numbered }] : []
    })
    if (broken.length === 0) return
    const traced = await run(broken.map(({ numbered }) => numbered.text))
    const found = broken.flatMap(({ index, numbered }, at) => {
      const trace = traced[at]
      const pass = passes[index]
      if (!trace || !pass) return []
      // Numbers may change how words are read together: then the traced answer is taken, in which all is known.
      const same = pass.left.every((word) => trace.left.includes(word))
      const text = same ? pass.text : withoutNumbers(trace.text, numbered)
      const left = [...new Set(same ? pass.left : trace.left)]
      return [
        { index, text, words: left.map((word) => ({ word, source: sourceOf(word, trace.text, numbered) })) },
      ]
    })
    const asked = [
      ...new Set(found.flatMap(({ words }) => words.map(({ source }) => source)).filter(Boolean)),
    ]
    const alone = await run(asked)
    for (const { index, text, words } of found) {
      const mended = words.reduce((all, { word, source }) => {
        const { text: own = '', left = [''] } = alone[asked.indexOf(source)] ?? {}
        return replaceWord(all, word, left.length > 0 || own === '' ? source || word : own)
      }, text)
      passes[index] = { ...(passes[index] as Pass), text: mended, left: [] }
    }
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
