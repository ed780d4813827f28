import { bodyOf, json, type LocalServer, serve } from './http-server.ts'
import { wordForWord } from './word-for-word.ts'

/** What a request says, as far as the tests look at it. */
export interface SeenRequest {
  readonly url: string
  readonly key: string | undefined
  readonly body: {
    readonly systemInstruction: { readonly parts: readonly { readonly text: string }[] }
    readonly contents: readonly { readonly parts: readonly { readonly text: string }[] }[]
    readonly generationConfig: { readonly responseMimeType?: string; readonly responseSchema?: unknown }
  }
}

type Item = { id: number; text: string }
type Answer = { status: number; headers?: Record<string, string>; body: unknown }

/** How the model behaves for one request; by default it translates. */
export type GeminiMood = (items: Item[], seen: SeenRequest) => Answer

/** A whole answer of `generateContent`. */
export function answer(value: unknown, more: object = {}): Answer {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return {
    status: 200,
    body: { candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', ...more }] },
  }
}

/** A model that does what it is told. */
export const obedient: GeminiMood = (items, { body }) => {
  const target = /to \S+ \((\w+)\)/.exec(body.systemInstruction.parts[0]?.text ?? '')?.[1] ?? 'en'
  const translations = items.map(({ id, text }) => ({
    id,
    translation: id === 0 ? text : wordForWord(text, target),
  }))
  return answer(translations, { avgLogprobs: -0.05 })
}

/** A server that speaks Gemini's REST protocol. */
export async function serveGemini(mood: {
  current: GeminiMood
}): Promise<LocalServer & { seen: SeenRequest[] }> {
  const seen: SeenRequest[] = []
  const server = await serve(async (request, response) => {
    const one: SeenRequest = {
      url: request.url ?? '',
      key: request.headers['x-goog-api-key'] as string | undefined,
      body: (await bodyOf(request)) as SeenRequest['body'],
    }
    seen.push(one)
    if (one.key !== 'test-key') {
      json(response, 400, { error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } })
      return
    }
    const items = JSON.parse(one.body.contents[0]?.parts[0]?.text ?? '[]') as Item[]
    const { status, headers = {}, body } = mood.current(items, one)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    json(response, status, body)
  })
  return { ...server, seen }
}
