import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { retryAfterMs } from '@parlance/service-kit'
import type { Agent, Dispatcher } from 'undici'
import { failureOfNetwork, isScrapeFailure, ScrapeFailure } from '../failure.ts'
import { Cookies } from './cookies.ts'
import { acceptedEncodings, decodeBody, readCapped, tooLarge } from './decode-body.ts'
import { guardedConnector } from './dial.ts'
import type { Guard } from './guard.ts'

/** What is asked for, and how much of it at most. */
export interface FetchOptions {
  /** `Accept` header. */
  readonly accept: string
  /** Decoded bytes at most. */
  readonly maxBytes: number
  /** What happens to a longer body; `fail` where absent. */
  readonly onExcess?: 'fail' | 'cut'
  /** Milliseconds for everything: redirects, headers, body. */
  readonly deadlineMs: number
  readonly maxRedirects: number
  readonly signal: AbortSignal
  /** Asked before each address is requested, the first and every redirect's: robots.txt. Throws to refuse. */
  readonly permit?: (url: URL) => Promise<void>
  /** The cookies of the scrape; absent: of this request and its redirects alone. */
  readonly cookies?: Cookies
  /** Waits once where the server asks for that, this long at most in milliseconds; absent: does not. */
  readonly waitMs?: number
  /** A version that is known already: its address is asked for conditionally, and 304 is an answer. */
  readonly known?: KnownVersion | undefined
  /** Runs each single request: one at a time for a host. */
  readonly turn?: <T>(url: URL, request: () => Promise<T>) => Promise<T>
}

/** By what a server knows a version of a page; `''` = not by this. It holds for that address alone. */
export interface KnownVersion {
  readonly url: string
  readonly etag: string
  readonly lastModified: string
}

/** What came back. */
export interface Fetched {
  /** The last address, after redirects. */
  readonly url: URL
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
  readonly redirects: number
}

/** What came back of a file that is taken as it comes. */
export interface Opened {
  readonly url: URL
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Decoded; whoever has it reads it to its end, or destroys it. */
  readonly body: Readable
}

type Answer = Pick<Fetched, 'status' | 'headers'>
/** Takes a response that is no redirect. */
type Take<T extends Answer> = (response: Dispatcher.ResponseData, headers: Answer['headers']) => Promise<T>

const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308]
const refusals = ['invalid-url', 'unsupported-scheme', 'blocked-port', 'blocked-address'] as const

/** Our own requests to the open web: GET alone, through the guard, with caps on bytes, time and redirects. */
export class Fetcher {
  readonly #guard: Guard
  readonly #userAgent: string
  /** undici is loaded with the first request; an idle service does without. */
  #agent: Promise<Agent> | undefined

  constructor(guard: Guard, userAgent: string) {
    this.#guard = guard
    this.#userAgent = userAgent
  }

  /**
   * GETs an address, following redirects by hand, each checked as the first was. Any HTTP status is an answer.
   *
   * @throws ScrapeFailure; `blocked-redirect` where a redirect leads to what may not be read
   * @throws the signal's reason where the caller gives up
   */
  get(start: URL, options: FetchOptions): Promise<Fetched> {
    return this.#follow(start, options, (response, headers) => read(response, headers, options))
  }

