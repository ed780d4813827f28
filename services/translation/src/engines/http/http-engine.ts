import { isLanguage } from '@parlance/contracts'
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

/** Options of a LibreTranslate-compatible engine. */
export interface HttpOptions {
  /** Base address of the server. */
  readonly url: string
  readonly apiKey?: string | undefined
  /** Time an answer may take. */
  readonly timeoutMs?: number
}

const languagesSchema = Type.Array(
  Type.Object({ code: Type.String(), targets: Type.Optional(Type.Array(Type.String())) }),
)
const translateSchema = Type.Object({ translatedText: Type.Array(Type.String()) })

/** How long the list of languages is believed; a failure is tried again sooner. */
const freshMs = 60_000
const retryMs = 5_000
/** The protocol tells no confidence: what servers of this kind are worth between well-trained pairs. */
const usualConfidence = 0.7

/** A server that speaks LibreTranslate's protocol: https://docs.libretranslate.com/api/. */
export class HttpEngine implements Engine {
  readonly kind = 'http'
  readonly model: string
  readonly licence = { name: 'set by the server', commercialUse: false }
  readonly concurrency = 4
  readonly batchBudget = 2_000
  readonly #options: HttpOptions
  #routes: readonly Route[] = []
  #problem = 'it was not asked yet'
  #askedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<void> | undefined

  constructor(options: HttpOptions) {
    this.#options = options
    this.model = new URL(options.url).host
  }

  /** Asks the server for its languages, if that was not done lately. Never throws: a fault shows in {@link state}. */
  refresh(): Promise<void> {
    const age = performance.now() - this.#askedAt
    if (this.#asking || age < (this.#problem === '' ? freshMs : retryMs))
      return this.#asking ?? Promise.resolve()
    this.#asking = this.#ask().finally(() => {
      this.#asking = undefined
      this.#askedAt = performance.now()
    })
    return this.#asking
  }

  revision(): string {
    return ''
  }

  cost(segment: string): number {
    return Math.ceil(segment.length / 4) + 2
  }

  route(source: string, target: string): readonly string[] | undefined {
    return this.routes().some((route) => route.source === source && route.target === target) ? [] : undefined
  }

  routes(): readonly Route[] {
    void this.refresh()
    return this.#routes
  }

  async translate({ segments, source, target, signal }: EngineJob): Promise<EngineAnswer[]> {
    if (!this.route(source, target))
      throw new EngineError(`${this.model} does not translate ${source} to ${target}`)
    const written = segments.map(withPlaceholders)
    const answer = await this.#fetch(
      '/translate',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          q: written.map(({ text }) => text),
          source,
          target,
          format: 'text',
          ...(this.#options.apiKey ? { api_key: this.#options.apiKey } : {}),
        }),
      },
      signal,
    )
    if (!Value.Check(translateSchema, answer) || answer.translatedText.length !== segments.length) {
      throw new EngineError(`${this.model} answered something else than ${segments.length} translations`)
    }
    return answer.translatedText.map((text, index) => ({
      text: written[index]?.restore(text) ?? text,
      confidence: usualConfidence,
    }))
  }

  state(): EngineState {
    void this.refresh()
    return { available: this.#problem === '', problem: this.#problem, loaded: false }
  }

  memoryBytes(): number {
    return 0
  }

  async close(): Promise<void> {}

  async #ask(): Promise<void> {
    try {
      const answer = await this.#fetch('/languages', {}, AbortSignal.timeout(3_000))
      if (!Value.Check(languagesSchema, answer))
        throw new EngineError(`${this.model} is no LibreTranslate server`)
      const codes = answer.map(({ code }) => code)
      this.#routes = answer.flatMap(({ code, targets = codes }) =>
        targets
          .filter((target) => target !== code && isLanguage(code) && isLanguage(target))
          .map((target) => ({ source: code, target, via: [] })),
      )
      this.#problem = ''
    } catch (error) {
      this.#problem = (error as Error).message
    }
  }

  async #fetch(path: string, init: RequestInit, signal: AbortSignal): Promise<unknown> {
    const { url, timeoutMs = 30_000 } = this.#options
    try {
      const response = await fetch(url.replace(/\/$/, '') + path, {
        ...init,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      })
      if (!response.ok) throw new EngineError(`${this.model} answered ${response.status}`)
      return await response.json()
    } catch (error) {
      if (error instanceof EngineError) throw error
      signal.throwIfAborted()
      throw new EngineError(`${this.model} cannot be reached: ${causeOf(error)}`, { cause: error })
    }
  }
}

function causeOf(error: unknown): string {
  const { cause, message } = error as Error
  return cause instanceof Error ? cause.message : message
}
