import { basename } from 'node:path'
import { withPlaceholders } from '../../text/placeholders.ts'
import {
  type Engine,
  type EngineAnswer,
  EngineError,
  type EngineJob,
  type EngineState,
  type Licence,
  type Route,
} from '../engine.ts'
import { ModelProcess, type ModelProcessOptions } from '../model-process.ts'
import { type Dtype, type InstalledModel, isFolder, readInstalled } from './installed-model.ts'
import { licenceOf } from './licences.ts'
import type { ModelJob, ModelLoad } from './onnx-protocol.ts'

/** Options of a neural engine. */
export interface OnnxOptions extends ModelProcessOptions {
  /** Hub id, or a folder. */
  readonly spec: string
  readonly modelsFolder: string
  /** Weights where the model's manifest names none. */
  readonly dtype: Dtype
  /** Threads of its arithmetic. */
  readonly threads: number
}

/** How long a missing model is believed to be missing, so that one pulled later is noticed. */
const lookAgainMs = 5_000

/** A neural model through onnxruntime, in a process of its own. */
export class OnnxEngine implements Engine {
  readonly kind = 'onnx'
  readonly model: string
  /** One batch of a catalogue, and one that somebody waits for, which overtakes it. */
  readonly concurrency = 2
  readonly batchBudget = 1_024
  readonly #options: OnnxOptions
  #installed: InstalledModel | undefined
  #process: ModelProcess<ModelLoad, ModelJob> | undefined
  #problem = ''
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(options: OnnxOptions) {
    this.#options = options
    // A path of this machine is nobody's business.
    this.model = isFolder(options.spec) ? basename(options.spec) : options.spec
  }

  get licence(): Licence {
    return this.#look()?.licence ?? licenceOf(this.model, undefined)
  }

  revision(): string {
    return this.#look()?.revision ?? ''
  }

  /** About the tokens of a sentence-piece vocabulary. */
  cost(segment: string): number {
    return Math.ceil(segment.length / 3.5) + 3
  }

  route(source: string, target: string): readonly string[] | undefined {
    return this.routes().some((route) => route.source === source && route.target === target) ? [] : undefined
  }

  routes(): readonly Route[] {
    return this.#look()?.family.routes ?? []
  }

  async translate({ segments, source, target, urgent = false, signal }: EngineJob): Promise<EngineAnswer[]> {
    const installed = this.#look()
    if (!installed || !this.route(source, target)) {
      throw new EngineError(this.#problem || `${this.model} does not translate ${source} to ${target}`)
    }
    if (segments.length === 0) return []
    const { id: model, folder, dtype } = installed
    const load = { folder, dtype, threads: this.#options.threads }
    this.#process ??= new ModelProcess({ name: 'model-main', model, load }, this.#options)
    const written = segments.map(withPlaceholders)
    const job = {
      texts: written.map(({ text }) => text),
      prompt: installed.family.prompt(source, target),
      urgent,
    }
    const answers = await this.#process.translate(job, signal)
    return answers.map(({ text, confidence }, index) => ({
      text: written[index]?.restore(text) ?? text,
      confidence,
    }))
  }

  state(): EngineState {
    const installed = this.#look()
    return {
      available: installed !== undefined,
      problem: installed ? '' : this.#problem,
      loaded: this.#process?.pid !== undefined,
    }
  }

  memoryBytes(): number {
    return this.#process?.memoryBytes ?? 0
  }

  /** The process that runs the model, while there is one. */
  get pid(): number | undefined {
    return this.#process?.pid
  }

  async close(): Promise<void> {
    await this.#process?.close()
  }

  #look(): InstalledModel | undefined {
    const now = performance.now()
    if (this.#installed || now - this.#lookedAt < lookAgainMs) return this.#installed
    this.#lookedAt = now
    const { spec, modelsFolder, dtype } = this.#options
    try {
      this.#installed = readInstalled(spec, modelsFolder, dtype)
    } catch (error) {
      this.#problem = (error as Error).message
    }
    return this.#installed
  }
}
