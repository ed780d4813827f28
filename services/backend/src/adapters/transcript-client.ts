import { randomUUID } from 'node:crypto'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem, retryAfterMs } from '@parlance/service-kit'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Config } from '../config.ts'
import type { HeardFilm, SpokenFilm, TranscriptEngine } from '../features/videos/transcript-ports.ts'

/** Bytes of an answer, at most: an hour of talk is a tenth of it. */
const mostBytes = 8 * 1_048_576
/** Milliseconds that an engine has for any film, and for each second of it; no longer than its job has. */
const leastMs = 600_000
const msPerSecond = 2_000
const mostMs = 7_800_000

const answerSchema = Type.Object({
  language: Type.Optional(Type.String()),
  segments: Type.Array(Type.Object({ start: Type.Number(), end: Type.Number(), text: Type.String() })),
})
const refusalSchema = Type.Object({ error: Type.Object({ message: Type.String() }) })

type Settings = Pick<Config, 'TRANSCRIPTION_URL' | 'TRANSCRIPTION_MODEL' | 'TRANSCRIPTION_API_KEY'>

/**
 * An engine that speaks OpenAI's protocol for transcripts. The film is sent as it is read: none of it is kept in memory.
 *
 * @returns undefined where none is configured
 */
export function createTranscriptEngine(
  { TRANSCRIPTION_URL: base, TRANSCRIPTION_MODEL: model, TRANSCRIPTION_API_KEY: key }: Settings,
  waitMs = (seconds: number) => Math.min(leastMs + seconds * msPerSecond, mostMs),
): TranscriptEngine | undefined {
  if (base === undefined) return undefined
  const url = new URL(`${base.replace(/\/+$/, '').replace(/\/v1$/, '')}/v1/audio/transcriptions`)
  return {
    transcribe: async (film, signal) => {
      const deadline = AbortSignal.timeout(waitMs(film.seconds))
      try {
        const { status, text, retryAfter } = await post(
          url,
          key,
          formOf(film, model),
          AbortSignal.any([signal, deadline]),
        )
        if (status === 200) return heardOf(text)
        throw refusalOf(status, text, key, retryAfter)
      } catch (error) {
        signal.throwIfAborted()
        if (deadline.aborted) throw new Problem('timeout', 'The engine of transcripts took too long.')
        if (error instanceof Problem) throw error
        throw new Problem('unavailable', 'The engine of transcripts cannot be reached.', { cause: error })
      } finally {
        film.content.destroy()
      }
    },
  }
}

interface Form {
  readonly boundary: string
  readonly bytes: number
  readonly parts: AsyncIterable<Uint8Array>
}

/** RFC 7578: fields first, so that an engine knows what to do with the file that follows. */
function formOf({ content, bytes, language }: SpokenFilm, model: string): Form {
  const boundary = `parlance-${randomUUID()}`
  const fields = { model, response_format: 'verbose_json', ...(language ? { language } : {}) }
  const named = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="film.mp4"\r\ncontent-type: video/mp4\r\n\r\n`
  const head = Buffer.from(named.join('') + file)
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  async function* parts() {
    yield head
    yield* content
    yield tail
  }
  return { boundary, bytes: head.length + bytes + tail.length, parts: parts() }
}

/** Not by `fetch`, which gives an engine five minutes until it begins to answer. */
async function post(url: URL, key: string | undefined, form: Form, signal: AbortSignal) {
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method: 'POST',
    signal,
    headers: {
      'content-type': `multipart/form-data; boundary=${form.boundary}`,
      'content-length': form.bytes,
      accept: 'application/json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
  })
  const answered = Promise.withResolvers<IncomingMessage>()
  request.once('response', answered.resolve)
  // An engine may refuse before it has read all: then its answer counts, and not that it reads no further.
  request.on('error', answered.reject)
  const sent = pipeline(Readable.from(form.parts, { objectMode: false }), request)
  sent.catch(answered.reject)
  try {
    const answer = await answered.promise
    const retryAfter = answer.headers['retry-after']
    return { status: answer.statusCode ?? 0, text: await textOf(answer), retryAfter }
  } finally {
    request.destroy()
    await sent.catch(() => {})
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostBytes) {
      throw new Problem('too-large', 'The engine of transcripts answered more than any film holds.')
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** @throws Problem `precondition` where it is none */
function heardOf(text: string): HeardFilm {
  const answer = jsonOf(text)
  if (Value.Check(answerSchema, answer)) return { language: answer.language, segments: answer.segments }
  const detail =
    'The engine of transcripts answered without lines and times: its model has to know verbose_json. Look at TRANSCRIPTION_MODEL.'
  throw new Problem('precondition', detail, { reason: 'no-transcript' })
}

function refusalOf(
  status: number,
  text: string,
  key: string | undefined,
  retryAfter: string | undefined,
): Problem {
  const wait = retryAfterMs(retryAfter, Date.now())
  const extra = wait === undefined ? {} : { retryAfterMs: wait }
  if (status === 429) {
    return new Problem('rate-limited', 'The engine of transcripts takes no more for now.', { extra })
  }
  if (status === 408 || status === 425 || status >= 500) {
    return new Problem('unavailable', `The engine of transcripts answers ${status}.`, { extra })
  }
  if (status === 401 || status === 403) {
    const detail = `The engine of transcripts does not let this site in (${status}): look at TRANSCRIPTION_API_KEY.`
    return new Problem('precondition', detail, { reason: 'engine-refuses' })
  }
  const answer = jsonOf(text)
  const words = tellable(Value.Check(refusalSchema, answer) ? answer.error.message : text, key)
  const detail = `The engine of transcripts refuses it (${status})${words === '' ? '.' : `: ${words}`}`
  return new Problem('precondition', detail, { reason: 'engine-refuses' })
}

/** As much of an engine's words as people may read: no markup, nothing that looks like a key. */
function tellable(words: string, key: string | undefined): string {
  const bare = key === undefined ? words : words.replaceAll(key, '…')
  return bare
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\b(?:sk-|bearer )[^\s"',]+|[\w+/=-]{32,}/gi, '…')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
