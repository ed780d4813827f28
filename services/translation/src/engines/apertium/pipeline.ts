import { EngineError } from '../engine.ts'
import type { Mode } from './modes.ts'
import { type Programs, startPrograms } from './programs.ts'
import { fromStream, type StreamAnswer, toStream } from './stream-format.ts'

/** Segments flushed through the programs together at most: a flush of its own costs a segment a third more. */
const groupSize = 4

/** Groups on their way at most: every program has work, and cancelling stops soon. */
const most = 12

interface Waiting {
  readonly id: number
  readonly segment: string
  readonly resolve: (answer: StreamAnswer) => void
  readonly reject: (error: Error) => void
}

/**
 * One mode's programs, kept running: segments in, in groups, and answers out in order. Dead once any program ends, an
 * answer is out of step, or none comes in time; its owner starts another.
 */
export class Pipeline {
  readonly mode: Mode
  readonly #programs: Programs
  /** Not written yet. */
  #queue: Waiting[] = []
  /** Written and not answered yet. */
  readonly #groups: (readonly Waiting[])[] = []
  #pumping = false
  readonly #answerMs: number
  #nextId = 1
  #timer: NodeJS.Timeout | undefined
  #dead: EngineError | undefined

  /** Starts the programs, found on `path`. `answerMs`: silence after which a pipeline with work is taken for hung. */
  constructor(mode: Mode, path: string, answerMs = 20_000) {
    this.mode = mode
    this.#answerMs = answerMs
    this.#programs = startPrograms(mode, path, {
      onMessage: (text) => this.#answer(text),
      onEnd: (why) => this.#die(why),
    })
  }

  get dead(): boolean {
    return this.#dead !== undefined
  }

  /** Process ids of the running programs. */
  get pids(): number[] {
    return this.#programs.pids
  }

  /** Segments taken and not answered yet. */
  get pending(): number {
    return this.#groups.reduce((sum, group) => sum + group.length, this.#queue.length)
  }

  /**
   * Translates segments in order; several callers may do so at once. On an abort, what is not written yet never is.
   * @throws EngineError when a program dies; the signal's reason on abort.
   */
  async translate(segments: readonly string[], signal: AbortSignal): Promise<StreamAnswer[]> {
    signal.throwIfAborted()
    const asked = segments.map((segment) => this.#ask(segment))
    const leave = () => {
      const own = new Set(asked.map(({ waiting }) => waiting))
      this.#queue = this.#queue.filter((waiting) => !own.has(waiting))
      for (const { reject } of own) reject(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.all(asked.map(({ answer }) => answer))
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  /** Ends the programs at once. */
  close(): void {
    this.#die('closed')
  }

  #ask(segment: string): { waiting: Waiting; answer: Promise<StreamAnswer> } {
    const { promise: answer, resolve, reject } = Promise.withResolvers<StreamAnswer>()
    const waiting = { id: this.#nextId++, segment, resolve, reject }
    if (this.#dead) reject(this.#dead)
    else this.#queue.push(waiting)
    if (!this.#pumping) {
      this.#pumping = true
      // What is asked for in the same turn is grouped.
      process.nextTick(() => {
        this.#pumping = false
        this.#pump()
      })
    }
    return { waiting, answer }
  }

  #pump(): void {
    if (this.#dead) return
    const messages: string[] = []
    while (this.#queue.length > 0 && this.#groups.length < most) {
      const group = this.#queue.splice(0, groupSize)
      this.#groups.push(group)
      messages.push(group.map(({ segment, id }) => toStream(segment, id)).join(''))
    }
    if (messages.length > 0) this.#programs.write(messages)
    if (this.#groups.length > 0) this.#timer ??= this.#watch()
  }

  #watch(): NodeJS.Timeout {
    return setTimeout(() => this.#die(`no answer for ${this.#answerMs} ms`), this.#answerMs)
  }

  #answer(text: string): void {
    const [group] = this.#groups
    if (!group) return
    const answers = fromStream(text, group)
    if (!answers) {
      this.#die('an answer was out of step')
      return
    }
    this.#groups.shift()
    clearTimeout(this.#timer)
    this.#timer = undefined
    group.forEach(({ resolve }, index) => {
      const answer = answers[index]
      if (answer) resolve(answer)
    })
    if (this.#groups.length > 0) this.#timer = this.#watch()
    this.#pump()
  }

  #die(why: string): void {
    if (this.#dead) return
    this.#dead = new EngineError(`Apertium ${this.mode.name}: ${why}`)
    clearTimeout(this.#timer)
    this.#programs.kill()
    for (const { reject } of [...this.#groups.splice(0).flat(), ...this.#queue.splice(0)]) reject(this.#dead)
  }
}
