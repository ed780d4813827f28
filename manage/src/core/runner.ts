import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { interruptedError, ManageError, missingError } from './errors.ts'
import { lastLines, lineSplitter } from './lines.ts'
import type { ProcessSpec, Runner } from './process-spec.ts'
import { formatCommand } from './shown-process.ts'

const outputCap = 64 * 1024 * 1024
/** The longest that a timer can wait, in milliseconds. */
const longestWaitMs = 2 ** 31 - 1

/** @param base what every process inherits. @param signal ends running processes when it is aborted. */
export function createRunner(base: { cwd: string; env: NodeJS.ProcessEnv; signal: AbortSignal }): Runner {
  const spawnOptions = (command: ProcessSpec) => ({
    cwd: command.cwd ?? base.cwd,
    env: { ...base.env, ...command.env },
  })
  return {
    run(command, options = {}) {
      return new Promise((resolve, reject) => {
        const ends = [
          ...(options.uninterrupted ? [] : [base.signal]),
          ...(options.signal ? [options.signal] : []),
        ]
        if (ends.some(({ aborted }) => aborted)) return reject(interruptedError())
        const child = spawn(command.file, command.args, {
          ...spawnOptions(command),
          stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        })
        const collected = { stdout: '', stderr: '' }
        let timedOut = false
        const { linesTo } = options
        const handed = linesTo ? handLines([child.stdout, child.stderr], linesTo) : undefined
        linesTo?.once('close', () => child.kill('SIGTERM'))
        for (const name of ['stdout', 'stderr'] as const) {
          const stream = child[name]
          if (linesTo) continue
          stream?.setEncoding('utf8')
          const lines = lineSplitter((line) => options.onLine?.(line, name))
          stream?.on('data', (chunk: string) => {
            if (collected[name].length < outputCap) collected[name] += chunk
            lines.push(chunk)
          })
          stream?.on('end', lines.end)
        }
        const timer =
          options.timeoutMs === undefined
            ? undefined
            : setTimeout(
                () => {
                  timedOut = true
                  child.kill('SIGKILL')
                },
                Math.min(options.timeoutMs, longestWaitMs),
              )
        const interrupt = () => child.kill('SIGTERM')
        for (const signal of ends) signal.addEventListener('abort', interrupt, { once: true })
        const settle = () => {
          clearTimeout(timer)
          for (const signal of ends) signal.removeEventListener('abort', interrupt)
        }
        child.on('error', (error: NodeJS.ErrnoException) => {
          settle()
          reject(startError(command, error))
        })
        child.on('close', async (code, signal) => {
          settle()
          await handed
          if (timedOut) return reject(timeoutError(command, options.timeoutMs ?? 0))
          if (ends.some(({ aborted }) => aborted)) return reject(interruptedError())
          const exit = code ?? 128
          const allowed = options.allow === 'any' || exit === 0 || options.allow?.includes(exit)
          if (allowed) return resolve({ code: exit, ...collected })
          reject(exitError(command, signal ?? exit, collected))
        })
        if (options.input !== undefined) {
          child.stdin?.on('error', () => {}) // A child that stops reading has its exit code to speak for it.
          child.stdin?.end(options.input)
        }
      })
    },
    attach(command) {
      return new Promise((resolve, reject) => {
        const child = spawn(command.file, command.args, { ...spawnOptions(command), stdio: 'inherit' })
        child.on('error', (error: NodeJS.ErrnoException) => reject(startError(command, error)))
        child.on('close', (code) => resolve(code ?? 1))
      })
    },
  }
}

/** Hands over the lines of streams as they come, each whole, and waits where the taker has enough. */
async function handLines(streams: readonly (Readable | null)[], taker: Writable): Promise<void> {
  const hand = async (stream: Readable | null) => {
    if (!stream) return
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (taker.destroyed) return
      if (!taker.write(line)) await room(taker)
    }
  }
  await Promise.all(streams.map(hand)).catch(() => {}) // A taker that failed says so itself.
}

/** Waits until the taker has taken what it was given, or is gone, and leaves no listener behind: it is asked for every few lines. */
async function room(taker: Writable): Promise<void> {
  const over = new AbortController()
  await Promise.race(['drain', 'close'].map((event) => once(taker, event, { signal: over.signal }))).finally(
    () => over.abort(),
  )
}

function startError(command: ProcessSpec, error: NodeJS.ErrnoException): ManageError {
  if (error.code === 'ENOENT') {
    return missingError(`${command.file} was not found on this machine`, { cause: error })
  }
  return new ManageError('failed', `${command.file} could not be started: ${error.message}`, { cause: error })
}

function timeoutError(command: ProcessSpec, timeoutMs: number): ManageError {
  return new ManageError('timedOut', `${command.file} did not finish within ${timeoutMs / 1000} s`, {
    details: { command: formatCommand({ file: command.file, args: command.args }) },
  })
}

function exitError(
  command: ProcessSpec,
  exit: number | string,
  output: { stdout: string; stderr: string },
): ManageError {
  const said = output.stderr.trim() === '' ? output.stdout : output.stderr
  return new ManageError(
    'failed',
    `${command.file} ${command.args[0] ?? ''} ended with ${exit}`.replace('  ', ' '),
    {
      details: {
        command: formatCommand({ file: command.file, args: command.args }),
        exit,
        output: lastLines(said.trimEnd().split('\n')),
      },
    },
  )
}
