import { spawn } from 'node:child_process'
import { interruptedError, ManageError, missingError } from './errors.ts'
import type { Command, Step } from './steps.ts'

export type { Command, Step }

export interface RunOptions {
  /** Milliseconds; the process is killed and the error says so. */
  timeoutMs?: number
  /** Written to stdin, which is empty without it. */
  input?: string | Buffer
  /** Called with every line as it comes, for progress. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  /** Exit codes that are answers and not failures. */
  allow?: readonly number[] | 'any'
}

export interface Completed {
  code: number
  stdout: string
  stderr: string
}

/** The one place (beside the embedded supervisor) that starts processes. */
export interface Runner {
  /** Runs to the end and gives what it printed. @throws ManageError on another exit code, a missing file, a timeout. */
  run(command: Command, options?: RunOptions): Promise<Completed>
  /** Runs with this terminal's own input and output, as a shell prompt needs; gives the exit code. */
  attach(command: Command): Promise<number>
}

const outputCap = 64 * 1024 * 1024

/** @param base what every process inherits. @param signal ends running processes when it is aborted. */
export function createRunner(base: { cwd: string; env: NodeJS.ProcessEnv; signal: AbortSignal }): Runner {
  const spawnOptions = (command: Command) => ({
    cwd: command.cwd ?? base.cwd,
    env: { ...base.env, ...command.env },
  })
  return {
    run(command, options = {}) {
      return new Promise((resolve, reject) => {
        if (base.signal.aborted) return reject(interruptedError())
        const child = spawn(command.file, command.args, {
          ...spawnOptions(command),
          stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        })
        const collected = { stdout: '', stderr: '' }
        let timedOut = false
        for (const name of ['stdout', 'stderr'] as const) {
          const stream = child[name]
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
            : setTimeout(() => {
                timedOut = true
                child.kill('SIGKILL')
              }, options.timeoutMs)
        const interrupt = () => child.kill('SIGTERM')
        base.signal.addEventListener('abort', interrupt, { once: true })
        const settle = () => {
          clearTimeout(timer)
          base.signal.removeEventListener('abort', interrupt)
        }
        child.on('error', (error: NodeJS.ErrnoException) => {
          settle()
          reject(startError(command, error))
        })
        child.on('close', (code, signal) => {
          settle()
          if (timedOut) return reject(timeoutError(command, options.timeoutMs ?? 0))
          if (base.signal.aborted) return reject(interruptedError())
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

/** Cuts a stream of chunks into lines, without their ends; `end` gives the last one. */
export function lineSplitter(onLine: (line: string) => void): { push(chunk: string): void; end(): void } {
  let rest = ''
  return {
    push(chunk) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}

const secretName = /SECRET|PASSWORD|PASSWD|TOKEN|API_KEY|PRIVATE|DSN|CREDENTIAL/i

/** The value as it may be shown: secrets by name, and passwords inside URLs, are replaced. */
export function maskSecret(name: string, value: string): string {
  if (secretName.test(name) && !name.endsWith('_FILE')) return '***'
  return value.replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, '$1:***@')
}

/** A command with its secrets masked, for `--dry-run` and error reports. */
export function maskCommand(command: Command): Command {
  return {
    ...command,
    args: command.args.map((arg) => maskSecret('', arg)),
    ...(command.env
      ? {
          env: Object.fromEntries(
            Object.entries(command.env).map(([name, value]) => [name, maskSecret(name, value)]),
          ),
        }
      : {}),
  }
}

const quote = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

/** A command as a line that can be pasted into a POSIX shell, secrets masked. */
export function formatCommand(command: Command): string {
  const { file, args, env = {}, cwd } = maskCommand(command)
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`)
  const line = [...assignments, quote(file), ...args.map(quote)].join(' ')
  return cwd === undefined ? line : `(cd ${quote(cwd)} && ${line})`
}

const lastLines = (text: string, count: number) => text.trimEnd().split('\n').slice(-count)

function startError(command: Command, error: NodeJS.ErrnoException): ManageError {
  if (error.code === 'ENOENT') {
    return missingError(`${command.file} was not found on this machine`, { cause: error })
  }
  return new ManageError('failed', `${command.file} could not be started: ${error.message}`, { cause: error })
}

function timeoutError(command: Command, timeoutMs: number): ManageError {
  return new ManageError('timedOut', `${command.file} did not finish within ${timeoutMs / 1000} s`, {
    details: { command: formatCommand({ file: command.file, args: command.args }) },
  })
}

function exitError(
  command: Command,
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
        output: lastLines(said, 20),
      },
    },
  )
}