  /**
   * The same, whose body is read by the caller, within the deadline. What it says of its length is looked at before.
   *
   * @throws ScrapeFailure; the same later by the body
   */
  open(start: URL, options: Omit<FetchOptions, 'onExcess'>): Promise<Opened> {
    return this.#follow(start, options, async (response, headers) => {
      refuseLonger(response, headers, options.maxBytes)
      const { statusCode: status, body } = response
      return { status, headers, body: decodeBody(body, headers['content-encoding']) }
    })
  }

  async #follow<T extends Answer>(
    start: URL,
    options: FetchOptions,
    take: Take<T>,
  ): Promise<T & Pick<Fetched, 'url' | 'redirects'>> {
    const deadline = AbortSignal.timeout(options.deadlineMs)
    const signal = AbortSignal.any([options.signal, deadline])
    const cookies = options.cookies ?? new Cookies()
    let url = start
    let waited = false
    for (let redirects = 0; ; redirects++) {
      try {
        const answer = await this.#hop(url, signal, { ...options, cookies }, take)
        const waitMs = answer instanceof URL || waited ? undefined : waitOf(answer)
        if (waitMs !== undefined && waitMs <= (options.waitMs ?? -1)) {
          waited = true
          redirects--
          await pause(waitMs, undefined, { signal })
          continue
        }
        if (!(answer instanceof URL)) return { ...answer, url, redirects }
        if (redirects === options.maxRedirects) {
          throw new ScrapeFailure('too-many-redirects', `The page redirects more than ${redirects} times.`)
        }
        url = answer
      } catch (error) {
        if (options.signal.aborted) throw options.signal.reason
        if (deadline.aborted && !isScrapeFailure(error)) throw neverEnds(url, options.deadlineMs)
        throw failureOfHop(error, url, start)
      }
    }
  }

  /** Lets idle connections go. */
  async close(): Promise<void> {
    await (await this.#agent)?.destroy()
  }

  async #open(): Promise<Agent> {
    const undici = await import('undici')
    return new undici.Agent({
      connect: guardedConnector(this.#guard),
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 10_000,
      headersTimeout: 15_000,
      bodyTimeout: 15_000,
      maxHeaderSize: 64 * 1_024,
    })
  }

  async #hop<T extends Answer>(
    url: URL,
    signal: AbortSignal,
    options: FetchOptions & { readonly cookies: Cookies },
    take: Take<T>,
  ): Promise<URL | T> {
    signal.throwIfAborted()
    await options.permit?.(url)
    const request = () => this.#request(url, signal, options, take)
    return options.turn ? options.turn(url, request) : request()
  }

  async #request<T extends Answer>(
    url: URL,
    signal: AbortSignal,
    options: FetchOptions & { readonly cookies: Cookies },
    take: Take<T>,
  ): Promise<URL | T> {
    this.#agent ??= this.#open()
    const agent = await this.#agent
    const cookie = options.cookies.headerFor(url)
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      signal,
      headers: {
        accept: options.accept,
        'accept-encoding': acceptedEncodings,
        'accept-language': 'en, *;q=0.5',
        'user-agent': this.#userAgent,
        ...(cookie === undefined ? {} : { cookie }),
        ...conditionFor(url, options.known),
      },
    })
    options.cookies.take(url, response.headers)
    const headers = flatten(response)
    const location = headers.location
    if (redirectStatuses.includes(response.statusCode) && location !== undefined) {
      discard(response.body)
      return this.#target(utf8Of(location), url)
    }
    return take(response, headers)
  }

  #target(location: string, from: URL): URL {
    try {
      return this.#guard.checkUrl(new URL(location, from).href)
    } catch (error) {
      throw isScrapeFailure(error)
        ? redirectFailure(error)
        : new ScrapeFailure('http-error', 'The page redirects to an address that is not one.')
    }
  }
}

async function read(
  response: Dispatcher.ResponseData,
  headers: Answer['headers'],
  { maxBytes, onExcess = 'fail' }: FetchOptions,
): Promise<Answer & Pick<Fetched, 'body'>> {
  if (onExcess === 'fail') refuseLonger(response, headers, maxBytes)
  try {
    const decoded = decodeBody(response.body, headers['content-encoding'])
    const content = await readCapped(decoded, maxBytes, onExcess)
    // Some servers pack and do not say so.
    const packed = headers['content-encoding'] === undefined && content[0] === 0x1f && content[1] === 0x8b
    const body = packed
      ? await readCapped(decodeBody(Readable.from([content]), 'gzip'), maxBytes, onExcess)
      : content
    return { status: response.statusCode, headers, body }
  } finally {
    discard(response.body)
  }
}

/** @throws ScrapeFailure too-large */
function refuseLonger({ body }: Dispatcher.ResponseData, headers: Answer['headers'], maxBytes: number): void {
  if (!(Number(headers['content-length']) > maxBytes)) return
  discard(body)
  throw tooLarge(maxBytes)
}

/** The headers of a conditional request (RFC 9110, 13.1); none for another address than the known one. */
function conditionFor(url: URL, known: KnownVersion | undefined): Record<string, string> {
  if (known?.url !== url.href) return {}
  return {
    ...(known.etag === '' ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === '' ? {} : { 'if-modified-since': known.lastModified }),
  }
}

/** Milliseconds that an answer asks to wait for before asking again. */
function waitOf({ status, headers }: Answer): number | undefined {
  return status === 429 || status === 503 ? retryAfterMs(headers['retry-after'], Date.now()) : undefined
}

/** A header whose bytes are UTF-8, which Node reads as Latin-1. */
function utf8Of(header: string): string {
  if (!/[\u0080-\u00ff]/.test(header) || /[^\0-\u00ff]/.test(header)) return header
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'))
  } catch {
    return header
  }
}

/** Drops what is left of a body, and with it the connection; its `error` event is of no interest any more. */
function discard(body: Readable): void {
  body.on('error', () => {})
  body.destroy()
}

function flatten(response: Dispatcher.ResponseData): Record<string, string | undefined> {
  const entries = Object.entries(response.headers)
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]))
}

function failureOfHop(error: unknown, url: URL, start: URL): ScrapeFailure {
  const failure = failureOfNetwork(error, url.host)
  return url !== start && isScrapeFailure(failure, ...refusals) ? redirectFailure(failure) : failure
}

function redirectFailure(refusal: ScrapeFailure): ScrapeFailure {
  return new ScrapeFailure(
    'blocked-redirect',
    `The page sends its readers to a place that is not read. ${refusal.detail}`,
    refusal,
  )
}

function neverEnds(url: URL, deadlineMs: number): ScrapeFailure {
  return new ScrapeFailure(
    'timed-out',
    `${url.host} had not sent all of it after ${Math.round(deadlineMs / 1_000)} seconds.`,
  )
}
