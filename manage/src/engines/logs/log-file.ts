import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { PortName } from '../../core/topology.ts'

/** Bytes after which a log is moved to `<name>.log.1`, which is then replaced. */
export const logCap = 10 * 1024 * 1024

export const logFile = (folder: string, name: PortName) => join(folder, 'logs', `${name}.log`)

/** A log of one program: every line is JSON with `time` and `level`, so that it can be searched by both. */
export class LogFile {
  readonly #path: string
  readonly #cap: number
  #stream: WriteStream
  #size: number

  constructor(folder: string, name: PortName, cap = logCap) {
    mkdirSync(join(folder, 'logs'), { recursive: true })
    this.#path = logFile(folder, name)
    this.#cap = cap
    this.#size = sizeOf(this.#path)
    this.#stream = createWriteStream(this.#path, { flags: 'a' })
  }

  /** @param line as `toLogLine` makes it. */
  write(line: string): void {
    const text = `${line}\n`
    if (this.#size + text.length > this.#cap && this.#size > 0) this.#rotate()
    this.#size += text.length
    this.#stream.write(text)
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#stream.end(resolve))
  }

  #rotate(): void {
    this.#stream.end()
    renameSync(this.#path, `${this.#path}.1`)
    this.#stream = createWriteStream(this.#path, { flags: 'a' })
    this.#size = 0
  }
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0

const postgresLevels: Readonly<Record<string, number>> = { WARNING: 40, ERROR: 50, FATAL: 60, PANIC: 60 }

/** One printed line in the form of the log: JSON with a time stays as it is, anything else becomes a message. */
export function toLogLine(text: string, now: Date): string {
  if (text.startsWith('{') && text.endsWith('}') && text.includes('"time"')) return text
  const message = stripVTControlCharacters(text)
  const level = postgresLevels[/^\S+ \S+ \S+ \[\d+\] (\w+):/.exec(message)?.[1] ?? ''] ?? 30
  return JSON.stringify({ level, time: now.toISOString(), msg: message })
}
