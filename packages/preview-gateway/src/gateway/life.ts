import { setTimeout as sleep } from 'node:timers/promises'
import type { ContainerControl, PreviewContainer } from '../containers.ts'

/** `absent`: it has no containers, or was never made whole. */
export type LifeState = 'absent' | 'stopped' | 'waking' | 'running' | 'stopping' | 'failed'

/** What a preview's life needs of the outside. */
export interface LifeParts {
  control: ContainerControl
  /** Whether its pages and its interface both answer. */
  answers(name: string): Promise<boolean>
  now(): number
  /** Milliseconds after which a wake is given up. */
  wakeMs: number
  /** Milliseconds between two questions whether it answers. */
  askEveryMs: number
  /** What was done with it, for the log. */
  tell(event: { preview: string; did: string; ms: number; error?: unknown }): void
}

/** What others stand on ends last: a backend that loses its database while it ends complains for nothing. */
const stores = new Set(['postgres', 'redis'])
/** What a first page stands on. The rest is started when it is there: on a busy machine it would take the processor from it. */
const firsts = new Set(['edge', 'frontend', 'backend', ...stores])
const isFirst = ({ service }: PreviewContainer): boolean => firsts.has(service)
/** Questions without an answer after which it is looked whether everything goes. */
const lookAgainAfter = 10
/** One that keeps ending is looked after by Docker. */
const goes = ({ state }: PreviewContainer): boolean => state === 'running' || state === 'restarting'
/** After a wake that failed it is not tried again with every request. */
const restMs = 10_000

/**
 * One preview as it comes and goes. Never more than one thing is done with it at a time: who wants it while it is being
 * stopped has it stopped no further, and started again.
 */
export class Life {
  readonly name: string
  readonly #parts: LifeParts
  #state: LifeState = 'absent'
  #containers: readonly PreviewContainer[] = []
  #working: Promise<void> | undefined
  /** Of what is being done with it: its page answers, though it may not be at its end. */
  #answered = Promise.withResolvers<void>()
  #wanted = false
  #failedAt = 0
  #open = 0
  /** Milliseconds since 1970. */
  lastUse: number
  /** Since when it is in this state. */
  since: number
  /** Why the last wake failed. */
  faults: readonly string[] = []

  constructor(name: string, parts: LifeParts) {
    this.name = name
    this.#parts = parts
    this.lastUse = parts.now()
    this.since = this.lastUse
  }

  get state(): LifeState {
    return this.#state
  }

  /** Requests and WebSockets that are open. */
  get open(): number {
    return this.#open
  }

  /** Somebody uses it from now until what is returned is called. */
  use(): () => void {
    this.#open++
    this.lastUse = this.#parts.now()
    let over = false
    return () => {
      if (over) return
      over = true
      this.#open--
      this.lastUse = this.#parts.now()
    }
  }

