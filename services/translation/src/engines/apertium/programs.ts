import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { EngineError } from '../engine.ts'
import { mendAnalysis } from './analysis.ts'
import { writeOutTags } from './chunk-tags.ts'
import type { Mode } from './modes.ts'

/** What a mode's running programs report. */
export interface ProgramEvents {
  /** One flushed message came out at the end, without its NUL. */
  onMessage(text: string): void
  /** A program ended, could not start, or takes no more input. May be reported more than once. */
  onEnd(why: string): void
}

/** A mode's programs, running and connected. */
export interface Programs {
  /** Process ids of those that run. */
  readonly pids: number[]
  /** Sends messages in, each flushed through to the end. */
  write(messages: readonly string[]): void
  /** Ends them at once. */
  kill(): void
}

/**
 * glibc keeps few freed pieces of memory at hand for each size; these programs free and take hundreds a word. With more
 * kept, lt-proc's look-up in a bilingual dictionary takes a quarter less time. Other C libraries ignore it.
 */
const tunables = 'glibc.malloc.tcache_count=256'

/** What is done to messages on their way into a program. */
const before: Readonly<Record<string, (text: string, mode: Mode) => string>> = {
  'apertium-wblank-attach': (text, { source }) => mendAnalysis(text, source),
  'apertium-postchunk': writeOutTags,
}

/**
 * Starts a mode's programs, found on `path`, each reading what the one before it writes. No shell in between: each is a
 * child of ours, and their pipes are their own but for those whose messages are changed on the way ({@link before}).
 *
 * @throws EngineError when the mode has no programs.
 */
export function startPrograms(mode: Mode, path: string, { onMessage, onEnd }: ProgramEvents): Programs {
  const children: ChildProcess[] = []
  const start = ({ file, args }: Mode['stages'][number], input: Readable | 'pipe') => {
    const child: ChildProcess = spawn(file, args, {
      stdio: [input, 'pipe', 'ignore'],
      env: { PATH: path, LC_ALL: 'C.UTF-8', GLIBC_TUNABLES: tunables },
    })
    child.once('error', (error) => onEnd(`${file} could not start: ${error.message}`))
    child.once('exit', (code, signal) => onEnd(`${file} ended (${signal ?? code})`))
    child.stdin?.on('error', (error) => onEnd(`${file}: ${error.message}`))
    children.push(child)
    return child
  }
  for (const stage of mode.stages) {
    const last = children.at(-1)
    const change = before[stage.file]
    if (!last?.stdout) start(stage, 'pipe')
    else if (change) {
      const child = start(stage, 'pipe')
      readMessages(last.stdout, (text) => send(child, [change(text, mode)]))
    } else {
      start(stage, last.stdout)
      // Our copy of the pipe is closed, or no program would see the end of its input.
      last.stdout.destroy()
    }
  }
  const first = children[0]
  const output = children.at(-1)?.stdout
  if (!first || !output) throw new EngineError(`the mode ${mode.name} has no programs`)
  readMessages(output, onMessage)
  return {
    get pids() {
      return children.flatMap(({ pid }) => pid ?? [])
    },
    write: (messages) => send(first, messages),
    kill() {
      for (const child of children) child.kill('SIGKILL')
    },
  }
}

function send({ stdin }: ChildProcess, messages: readonly string[]): void {
  stdin?.write(`${messages.join('\0')}\0`)
}

/** Calls back for each message that a stream ends with a NUL, wherever its chunks are cut. */
function readMessages(stream: Readable, onMessage: (text: string) => void): void {
  let buffered: Buffer[] = []
  stream.on('data', (chunk: Buffer) => {
    let from = 0
    for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, from)) {
      buffered.push(chunk.subarray(from, at))
      onMessage(Buffer.concat(buffered).toString('utf8'))
      buffered = []
      from = at + 1
    }
    if (from < chunk.length) buffered.push(chunk.subarray(from))
  })
}
