import { lastLines } from '../../core/lines.ts'
import type { PortName } from '../../core/topology.ts'
import { LogFile, toLogLine } from '../logs/log-file.ts'

const lastLineCount = 20

/** The logs of a stack's programs: files in the state folder, and the last lines for a report of failure. */
export class StackLogs {
  readonly #folder: string
  readonly #onLine: ((name: PortName, line: string) => void) | undefined
  readonly #files = new Map<PortName, LogFile>()
  readonly #last = new Map<PortName, string[]>()

  /** @param onLine hears every line in the form in which it is written. */
  constructor(folder: string, onLine?: (name: PortName, line: string) => void) {
    this.#folder = folder
    this.#onLine = onLine
  }

  /** A line that the program printed. */
  printed(name: PortName, text: string): void {
    const last = this.#last.get(name) ?? []
    last.push(text)
    if (last.length > lastLineCount) last.shift()
    this.#last.set(name, last)
    this.#write(name, toLogLine(text, new Date()))
  }

  /** A line about the program, by its supervisor. */
  noted(name: PortName, note: string): void {
    this.#write(name, JSON.stringify({ level: 40, time: new Date().toISOString(), msg: note, by: 'manage' }))
  }

  /** What the program printed last, oldest first; at most twenty lines, as people can read them. */
  lastLines(name: PortName): readonly string[] {
    return lastLines(this.#last.get(name) ?? [])
  }

  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.close()))
  }

  #write(name: PortName, line: string): void {
    let file = this.#files.get(name)
    if (!file) {
      file = new LogFile(this.#folder, name)
      this.#files.set(name, file)
    }
    file.write(line)
    this.#onLine?.(name, line)
  }
}
