import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { onPath } from './find-ffmpeg.ts'

/** What a program may take. */
export interface ProgramLimits {
  /** Address space, in bytes. */
  readonly memoryBytes: number
  /** The largest file that it may write, in bytes. */
  readonly fileBytes: number
  /** By the clock, in milliseconds. */
  readonly totalMs: number
  /** Without a line on its standard output, in milliseconds. */
  readonly silentMs: number
  /** It runs on what others leave of the processor. */
  readonly background?: boolean
}

/** How a program ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The last of what it said on standard error. */
  readonly words: string
  /** What of its limits ended it; undefined: none did. */
  readonly over: 'total' | 'silent' | 'file' | undefined
}

const mostWords = 16_384

/** Where the shell and what it calls are; the programs themselves are named by whole paths. */
const systemPath = '/usr/local/bin:/usr/bin:/bin'

// The kernel ends it when this process is gone, however this process went.
const orphanGuard = onPath('setpriv', systemPath)
// A tenth of the processor where somebody else wants all of it: enough to come to an end.
const nice = onPath('nice', systemPath)

/**
 * Runs a program in a process group of its own, within limits that the kernel keeps (memory, size of files) and a clock
 * does (time). When `signal` aborts, the group is killed; it is gone when this settles.
 *
 * @param onLine each line of its standard output; what it throws ends the program, and is thrown
 * @throws the signal's reason, what `onLine` threw, or that it could not be started
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  limits: ProgramLimits,
  signal: AbortSignal,
  onLine: (line: string) => void = () => {},
): Promise<Ended> {
  signal.throwIfAborted()
  const script = `ulimit -v ${Math.ceil(limits.memoryBytes / 1_024)} 2>/dev/null; ulimit -c 0; ulimit -f ${Math.ceil(limits.fileBytes / 512)}; exec "$@"`
  const polite = limits.background && nice ? [nice, '-n', '10'] : []
  const limited = ['/bin/sh', '-c', script, 'sh', ...polite, file, ...args]
  const [program = '/bin/sh', ...rest] = orphanGuard
    ? [orphanGuard, '--pdeathsig', 'KILL', '--', ...limited]
    : limited
  const child = spawn(program, rest, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Nothing of the service's own environment: what is in there is none of its business.
    env: { PATH: systemPath, HOME: '/nonexistent', LC_ALL: 'C', AV_LOG_FORCE_NOCOLOR: '1' },
  })
  let over: 'total' | 'silent' | undefined
  let thrown: unknown
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended already.
    }
  }
  const end = (why: 'total' | 'silent') => () => {
    over ??= why
    kill()
  }
  const total = setTimeout(end('total'), limits.totalMs)
  let silence = setTimeout(end('silent'), limits.silentMs)
  signal.addEventListener('abort', kill, { once: true })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-mostWords)
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    clearTimeout(silence)
    silence = setTimeout(end('silent'), limits.silentMs)
    if (thrown !== undefined) return
    try {
      onLine(line)
    } catch (error) {
      thrown = error
      kill()
    }
  })
  try {
    const [code, by] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (...ended) => resolve(ended))
    })
    signal.throwIfAborted()
    if (thrown !== undefined) throw thrown
    const tooLarge = by === 'SIGXFSZ' || /File too large/.test(words)
    return { code, signal: by, words: words.trim(), over: over ?? (tooLarge ? 'file' : undefined) }
  } finally {
    clearTimeout(total)
    clearTimeout(silence)
    signal.removeEventListener('abort', kill)
    kill()
  }
}
