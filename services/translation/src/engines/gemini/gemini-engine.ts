import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { languages } from '@parlance/contracts'
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
import { canaryId, geminiRequest } from './prompt.ts'

/** Options of the Gemini engine. */
export interface GeminiOptions {
  readonly model: string
  readonly apiKey: string | undefined
  readonly baseUrl: string
  /** Time an answer may take. */
  readonly timeoutMs?: number
}

const answerSchema = Type.Object({
  candidates: Type.Optional(
    Type.Array(
      Type.Object({
        content: Type.Optional(
          Type.Object({
            parts: Type.Optional(Type.Array(Type.Object({ text: Type.Optional(Type.String()) }))),
          }),
        ),
        finishReason: Type.Optional(Type.String()),
        avgLogprobs: Type.Optional(Type.Number()),
      }),
    ),
  ),
  promptFeedback: Type.Optional(Type.Object({ blockReason: Type.Optional(Type.String()) })),
})
const itemsSchema = Type.Array(Type.Object({ id: Type.Integer(), translation: Type.String() }))

/** What an answer without log-probabilities is worth. */
const usualConfidence = 0.85
/** Answers that may be better a moment later. */
const transient = new Set([429, 500, 502, 503, 504])
const retryMs = 1_000

const everyPair: readonly Route[] = languages.flatMap((source) =>
  languages.filter((target) => target !== source).map((target) => ({ source, target, via: [] })),
)

/** Google's Gemini over its REST protocol (`models.generateContent`, https://ai.google.dev/api/generate-content). */
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
    const request = JSON.stringify(geminiRequest(texts, source, target, canary))
    const { said, confidence } = this.#read(await this.#ask(request, signal))
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

  #read(answer: unknown): { said: { id: number; translation: string }[]; confidence: number } {
    if (!Value.Check(answerSchema, answer))
      throw new EngineError(`${this.model}: its answer cannot be understood`)
    const blocked = answer.promptFeedback?.blockReason
    if (blocked) throw new EngineError(`${this.model} refused: ${blocked}`)
    const [candidate] = answer.candidates ?? []
    if (candidate?.finishReason !== 'STOP') {
      throw new EngineError(`${this.model} broke off: ${candidate?.finishReason ?? 'no answer'}`)
    }
    const text = candidate.content?.parts?.map((part) => part.text ?? '').join('') ?? ''
    const said = parseJson(text)
    if (!Value.Check(itemsSchema, said))
      throw new EngineError(`${this.model}: its answer is not the list asked for`)
    const { avgLogprobs } = candidate
    return {
      said,
      confidence: avgLogprobs === undefined ? usualConfidence : Math.exp(Math.min(0, avgLogprobs)),
    }
  }

  /** Asks, once more after a moment when the service is busy. The key travels in a header, never in the address. */
  async #ask(body: string, signal: AbortSignal): Promise<unknown> {
    const { apiKey, baseUrl, model, timeoutMs = 60_000 } = this.#options
    if (!apiKey) throw new EngineError('GEMINI_API_KEY is not set')
    const url = `${baseUrl.replace(/\/$/, '')}/v1beta/models/${model}:generateContent`
    for (let attempt = 1; ; attempt += 1) {
      let response: Response
      try {
        response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-goog-api-key': apiKey },
          body,
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        })
        if (response.ok) return await response.json()
        await response.body?.cancel()
      } catch (error) {
        signal.throwIfAborted()
        throw new EngineError(`${model} cannot be reached`, { cause: error })
      }
      if (attempt === 2 || !transient.has(response.status)) {
        throw new EngineError(`${model} answered ${response.status}`)
      }
      const wait = Number(response.headers.get('retry-after')) * 1_000 || retryMs
      if (wait > 5_000)
        throw new EngineError(`${model} answered ${response.status}: try again in ${wait / 1_000} s`)
      await sleep(wait, undefined, { signal })
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
