import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ProbeTarget, SocketProbe, type SocketReport } from './socket-probe.ts'

export interface ProbeReport {
  requests: number
  /** Not answered, or with 500 and above. */
  failed: number
  /** Longest time between two good answers of the same part, in milliseconds. */
  longestGapMs: number
  /** What the first failures were. */
  failures: readonly string[]
  sockets: SocketReport
}

/** One part each: the backend answers the first, the frontend the second. */
const paths = ['/health/live', '/api/health/live']
/** Milliseconds. */
const everyMs = 50
const mostPending = 4
const requestTimeoutMs = 8_000
const socketCount = 4
const shownFailures = 5

/** Asks the site all the while, over kept-alive connections, as visitors do who happen to be there. */
export class SiteProbe {
  readonly #target: ProbeTarget
  readonly #agent: HttpAgent
  readonly #stopping = new AbortController()
  readonly #failures: string[] = []
  readonly #sockets: SocketProbe
  #lanes: Promise<void>[] = []
  #requests = 0
  #failed = 0
  #longestGapMs = 0

  constructor(target: ProbeTarget) {
    this.#target = target
    const options = { keepAlive: true, maxSockets: paths.length * mostPending }
    this.#agent = target.secure
      ? new HttpsAgent({ ...options, rejectUnauthorized: false })
      : new HttpAgent(options)
    this.#sockets = new SocketProbe(target)
  }

  /** Begins with the parts that answer now. @returns their paths: a part that is down already is nobody's failure */
  async start(): Promise<string[]> {
    const answers = await Promise.all(paths.map(async (path) => (await this.#ask(path)) === undefined))
    const serving = paths.filter((_path, index) => answers[index])
    this.#lanes = serving.map((path) => this.#watch(path))
    if (serving.includes(paths[0] ?? '')) await this.#sockets.start(socketCount)
    return serving
  }

  get failed(): number {
    return this.#failed
  }

  /** Ends, and says what was seen. */
  async stop(): Promise<ProbeReport> {
    this.#stopping.abort()
    await Promise.all(this.#lanes)
    this.#agent.destroy()
    return {
      requests: this.#requests,
      failed: this.#failed,
      longestGapMs: Math.round(this.#longestGapMs),
      failures: this.#failures,
      sockets: this.#sockets.stop(),
    }
  }

  async #watch(path: string): Promise<void> {
    const { signal } = this.#stopping
    const pending = new Set<Promise<void>>()
    let last = performance.now()
    while (!signal.aborted) {
      // A site that answers slowly is not asked more and more.
      if (pending.size >= mostPending) {
        await Promise.race(pending)
        continue
      }
      const one = this.#ask(path).then((fault) => {
        pending.delete(one)
        this.#requests++
        const now = performance.now()
        if (fault === undefined) {
          this.#longestGapMs = Math.max(this.#longestGapMs, now - last)
          last = now
          return
        }
        this.#failed++
        if (this.#failures.length < shownFailures) this.#failures.push(`${path}: ${fault}`)
      })
      pending.add(one)
      await sleep(everyMs, undefined, { signal }).catch(() => {})
    }
    await Promise.all(pending)
  }

  /** @returns undefined for a good answer, else what was wrong with it */
  #ask(path: string): Promise<string | undefined> {
    const { secure, host, port, hostname } = this.#target
    const options: RequestOptions & { servername?: string } = {
      host,
      port,
      path,
      agent: this.#agent,
      timeout: requestTimeoutMs,
      headers: { host: hostname },
      ...(secure ? { servername: hostname } : {}),
    }
    return new Promise((resolve) => {
      const request = (secure ? httpsRequest : httpRequest)(options, (response) => {
        response.resume()
        response.once('end', () => {
          const { statusCode = 0 } = response
          resolve(statusCode < 500 ? undefined : `HTTP ${statusCode}`)
        })
        response.once('error', (error) => resolve(error.message))
      })
      request.once('timeout', () => request.destroy(new Error(`no answer within ${requestTimeoutMs} ms`)))
      request.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      request.end()
    })
  }
}
