import {
  AutoModelForSeq2SeqLM,
  AutoTokenizer,
  env,
  InterruptableStoppingCriteria,
  LogitsProcessor,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from '@huggingface/transformers'
import type { EngineAnswer } from '../engine.ts'
import { StepGate } from '../step-gate.ts'
import type { Prompt } from './families.ts'
import type { Dtype } from './installed-model.ts'
import type { ModelJob } from './onnx-protocol.ts'

/** Tokens that an answer may have beyond so many times those of its source. */
const maxGrowth = 2
const spare = 16
const maxTokens = 512

/** What the tokenizers of NLLB and M2M100 have beside the rest: they set the languages' tokens. */
interface CodedTokenizer {
  _build_translation_inputs(
    texts: readonly string[],
    options: object,
    languages: { src_lang: string; tgt_lang: string; forced_bos_token_id?: number },
  ): Inputs
}

interface Inputs {
  readonly input_ids: Tensor
  readonly attention_mask: Tensor
}

/** Where a model is and how it runs. */
export interface Seq2SeqOptions {
  readonly parent: string
  readonly name: string
  readonly dtype: Dtype
  readonly threads: number
}

/** An encoder-decoder model and its tokenizer, in this process. */
export class Seq2Seq {
  readonly #model: PreTrainedModel
  readonly #tokenizer: PreTrainedTokenizer
  readonly #gate = new StepGate()

  private constructor(model: PreTrainedModel, tokenizer: PreTrainedTokenizer) {
    this.#model = model
    this.#tokenizer = tokenizer
    const forward = model.forward.bind(model)
    model.forward = async (inputs) => {
      await this.#gate.pass()
      return forward(inputs)
    }
  }

  /** Loads a model from a folder; nothing is fetched. @throws what the library says of the files. */
  static async load({ parent, name, dtype, threads }: Seq2SeqOptions): Promise<Seq2Seq> {
    env.allowRemoteModels = false
    env.allowLocalModels = true
    env.localModelPath = parent
    const tokenizer = await AutoTokenizer.from_pretrained(name)
    const model = await AutoModelForSeq2SeqLM.from_pretrained(name, {
      dtype,
      device: 'cpu',
      session_options: {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        // Threads that wait by spinning take the cores from the service itself, where there are few.
        extra: { session: { intra_op: { allow_spinning: '0' } } },
      },
    })
    return new Seq2Seq(model, tokenizer)
  }

  /** Translates a batch greedily. An abort ends it after the token it is at. @throws Error `cancelled` then. */
  translate({ texts, prompt, urgent }: ModelJob, signal: AbortSignal): Promise<EngineAnswer[]> {
    return this.#gate.run(urgent, () => this.#generate(texts, prompt, signal))
  }

  async #generate(texts: readonly string[], prompt: Prompt, signal: AbortSignal): Promise<EngineAnswer[]> {
    const options = { padding: true, truncation: true }
    const generation: { forced_bos_token_id?: number } = {}
    let inputs: Inputs
    if (prompt.kind === 'codes') {
      const languages: { src_lang: string; tgt_lang: string; forced_bos_token_id?: number } = {
        src_lang: prompt.source,
        tgt_lang: prompt.target,
      }
      inputs = (this.#tokenizer as unknown as CodedTokenizer)._build_translation_inputs(
        texts,
        options,
        languages,
      )
      if (languages.forced_bos_token_id !== undefined)
        generation.forced_bos_token_id = languages.forced_bos_token_id
    } else {
      inputs = this.#tokenizer(
        texts.map((text) => prompt.prefix + text),
        options,
      ) as Inputs
    }
    const stop = new InterruptableStoppingCriteria()
    const interrupt = () => stop.interrupt()
    signal.addEventListener('abort', interrupt, { once: true })
    const watch = new ConfidenceWatch(texts.length, this.#endTokens())
    try {
      const length = Number(inputs.input_ids.dims.at(-1))
      const sequences = (await this.#model.generate({
        ...inputs,
        ...generation,
        max_new_tokens: Math.min(maxTokens, length * maxGrowth + spare),
        num_beams: 1,
        do_sample: false,
        logits_processor: [watch],
        stopping_criteria: [stop],
      } as never)) as Tensor
      if (signal.aborted) throw new Error('cancelled')
      return this.#decode(sequences, watch)
    } finally {
      signal.removeEventListener('abort', interrupt)
    }
  }

  #decode(sequences: Tensor, watch: ConfidenceWatch): EngineAnswer[] {
    const ends = this.#endTokens()
    return (sequences.tolist() as bigint[][]).map((row, index) => {
      // A row goes on after its end until the longest has ended; the first token is the decoder's start.
      const end = row.findIndex((token, at) => at > 0 && ends.has(Number(token)))
      const tokens = row.slice(1, end < 0 ? undefined : end).map(Number)
      return {
        text: tokens.length > 0 ? this.#tokenizer.decode(tokens, { skip_special_tokens: true }) : '',
        confidence: watch.confidenceOf(index),
      }
    })
  }

  #endTokens(): ReadonlySet<number> {
    const { eos_token_id: end } = this.#model.config as { eos_token_id?: number | number[] }
    return new Set(end === undefined ? [] : [end].flat())
  }
}

/** Watches the logits of a greedy search: the log-probability of each chosen token, per row, until the row ends. */
class ConfidenceWatch extends LogitsProcessor {
  readonly sums: Float64Array
  readonly counts: Uint32Array
  readonly ends: ReadonlySet<number>

  constructor(rows: number, ends: ReadonlySet<number>) {
    super()
    this.sums = new Float64Array(rows)
    this.counts = new Uint32Array(rows)
    this.ends = ends
  }

  override _call(inputIds: bigint[][], logits: Tensor): Tensor {
    const [rows = 0, size = 0] = [logits.dims[0], logits.dims.at(-1)]
    const data = logits.data as Float32Array
    for (let row = 0; row < rows; row += 1) {
      const tokens = inputIds[row] ?? []
      if (tokens.length > 1 && this.ends.has(Number(tokens.at(-1)))) continue
      this.sums[row] = (this.sums[row] ?? 0) + logProbabilityOfMax(data, row * size, size)
      this.counts[row] = (this.counts[row] ?? 0) + 1
    }
    return logits
  }

  /** Geometric mean of the probabilities of a row's tokens. */
  confidenceOf(row: number): number {
    const count = this.counts[row] ?? 0
    return count === 0 ? 0 : Math.exp((this.sums[row] ?? 0) / count)
  }
}

/** log softmax of the largest of `size` logits from `start`. */
function logProbabilityOfMax(data: Float32Array, start: number, size: number): number {
  let max = Number.NEGATIVE_INFINITY
  for (let at = start; at < start + size; at += 1) max = Math.max(max, data[at] ?? max)
  let sum = 0
  for (let at = start; at < start + size; at += 1) {
    const distance = (data[at] ?? max) - max
    // What is e⁻³⁰ beside the largest does not count, and exp is what this loop costs.
    if (distance > -30) sum += Math.exp(distance)
  }
  return -Math.log(sum)
}
