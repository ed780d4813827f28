import { setTimeout as sleep } from 'node:timers/promises'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { retryAfterMs } from './retry-after.ts'

/** Where and as whom Gemini is asked. */
export interface GeminiAccess {
  /** `https://generativelanguage.googleapis.com`, or a compatible server. */
  readonly baseUrl: string
  readonly model: string
  readonly apiKey: string
  /** Milliseconds that one try may take. */
  readonly timeoutMs: number
}

/** What it is asked. What strangers wrote belongs into `message`, never into `instruction`. */
export interface GeminiQuestion {
  readonly instruction: string
  readonly message: string
  /** Such as `{ temperature: 0, responseMimeType: 'application/json' }`. */
  readonly generationConfig: Readonly<Record<string, unknown>>
}

/** The first candidate, whole. */
export interface GeminiAnswer {
  /** Its parts in one, without the model's thoughts; may be empty. */
  readonly text: string
  /** `STOP` where it ended as it should; undefined where there is no candidate. */
  readonly finishReason: string | undefined
  /** Mean logarithm of the probability of its tokens, at most 0; many models tell none. */
  readonly meanLogProbability: number | undefined
  /** What is paid for, as Gemini counted it; 0 where it did not say. Thoughts are part of the answer. */
  readonly tokens: { readonly prompt: number; readonly answer: number }
}

/**
 * Why there is no answer: nothing could be reached, it took too long, its status was not 200, the model refused to answer, or
 * what came is no answer or too long for one.
 */
export type GeminiFaultKind = 'unreachable' | 'late' | 'status' | 'refused' | 'unreadable'

/** Gemini gave no answer. */
export class GeminiFault extends Error {
  readonly kind: GeminiFaultKind
  /** Its HTTP status, where there was an answer that is none. */
  readonly status: number | undefined

  constructor(kind: GeminiFaultKind, message: string, options: ErrorOptions & { status?: number } = {}) {
    super(message, options)
    this.kind = kind
    this.status = options.status
  }
}

const answerSchema = Type.Object({
  candidates: Type.Optional(
    Type.Array(
      Type.Object({
        content: Type.Optional(
          Type.Object({
            parts: Type.Optional(
              Type.Array(
                Type.Object({
                  text: Type.Optional(Type.String()),
                  thought: Type.Optional(Type.Boolean()),
                }),
              ),
            ),
          }),
        ),
        finishReason: Type.Optional(Type.String()),
        avgLogprobs: Type.Optional(Type.Number()),
      }),
    ),
  ),
  usageMetadata: Type.Optional(
    Type.Object({
      promptTokenCount: Type.Optional(Type.Integer()),
      candidatesTokenCount: Type.Optional(Type.Integer()),
      thoughtsTokenCount: Type.Optional(Type.Integer()),
    }),
  ),
  promptFeedback: Type.Optional(Type.Object({ blockReason: Type.Optional(Type.String()) })),
})

/** Answers that may be better a moment later. */
const transient = new Set([429, 500, 502, 503, 504])
const retryMs = 1_000
const longestWaitMs = 5_000
const maxAnswerBytes = 4_000_000

/**
 * Asks Gemini over its REST protocol (`models.generateContent`, https://ai.google.dev/api/generate-content), once more after a
 * moment where it is busy. The key travels in a header, never in the address.
 *
 * @throws GeminiFault, or the reason of `signal` once that is aborted
 */
export async function askGemini(
  access: GeminiAccess,
  question: GeminiQuestion,
  signal: AbortSignal,
): Promise<GeminiAnswer> {
  const endpoint = `${access.baseUrl.replace(/\/$/, '')}/v1beta/models/${encodeURIComponent(access.model)}:generateContent`
  const body = JSON.stringify({
    systemInstruction: { parts: [{ text: question.instruction }] },
    contents: [{ role: 'user', parts: [{ text: question.message }] }],
    generationConfig: question.generationConfig,
  })
  const first = await post(endpoint, body, access, signal)
  if (typeof first === 'string') return readAnswer(first)
  const again = first.retryAfterMs ?? retryMs
  if (!transient.has(first.status)) throw badStatus(first.status)
  if (again > longestWaitMs) throw badStatus(first.status, `: try again in ${again / 1_000} s`)
  await sleep(again, undefined, { signal })
  const second = await post(endpoint, body, access, signal)
  if (typeof second === 'string') return readAnswer(second)
  throw badStatus(second.status)
}

function badStatus(status: number, rest = ''): GeminiFault {
  return new GeminiFault('status', `answered ${status}${rest}`, { status })
}

/** The body of a 200, or what else came. */
async function post(
  endpoint: string,
  body: string,
  { apiKey, timeoutMs }: GeminiAccess,
  signal: AbortSignal,
): Promise<string | { status: number; retryAfterMs: number | undefined }> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-goog-api-key': apiKey },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    if (response.status === 200) return await readCapped(response)
    await response.body?.cancel()
    const wait = retryAfterMs(response.headers.get('retry-after') ?? undefined, Date.now())
    return { status: response.status, retryAfterMs: wait || undefined }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof GeminiFault) throw error
    const late = error instanceof Error && error.name === 'TimeoutError'
    throw new GeminiFault(
      late ? 'late' : 'unreachable',
      late ? 'did not answer in time' : 'cannot be reached',
      { cause: error },
    )
  }
}

async function readCapped(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxAnswerBytes) throw new GeminiFault('unreadable', 'answered at too great a length')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readAnswer(body: string): GeminiAnswer {
  const { promptFeedback, candidates, usageMetadata: used = {} } = parse(body)
  if (promptFeedback?.blockReason) {
    throw new GeminiFault('refused', `refused: ${promptFeedback.blockReason}`)
  }
  const [candidate] = candidates ?? []
  return {
    text: (candidate?.content?.parts ?? [])
      .map(({ text, thought }) => (thought ? '' : (text ?? '')))
      .join(''),
    finishReason: candidate?.finishReason,
    meanLogProbability: candidate?.avgLogprobs,
    tokens: {
      prompt: used.promptTokenCount ?? 0,
      answer: (used.candidatesTokenCount ?? 0) + (used.thoughtsTokenCount ?? 0),
    },
  }
}

function parse(body: string): Static<typeof answerSchema> {
  let answer: unknown
  try {
    answer = JSON.parse(body)
  } catch {
    // As unreadable as an answer of another form.
  }
  if (!Value.Check(answerSchema, answer))
    throw new GeminiFault('unreadable', 'gave an answer that cannot be understood')
  return answer
}
