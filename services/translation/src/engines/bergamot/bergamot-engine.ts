import { basename, join } from 'node:path'
import { languages } from '@parlance/contracts'
import {
  type Engine,
  type EngineAnswer,
  EngineError,
  type EngineJob,
  type EngineState,
  type Route,
} from '../engine.ts'
import { ModelProcess, type ModelProcessOptions } from '../model-process.ts'
import type { BergamotJob, PairFiles } from './bergamot-protocol.ts'
import { bergamotFolder, type InstalledPairs, readPairs } from './installed-pairs.ts'
import { toMarkup } from './markup.ts'

/** Options of the engine. */
export interface BergamotOptions extends ModelProcessOptions {
  /** A folder with one folder for each direction; empty: where `models:pull` puts them. */
  readonly folder: string
  readonly modelsFolder: string
  /** A process that says nothing for so long while it works is ended. */
  readonly silenceMs?: number
}

/** How long a look at the folder is believed, so that models pulled or deleted later are noticed. */
const lookAgainMs = 5_000
/** A pair whose model could not be loaded is not asked for so long, unless its files change. */
const restMs = 60_000
/** The language that every published model has on one side. */
const pivot = 'en'

/** The small neural models of Firefox Translations, on the CPU, through WebAssembly in a process of its own. */
export class BergamotEngine implements Engine {
  readonly kind = 'bergamot'
  readonly model: string
  /** The licence of the published models. */
  readonly licence = { name: 'MPL-2.0', commercialUse: true }
  /** One batch of a catalogue, and one that somebody waits for, which overtakes it. */
  readonly concurrency = 2
  readonly batchBudget = 1_024
  readonly #folder: string
  readonly #process: ModelProcess<Record<string, never>, BergamotJob>
  #installed: InstalledPairs = { pairs: new Map(), revision: '', problems: [] }
  readonly #resting = new Map<string, { readonly revision: string; readonly until: number }>()
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(options: BergamotOptions) {
    this.#folder = options.folder || join(options.modelsFolder, bergamotFolder)
    // A path of this machine is nobody's business.
    this.model = options.folder ? basename(options.folder) : 'firefox-translations'
    this.#process = new ModelProcess(
      { name: 'bergamot-main', model: 'bergamot', load: {}, silenceMs: options.silenceMs ?? 30_000 },
      options,
    )
  }

  revision(): string {
    return this.#look().revision
  }

  /** About the tokens of a sentence-piece vocabulary. */
  cost(segment: string): number {
    return Math.ceil(segment.length / 3.5) + 3
  }

  route(source: string, target: string): readonly string[] | undefined {
    if (source === target || this.#rests(`${source}-${target}`)) return undefined
    if (this.#pair(source, target)) return []
    return this.#pair(source, pivot) && this.#pair(pivot, target) ? [pivot] : undefined
  }

  routes(): readonly Route[] {
    return languages.flatMap((source) =>
      languages.flatMap((target): Route[] => {
        const via = this.route(source, target)
        return via ? [{ source, target, via }] : []
      }),
    )
  }

  async translate({ segments, source, target, urgent = false, signal }: EngineJob): Promise<EngineAnswer[]> {
    const via = this.route(source, target)
    if (!via)
      throw new EngineError(`no model translates ${source} to ${target}: run manage models:pull bergamot`)
    const stops = [source, ...via, target]
    const hops = stops.slice(1).flatMap((stop, index) => this.#pair(stops[index] ?? '', stop) ?? [])
    const written = segments.map(toMarkup)
    // What holds no word is not worth a word of the model's: it would say some.
    const asked = written.flatMap(({ text }, index) =>
      /[\p{L}\p{N}]/u.test(segments[index] ?? '') ? { text, index } : [],
    )
    const answers: EngineAnswer[] = segments.map((text) => ({ text, confidence: 1 }))
    if (asked.length === 0) return answers
    const texts = asked.map(({ text }) => text)
    const said = await this.#process.translate({ hops, texts, urgent }, signal).catch((error: unknown) => {
      if (error instanceof EngineError && /cannot be loaded|wrong checksum/.test(error.message)) {
        const until = performance.now() + restMs
        this.#resting.set(`${source}-${target}`, { revision: this.revision(), until })
      }
      throw error
    })
    asked.forEach(({ index }, at) => {
      const { text = '', confidence = 0 } = said[at] ?? {}
      answers[index] = { text: written[index]?.restore(text) ?? text, confidence }
    })
    return answers
  }

  state(): EngineState {
    const { pairs, problems } = this.#look()
    const available = pairs.size > 0
    const missing = `no models are installed: manage models:pull bergamot brings all seven languages`
    return {
      available,
      problem: available ? '' : (problems[0] ?? missing),
      loaded: this.#process.pid !== undefined,
    }
  }

  memoryBytes(): number {
    return this.#process.memoryBytes
  }

  /** The process that runs the engine, while there is one. */
  get pid(): number | undefined {
    return this.#process.pid
  }

  async close(): Promise<void> {
    await this.#process.close()
  }

  #rests(pair: string): boolean {
    const rest = this.#resting.get(pair)
    return rest !== undefined && rest.revision === this.revision() && performance.now() < rest.until
  }

  #pair(source: string, target: string): PairFiles | undefined {
    return this.#look().pairs.get(`${source}-${target}`)
  }

  #look(): InstalledPairs {
    const now = performance.now()
    if (now - this.#lookedAt >= lookAgainMs) {
      this.#lookedAt = now
      this.#installed = readPairs(this.#folder)
    }
    return this.#installed
  }
}
