import { randomBytes } from 'node:crypto'
import { languages } from '@parlance/contracts'
import { askGemini, type GeminiAnswer, GeminiFault, type GeminiQuestion } from '@parlance/service-kit/gemini'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { withPlaceholders } from '../../text/placeholders.ts'
import {
  type Engine,
  type EngineAnswer,
  EngineError,
  type EngineJob,
  type EngineState,
  type Route,
} from '../engine.ts'
import { canaryId, translationQuestion } from './prompt.ts'

/** Options of the Gemini engine. */
export interface GeminiOptions {
  readonly model: string
  readonly apiKey: string | undefined
  readonly baseUrl: string
  /** Time an answer may take. */
  readonly timeoutMs?: number
}

const itemsSchema = Type.Array(Type.Object({ id: Type.Integer(), translation: Type.String() }))

/** What an answer without log-probabilities is worth. */
const usualConfidence = 0.85
/** Milliseconds that an answer may take where nothing else is said. */
const usualTimeoutMs = 60_000

const everyPair: readonly Route[] = languages.flatMap((source) =>
  languages.filter((target) => target !== source).map((target) => ({ source, target, via: [] })),
)

/** Translations by Google's Gemini. */
export class GeminiEngine implements Engine {
  readonly kind = 'gemini'
  readonly model: string
  readonly licence = { name: 'Gemini API terms', commercialUse: true }
  readonly concurrency = 4
  readonly batchBudget = 2_000
  readonly #options: GeminiOptions

  constructor(options: GeminiOptions) {
    this.#options = options
    this.model = options.model
  }

  revision(): string {
    return ''
  }

  cost(segment: string): number {
    return Math.ceil(segment.length / 4) + 8
  }

  route(source: string, target: string): readonly string[] | undefined {
    return everyPair.some((route) => route.source === source && route.target === target) ? [] : undefined
  }

  routes(): readonly Route[] {
    return everyPair
  }

  async translate({ segments, source, target, signal }: EngineJob): Promise<EngineAnswer[]> {
    if (!this.route(source, target))
      throw new EngineError(`${this.model} does not translate ${source} to ${target}`)
    const written = segments.map(withPlaceholders)
    const canary = randomBytes(9).toString('base64url')
    const texts = written.map(({ text }) => text)
    const question = translationQuestion(texts, source, target, canary)
    const { said, confidence } = this.#read(await this.#ask(question, signal))
    const byId = new Map(said.map(({ id, translation }) => [id, translation]))
    if (byId.get(canaryId) !== canary)
      throw new EngineError(`${this.model} did something else than translating`)
    if (byId.size !== segments.length + 1) {
      throw new EngineError(`${this.model} answered ${byId.size - 1} texts of ${segments.length}`)
    }
    return written.map(({ restore }, index) => {
      const translation = byId.get(index + 1)
      if (translation === undefined) throw new EngineError(`${this.model} left a text out`)
      return { text: restore(translation), confidence }
    })
  }

  state(): EngineState {
    const available = this.#options.apiKey !== undefined
    const problem = available ? '' : 'GEMINI_API_KEY is not set: give it, or GEMINI_API_KEY_FILE'
    return { available, problem, loaded: false }
  }

  memoryBytes(): number {
    return 0
  }

  async close(): Promise<void> {}

  #read(answer: GeminiAnswer): { said: { id: number; translation: string }[]; confidence: number } {
    const { text, finishReason, meanLogProbability } = answer
    if (finishReason !== 'STOP')
      throw new EngineError(`${this.model} broke off: ${finishReason ?? 'no answer'}`)
    const said = parseJson(text)
    if (!Value.Check(itemsSchema, said))
      throw new EngineError(`${this.model}: its answer is not the list asked for`)
    return {
      said,
      confidence:
        meanLogProbability === undefined ? usualConfidence : Math.exp(Math.min(0, meanLogProbability)),
    }
  }

  async #ask(question: GeminiQuestion, signal: AbortSignal): Promise<GeminiAnswer> {
    const { apiKey, timeoutMs = usualTimeoutMs } = this.#options
    if (!apiKey) throw new EngineError('GEMINI_API_KEY is not set')
    try {
      return await askGemini({ ...this.#options, apiKey, timeoutMs }, question, signal)
    } catch (error) {
      if (!(error instanceof GeminiFault)) throw error
      throw new EngineError(`${this.model} ${error.message}`, { cause: error })
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
