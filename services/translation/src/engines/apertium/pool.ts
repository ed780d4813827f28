import { EngineError } from '../engine.ts'
import { residentBytes } from '../resident-bytes.ts'
import type { Mode } from './modes.ts'
import { Pipeline } from './pipeline.ts'
import type { StreamAnswer } from './stream-format.ts'

/** Limits of a pool. */
export interface PoolOptions {
  /** Pipelines of one mode at most, half of them for what is urgent; at least one of each class. */
  readonly size: number
  /** A pipeline idle for so long ends, and gives its memory back. */
  readonly idleMs: number
  /** Where programs are found, as in PATH. */
  readonly path: string
  /** A pipeline with work and no answer for so long is taken for hung. */
  readonly answerMs?: number
  readonly onRestart?: (mode: string, why: string) => void
}

interface Member {
  readonly pipeline: Pipeline
  readonly urgent: boolean
  /** Batches on their way through. */
  users: number
  idleSince: number
}

/** A pipeline with so many segments on their way is busy: another one is started, while there may be one. */
const busyAt = 64

/**
 * Kept-open pipelines, started when first wanted, restarted when dead, ended when idle. Batches share a pipeline, as its
 * programs work side by side; what is urgent has pipelines of its own, so that it never waits behind a catalogue.
 */
export class Pool {
  readonly #options: PoolOptions
  readonly #members = new Map<string, Member[]>()
  #sweep: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /**
   * Translates through a mode, in order. A pipeline that dies under the work is replaced and the work done once more.
   * @throws EngineError when the second dies too; the signal's reason on abort.
   */
  async translate(
    mode: Mode,
    segments: readonly string[],
    urgent: boolean,
    signal: AbortSignal,
  ): Promise<StreamAnswer[]> {
    try {
      return await this.#attempt(mode, segments, urgent, signal)
    } catch (error) {
      if (signal.aborted || this.#closed) throw error
      this.#options.onRestart?.(mode.name, error instanceof Error ? error.message : String(error))
      return this.#attempt(mode, segments, urgent, signal)
    }
  }

  /** Whether a pipeline runs. */
  get running(): boolean {
    return this.#members.values().some((members) => members.some(({ pipeline }) => !pipeline.dead))
  }

  /** Process ids of everything that runs. */
  get pids(): number[] {
    return [...this.#members.values()].flat().flatMap(({ pipeline }) => pipeline.pids)
  }

  /** Resident memory of everything that runs, in bytes (Linux; 0 elsewhere). */
  get memoryBytes(): number {
    return this.pids.reduce((sum, pid) => sum + residentBytes(pid), 0)
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#sweep)
    for (const members of this.#members.values()) for (const { pipeline } of members) pipeline.close()
    this.#members.clear()
  }

  async #attempt(
    mode: Mode,
    segments: readonly string[],
    urgent: boolean,
    signal: AbortSignal,
  ): Promise<StreamAnswer[]> {
    signal.throwIfAborted()
    const member = this.#take(mode, urgent)
    member.users += 1
    try {
      return await member.pipeline.translate(segments, signal)
    } finally {
      member.users -= 1
      member.idleSince = performance.now()
    }
  }

  /** The least busy pipeline of the class, or a new one where all are busy and there may be one more. */
  #take(mode: Mode, urgent: boolean): Member {
    if (this.#closed) throw new EngineError('Apertium was closed')
    const alive = (this.#members.get(mode.name) ?? []).filter(({ pipeline }) => !pipeline.dead)
    this.#members.set(mode.name, alive)
    const own = alive.filter((member) => member.urgent === urgent)
    const [idlest] = own.toSorted((a, b) => a.pipeline.pending - b.pipeline.pending)
    const { path, answerMs, size, idleMs } = this.#options
    const most = Math.max(1, Math.ceil(size / 2))
    if (idlest && (idlest.pipeline.pending < busyAt || own.length >= most)) return idlest
    const member = { pipeline: new Pipeline(mode, path, answerMs), urgent, users: 0, idleSince: 0 }
    alive.push(member)
    this.#sweep ??= setInterval(() => this.#endIdle(), Math.max(100, idleMs / 4)).unref()
    return member
  }

  #endIdle(): void {
    const now = performance.now()
    for (const [name, members] of this.#members) {
      const kept = members.filter(({ pipeline, users, idleSince }) => {
        if (pipeline.dead) return false
        if (users > 0 || now - idleSince < this.#options.idleMs) return true
        pipeline.close()
        return false
      })
      if (kept.length > 0) this.#members.set(name, kept)
      else this.#members.delete(name)
    }
    if (this.#members.size > 0) return
    clearInterval(this.#sweep)
    this.#sweep = undefined
  }
}
