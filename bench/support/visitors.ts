import { Agent, request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { RoomReader } from './room-reader.ts'

/** Where a site's edge listens, over plain HTTP on loopback. */
export interface SiteUnderLoad {
  readonly port: number
  /** A room that guests may write in. */
  readonly room: string
  /** A submission that waits: its event stream stays open. */
  readonly submission: string
}

/** What visitors saw while they were there. */
export interface Seen {
  readonly requests: number
  readonly failed: number
  readonly failures: readonly string[]
  /** Longest time without a good answer, of the part that had the longest; milliseconds. */
  readonly longestGapMs: number
  readonly sockets: {
    readonly moved: number
    readonly cut: number
    /** Milliseconds each was away, sorted. */
    readonly away: readonly number[]
    /** Largest share of all that came back within one tenth of a second. */
    readonly burst: number
    /** Why connections were not made, and how often each. */
    readonly refused: readonly string[]
  }
  /** Messages that were acknowledged, and how many readers missed one of them. */
  readonly messages: number
  readonly missed: number
  /** How often the event stream had to be opened again, and whether it was open in the end. */
  readonly streamOpened: number
  readonly streamOpen: boolean
  /** What the slow request was answered with: its status, or the fault. */
  readonly slow: string
}

const host = '127.0.0.1'
/** The most that one address may have; the copy that is released from has no library for sockets of the release's own. */
const readers = 200
const requestsPerSecond = 200
const slowSeconds = 10
const requestTimeoutMs = 10_000

/**
 * 200 requests a second on connections that are kept alive, 200 readers of a room in which somebody writes, an open event
 * stream, and a request whose body takes ten seconds to come.
 */
export class Visitors {
  readonly #site: SiteUnderLoad
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #stopping = new AbortController()
  readonly #writing = new AbortController()
  readonly #failures: string[] = []
  readonly #readers: RoomReader[] = []
  readonly #acknowledged: number[] = []
  readonly #last = new Map<string, { at: number; gap: number }>()
  #work: Promise<unknown>[] = []
  #requests = 0
  #failed = 0
  #streamOpened = 0
  #streamOpen = false
  #slow = 'not begun'

  constructor(site: SiteUnderLoad) {
    this.#site = site
  }

  /** Resolves when everybody is there. */
  async arrive(): Promise<void> {
    for (let at = 0; at < readers; at += 25) {
      const some = Array.from({ length: 25 }, () => new RoomReader(this.#site))
      this.#readers.push(...some)
      await Promise.all(some.map((reader) => reader.connect(undefined)))
    }
    this.#work = [this.#ask(), this.#write(), this.#follow()]
  }

  /** Begins the request whose body comes slowly; it is waited for in `leave`. */
  sendSlowly(): void {
    this.#work.push(
      this.#slowRequest().then((outcome) => {
        this.#slow = outcome
      }),
    )
  }

  /** Everybody stops, and what was seen is counted. */
  async leave(): Promise<Seen> {
    // What was said last is still on its way to some; who has not got it in half a minute has lost it.
    this.#writing.abort()
    const late = performance.now() + 30_000
    while (this.#missed() > 0 && performance.now() < late) await sleep(100)
    this.#stopping.abort()
    const streamOpen = this.#streamOpen
    await Promise.all(this.#work)
    this.#agent.destroy()
    for (const reader of this.#readers) reader.leave()
    const back = this.#readers.flatMap((reader) => reader.backAt).sort((a, b) => a - b)
    const refused = new Map<string, number>()
    for (const why of this.#readers.flatMap((reader) => reader.refused))
      refused.set(why, (refused.get(why) ?? 0) + 1)
    const burst = Math.max(0, ...back.map((at) => back.filter((one) => one >= at && one < at + 100).length))
    return {
      requests: this.#requests,
      failed: this.#failed,
      failures: this.#failures,
      longestGapMs: Math.max(0, ...[...this.#last.values()].map(({ gap }) => gap)),
      sockets: {
        moved: this.#readers.reduce((sum, { moved }) => sum + moved, 0),
        cut: this.#readers.reduce((sum, { cut }) => sum + cut, 0),
        away: this.#readers.flatMap(({ away }) => away).sort((a, b) => a - b),
        burst: burst / readers,
        refused: [...refused].map(([why, times]) => `${times} × ${why}`),
      },
      messages: this.#acknowledged.length,
      missed: this.#missed(),
      streamOpened: this.#streamOpened,
      streamOpen,
      slow: this.#slow,
    }
  }

  #missed(): number {
    return this.#readers.reduce(
      (sum, reader) => sum + this.#acknowledged.filter((seq) => !reader.seen.has(seq)).length,
      0,
    )
  }

  /** An open loop: the next request does not wait for the answer before. */
  async #ask(): Promise<void> {
    const paths = ['/api/v1/languages', '/api/health/live']
    const began = performance.now()
    const pending = new Set<Promise<void>>()
    for (let n = 0; !this.#stopping.signal.aborted; n++) {
      const due = began + (n * 1_000) / requestsPerSecond
      const early = due - performance.now()
      if (early > 1) await sleep(early)
      const path = paths[n % paths.length] ?? ''
      const one = this.#get(path).then((fault) => {
        pending.delete(one)
        this.#note(path, fault)
      })
      pending.add(one)
    }
    await Promise.all(pending)
  }

  #note(path: string, fault: string | undefined): void {
    this.#requests++
    if (fault !== undefined) {
      this.#failed++
      if (this.#failures.length < 3) this.#failures.push(`${path}: ${fault}`)
      return
    }
    const now = performance.now()
    const last = this.#last.get(path)
    this.#last.set(path, { at: now, gap: Math.max(last?.gap ?? 0, last ? now - last.at : 0) })
  }

  /** @returns undefined for a good answer, else what was wrong */
  #get(path: string): Promise<string | undefined> {
    return new Promise((resolve) => {
      const options = { host, port: this.#site.port, path, agent: this.#agent, timeout: requestTimeoutMs }
      const request = httpRequest(options, (response) => {
        response.resume()
        response.once('end', () =>
          resolve(response.statusCode === 200 ? undefined : `HTTP ${response.statusCode}`),
        )
        response.once('error', (error) => resolve(error.message))
      })
      request.once('timeout', () => request.destroy(new Error('no answer')))
      request.once('error', (error) => resolve(error.message))
      request.end()
    })
  }

  /** A message a second; one that is not acknowledged is sent again with the same id, as a page does. */
  async #write(): Promise<void> {
    const { port, room } = this.#site
    const url = `http://${host}:${port}/api/v1`
    const headers = { 'content-type': 'application/json' }
    const guest = await fetch(`${url}/auth/guest`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: 'Bench', lang: 'en' }),
    })
    const { token } = (await guest.json()) as { token: string }
    for (let n = 0; !this.#writing.signal.aborted; n++) {
      const body = JSON.stringify({
        clientId: `bench-${process.pid}-${Date.now()}`,
        body: `Number ${n}`,
        lang: 'en',
      })
      for (let sent = false; !sent; ) {
        const answer = await fetch(`${url}/rooms/${room}/messages`, {
          method: 'POST',
          headers: { ...headers, authorization: `Bearer ${token}` },
          body,
        }).catch(() => undefined)
        if (answer?.status === 201) {
          this.#acknowledged.push(((await answer.json()) as { seq: number }).seq)
          sent = true
        } else await sleep(200)
        if (this.#writing.signal.aborted) return
      }
      await sleep(1_000)
    }
  }

  /** Holds the event stream open, and opens it again as a browser does. */
  async #follow(): Promise<void> {
    const { port, submission } = this.#site
    const { signal } = this.#stopping
    while (!signal.aborted) {
      try {
        const answer = await fetch(`http://${host}:${port}/api/v1/submissions/${submission}/events`, {
          signal,
        })
        this.#streamOpened++
        this.#streamOpen = answer.ok
        for await (const _ of answer.body ?? []) this.#streamOpen = true
      } catch {
        // Ended, or cut: opened again below.
      }
      this.#streamOpen = false
      await sleep(500, undefined, { signal }).catch(() => {})
    }
  }

  #slowRequest(): Promise<string> {
    const body = JSON.stringify({ q: 'The garden is open today.'.repeat(8), source: 'en', target: 'es' })
    return new Promise((resolve) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const request = httpRequest(
        { host, port: this.#site.port, path: '/translate', method: 'POST', headers },
        (response) => {
          response.resume()
          response.once('end', () => resolve(`HTTP ${response.statusCode}`))
        },
      )
      request.once('error', (error) => resolve(error.message))
      const parts = 20
      const drip = async () => {
        for (let n = 0; n < parts; n++) {
          request.write(body.slice((n * body.length) / parts, ((n + 1) * body.length) / parts))
          await sleep((slowSeconds * 1_000) / parts)
        }
        request.end()
      }
      void drip()
    })
  }
}