  /** Takes in what Docker says of this preview. */
  see(all: readonly PreviewContainer[]): void {
    if (this.#working) return
    this.#take(all)
    const seen = this.#seenState()
    if (seen === this.#state || (this.#state === 'failed' && seen !== 'running')) return
    this.#enter(seen)
    // Who started it meant to look at it.
    if (seen === 'running') this.lastUse = this.#parts.now()
  }

  /** Of each service the newest container counts: an older one has been replaced. */
  #take(all: readonly PreviewContainer[]): void {
    const newest = new Map<string, PreviewContainer>()
    for (const one of [...all].sort((a, b) => a.created - b.created)) {
      if (one.preview === this.name) newest.set(one.service, one)
    }
    this.#containers = [...newest.values()]
  }

  #seenState(): LifeState {
    // What broke off before it had a door is nothing that could be opened.
    if (!this.#containers.some(({ service }) => service === 'edge')) return 'absent'
    return this.#containers.every(goes) ? 'running' : 'stopped'
  }

  /** Has it started, where it does not run. */
  wake(): void {
    const ends = this.#state === 'stopping' || this.#state === 'stopped'
    if (this.#working && ends) this.#wanted = true
    const due = this.#state === 'failed' && this.#parts.now() - this.#failedAt >= restMs
    if ((this.#state === 'stopped' || due) && !this.#working) this.#work(() => this.#start())
  }

  /** Has it stopped, where it runs and nobody uses it. */
  stop(): void {
    if (this.#state !== 'running' || this.#open > 0 || this.#working) return
    this.#work(() => this.#end())
  }

  /** It ran as far as anybody knew, and does not answer: it is looked for anew. */
  doubt(): void {
    if (this.#state === 'running' && !this.#working) this.#work(() => this.#start())
  }

  /** Resolves when it runs, when nothing is being done with it, neither a stop nor the start after it, or when the signal says so. */
  async settled(signal: AbortSignal): Promise<void> {
    const { promise: over, resolve } = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => resolve(), { once: true })
    while (this.#working && this.#state !== 'running' && !signal.aborted) {
      await Promise.race([this.#working, this.#answered.promise, over])
    }
  }

  /** Resolves when nothing is done with it any more. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working
  }

  #enter(state: LifeState): void {
    this.#state = state
    this.since = this.#parts.now()
  }

  #work(what: () => Promise<void>): void {
    this.#answered = Promise.withResolvers<void>()
    this.#working = what().finally(() => {
      this.#working = undefined
      if (this.#wanted && this.#state === 'stopped') {
        this.#wanted = false
        this.#work(() => this.#start())
      }
    })
  }

  async #start(): Promise<void> {
    const { now, wakeMs, askEveryMs, tell, answers } = this.#parts
    const began = now()
    this.#enter('waking')
    this.faults = []
    try {
      await this.#startAll(isFirst)
      for (let asked = 1; !(await answers(this.name)); asked++) {
        if (now() - began > wakeMs) throw new Error(`it did not answer within ${wakeMs / 1_000} s`)
        await sleep(askEveryMs)
        // What somebody has stopped meanwhile is not started by Docker. A branch whose page wants more than others' gets it, too.
        if (asked % lookAgainAfter === 0) await this.#startAll()
      }
    } catch (error) {
      this.#failedAt = now()
      this.faults = await this.#why(error)
      this.#enter('failed')
      tell({ preview: this.name, did: 'not woken', ms: now() - began, error })
      return
    }
    this.lastUse = now()
    this.#enter('running')
    this.#answered.resolve()
    tell({ preview: this.name, did: 'woken', ms: now() - began })
    // Whose start fails now is seen at the next look.
    await this.#startAll().catch((error: unknown) =>
      tell({ preview: this.name, did: 'not woken as a whole', ms: now() - began, error }),
    )
  }

  /** All at once: what finds another not there yet is started again by Docker, in tenths of a second. */
  async #startAll(wanted: (one: PreviewContainer) => boolean = () => true): Promise<void> {
    const { control } = this.#parts
    this.#take(await control.list())
    const due = this.#containers.filter((one) => wanted(one) && !goes(one))
    await Promise.all(due.map(({ id }) => control.start(id)))
  }

  async #end(): Promise<void> {
    const { control, now, tell } = this.#parts
    const began = now()
    this.#enter('stopping')
    const edge = this.#containers.filter(({ service }) => service === 'edge')
    const last = this.#containers.filter(({ service }) => stores.has(service))
    const rest = this.#containers.filter((one) => !edge.includes(one) && !last.includes(one))
    let error: unknown
    for (const group of [edge, rest, last]) {
      if (this.#wanted) break
      const outcomes = await Promise.allSettled(group.map(({ id }) => control.stop(id)))
      error ??= outcomes.find((one) => one.status === 'rejected')?.reason
    }
    this.#enter('stopped')
    const did = this.#wanted
      ? 'stopped no further, because somebody wants it'
      : 'stopped, because nobody looked'
    tell({ preview: this.name, did, ms: now() - began, ...(error === undefined ? {} : { error }) })
  }

  /** Which of its containers are not well, and what they said last. */
  async #why(error: unknown): Promise<string[]> {
    const facts = await Promise.allSettled(this.#containers.map(({ id }) => this.#parts.control.inspect(id)))
    const lines = facts.flatMap((one) => {
      if (one.status === 'rejected') return []
      const { service, state, health, exitCode, outOfMemory, lastCheck } = one.value
      if (state === 'running' && health !== 'unhealthy' && health !== 'starting') return []
      const how =
        state === 'running'
          ? `is ${health}`
          : outOfMemory
            ? 'ran out of memory'
            : `${state}, exit code ${exitCode}`
      return [`${service} ${how}${lastCheck ? `: ${lastCheck}` : ''}`]
    })
    return [error instanceof Error ? error.message : String(error), ...lines]
  }
}
