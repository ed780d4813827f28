import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { EngineError } from '../engine.ts'
import type { Mode } from './modes.ts'
import { fromStream, type StreamAnswer, toStream } from './stream-format.ts'

/** Segments written ahead of their answers: enough to keep every stage busy, few enough that cancelling stops soon. */
const ahead = 48

interface Waiting {
  readonly id: number
  readonly segment: string
  readonly resolve: (answer: StreamAnswer) => void
  readonly reject: (error: Error) => void
}

/**
 * One mode's programs, connected by pipes and kept running. No shell in between: each program is a child of ours.
 * Dead once any program ends, an answer is out of step, or none comes in time; its owner starts another.
 */
export class Pipeline {
  readonly mode: Mode
  readonly #children: ChildProcess[] = []
  readonly #input: Writable
  readonly #waiting: Waiting[] = []
  readonly #answerMs: number
  #buffer: Buffer[] = []
  #nextId = 1
  #timer: NodeJS.Timeout | undefined
  #dead: EngineError | undefined

  /** Starts the programs, found on `path`. `answerMs`: silence after which a pipeline with work is taken for hung. */
  constructor(mode: Mode, path: string, answerMs = 20_000) {
    this.mode = mode
    this.#answerMs = answerMs
    let upstream: Readable | undefined
    for (const { file, args } of mode.stages) {
      const child: ChildProcess = spawn(file, args, {
        stdio: [upstream ?? 'pipe', 'pipe', 'ignore'],
        env: { PATH: path, LC_ALL: 'C.UTF-8' },
      })
      child.once('error', (error) => this.#die(`${file} could not start: ${error.message}`))
      child.once('exit', (code, signal) => this.#die(`${file} ended (${signal ?? code})`))
      this.#children.push(child)
      upstream = child.stdout ?? undefined
    }
    const [first] = this.#children
    const last = this.#children.at(-1)
    if (!first?.stdin || !last?.stdout) throw new EngineError(`the mode ${mode.name} has no programs`)
    this.#input = first.stdin
    this.#input.on('error', (error) => this.#die(error.message))
    last.stdout.on('data', (chunk: Buffer) => this.#read(chunk))
    // Our copies of the pipes between two programs are closed, or no program would see the end of its input.
    for (const child of this.#children.slice(0, -1)) child.stdout?.destroy()
  }

  get dead(): boolean {
    return this.#dead !== undefined
  }

  /** Process ids of the running programs. */
  get pids(): number[] {
    return this.#children.flatMap(({ pid }) => pid ?? [])
  }

  /** Segments written and not answered yet. */
  get pending(): number {
    return this.#waiting.length
  }

  /**
   * Translates segments in order; several callers may do so at once. Only so many segments are written ahead of their
   * answers, so that an abort leaves the rest unwritten.
   * @throws EngineError when a program dies; the signal's reason on abort.
   */
  async translate(segments: readonly string[], signal: AbortSignal): Promise<StreamAnswer[]> {
    const answers: Promise<StreamAnswer>[] = []
    for (const [at, segment] of segments.entries()) {
      if (at >= ahead) await answers[at - ahead]
      signal.throwIfAborted()
      const answer = this.#write(segment)
      // It is awaited below, or not at all once another failed.
      answer.catch(() => {})
      answers.push(answer)
    }
    return Promise.all(answers)
  }

  /** Ends the programs at once. */
  close(): void {
    this.#die('closed')
  }

  #write(segment: string): Promise<StreamAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#dead) {
        reject(this.#dead)
        return
      }
      const id = this.#nextId++
      this.#waiting.push({ id, segment, resolve, reject })
      this.#timer ??= setTimeout(() => this.#die(`no answer for ${this.#answerMs} ms`), this.#answerMs)
      this.#input.write(`${toStream(segment, id)}\0`)
    })
  }

  #read(chunk: Buffer): void {
    let from = 0
    for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, from)) {
      this.#buffer.push(chunk.subarray(from, at))
      this.#answer(Buffer.concat(this.#buffer).toString('utf8'))
      this.#buffer = []
      from = at + 1
    }
    if (from < chunk.length) this.#buffer.push(chunk.subarray(from))
  }

  #answer(text: string): void {
    const waiting = this.#waiting.shift()
    if (!waiting) return
    const answer = fromStream(text, waiting.id, waiting.segment)
    if (!answer) {
      this.#waiting.unshift(waiting)
      this.#die('an answer was out of step')
      return
    }
    clearTimeout(this.#timer)
    this.#timer =
      this.#waiting.length > 0
        ? setTimeout(() => this.#die(`no answer for ${this.#answerMs} ms`), this.#answerMs)
        : undefined
    waiting.resolve(answer)
  }

  #die(why: string): void {
    if (this.#dead) return
    this.#dead = new EngineError(`Apertium ${this.mode.name}: ${why}`)
    clearTimeout(this.#timer)
    for (const child of this.#children) child.kill('SIGKILL')
    for (const { reject } of this.#waiting.splice(0)) reject(this.#dead)
  }
}
