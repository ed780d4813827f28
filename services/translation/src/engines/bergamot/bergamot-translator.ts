import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { EngineAnswer } from '../engine.ts'
import { StepGate } from '../step-gate.ts'
import type { BergamotJob, PairFiles } from './bergamot-protocol.ts'
import { manifestName, type PairManifest } from './manifest.ts'
import { readAnswer } from './markup.ts'
import { type BergamotModule, type LoadedModel, loadBergamot } from './wasm.ts'

/** Texts are given to the engine by so many characters at a time: between two slices it can be stopped or overtaken. */
const sliceCharacters = 400
/** Directions in memory at once, the ones used last; each takes some fifty megabytes. */
const maxModels = 6

/** What the process around the engine wants to know. */
export interface BergamotReport {
  /** It got on by a slice. */
  readonly onAlive: () => void
  /** It aborted: nothing works from now on. */
  readonly onDead: () => void
}

type Service = InstanceType<BergamotModule['BlockingService']>

/** The engine and the models it has loaded, in this process. One thread: WebAssembly has no more. */
export class Bergamot {
  readonly #module: BergamotModule
  readonly #service: Service
  readonly #report: BergamotReport
  readonly #complaints: string[]
  readonly #models = new Map<string, LoadedModel>()
  readonly #gate = new StepGate()

  private constructor(module: BergamotModule, report: BergamotReport, complaints: string[]) {
    this.#module = module
    this.#service = new module.BlockingService({ cacheSize: 0 })
    this.#report = report
    this.#complaints = complaints
  }

  /** Loads the engine; models come with the batches that want them. @throws Error when it cannot be run here. */
  static async load(report: BergamotReport): Promise<Bergamot> {
    const complaints: string[] = []
    const module = await loadBergamot((line) => {
      complaints.push(line)
      complaints.splice(0, complaints.length - 4)
    })
    return new Bergamot(module, report, complaints)
  }

  /** Translates a batch slice by slice. An abort ends it after the slice it is at. @throws Error `cancelled` then. */
  translate({ hops, texts, urgent }: BergamotJob, signal: AbortSignal): Promise<EngineAnswer[]> {
    return this.#gate.run(urgent, async () => {
      const answers: EngineAnswer[] = []
      while (answers.length < texts.length) {
        await breathe()
        await this.#gate.pass()
        if (signal.aborted) throw new Error('cancelled')
        const slice = sliceFrom(texts, answers.length)
        for (const html of this.#speak(hops, slice)) answers.push(readAnswer(html))
        this.#report.onAlive()
      }
      return answers
    })
  }

  #speak(hops: readonly PairFiles[], texts: readonly string[]): string[] {
    const models = hops.map((hop) => this.#model(hop))
    const [first, second] = models
    if (!first) throw new Error('no model was named')
    const input = new this.#module.VectorString()
    const options = new this.#module.VectorResponseOptions()
    for (const text of texts) {
      input.push_back(text)
      options.push_back({ alignment: false, html: true, qualityScores: true })
    }
    try {
      const responses = this.#guarded(`${hops.map(nameOf).join(' and ')} failed`, () =>
        second
          ? this.#service.translateViaPivoting(first, second, input, options)
          : this.#service.translate(first, input, options),
      )
      const answers = texts.map((_, index) => responses.get(index).getTranslatedText())
      responses.delete()
      return answers
    } finally {
      input.delete()
      options.delete()
    }
  }

  #model(files: PairFiles): LoadedModel {
    const key = [files.model, ...files.vocabularies].join('\n')
    const known = this.#models.get(key)
    if (known) {
      // The last used is the last in the map.
      this.#models.delete(key)
      this.#models.set(key, known)
      return known
    }
    checkSums(files)
    const [[oldest, model] = []] = this.#models
    if (oldest !== undefined && this.#models.size >= maxModels) {
      model?.delete()
      this.#models.delete(oldest)
    }
    const loaded = this.#guarded(`${basename(files.model)} of ${nameOf(files)} cannot be loaded`, () =>
      this.#load(files),
    )
    this.#models.set(key, loaded)
    return loaded
  }

  #load({ model, shortlist, vocabularies, precision }: PairFiles): LoadedModel {
    const memory = (content: Uint8Array, alignment: number) => {
      const own = new this.#module.AlignedMemory(content.length, alignment)
      own.getByteArrayView().set(content)
      return own
    }
    const list = new this.#module.AlignedMemoryList()
    for (const vocabulary of vocabularies) list.push_back(memory(readFileSync(vocabulary), 64))
    return new this.#module.TranslationModel(
      configuration(precision),
      memory(readFileSync(model), 256),
      memory(shortlist === '' ? new Uint8Array() : readFileSync(shortlist), 64),
      list,
      null,
    )
  }

  /** Runs the engine; what it complained of last becomes the error when it aborts. */
  #guarded<T>(what: string, run: () => T): T {
    this.#complaints.length = 0
    try {
      return run()
    } catch (error) {
      // Files that cannot be read are no fault of the engine's.
      if ((error as NodeJS.ErrnoException).code === undefined) this.#report.onDead()
      const said = this.#complaints.map((line) => line.replace(/^\[[^\]]*\] (?:Error: )?/, '')).at(0)
      const reason = said ?? (error instanceof Error ? error.message : `error ${String(error)}`)
      throw new Error(`${what}: ${reason}`)
    }
  }
}

/** Whether the files are those that were downloaded; a folder of the operator's own has no list of them. */
function checkSums(files: PairFiles): void {
  const list = join(dirname(files.model), manifestName)
  if (!existsSync(list)) return
  const manifest = JSON.parse(readFileSync(list, 'utf8')) as PairManifest
  for (const file of [files.model, files.shortlist, ...files.vocabularies].filter(Boolean)) {
    const expected = manifest.files.find(({ path }) => path === basename(file))?.sha256
    if (expected && createHash('sha256').update(readFileSync(file)).digest('hex') !== expected) {
      const again = `run manage models:pull bergamot:${files.source}-${files.target}`
      throw new Error(`${basename(file)} of ${nameOf(files)} has a wrong checksum: ${again}`)
    }
  }
}

/** Texts from `start` that make one slice: at least one. */
function sliceFrom(texts: readonly string[], start: number): string[] {
  const slice: string[] = []
  let characters = 0
  for (let at = start; at < texts.length; at += 1) {
    const text = texts[at] ?? ''
    if (slice.length > 0 && characters + text.length > sliceCharacters) break
    slice.push(text)
    characters += text.length
  }
  return slice
}

function nameOf({ source, target }: PairFiles): string {
  return `${source} → ${target}`
}

/** Greedy search with the cost of each word, and the alignment that markup follows. */
function configuration(precision: PairFiles['precision']): string {
  return `${Object.entries({
    'beam-size': 1,
    normalize: '1.0',
    'word-penalty': 0,
    'cpu-threads': 0,
    'gemm-precision': precision,
    'skip-cost': false,
    alignment: 'soft',
    quiet: true,
    'quiet-translation': true,
    'max-length-break': 128,
    'mini-batch-words': 1024,
    workspace: 64,
    'max-length-factor': '2.0',
  })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`
}
