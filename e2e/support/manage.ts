import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Root of the checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface ManageOptions {
  /** What differs from this process's environment. */
  readonly env?: Readonly<Record<string, string>>
  /** The checkout whose `manage` it is; this one where absent. */
  readonly checkout?: string
  /** What runs it: a program and its first arguments, before those of `manage`; the Node of the tests where absent. */
  readonly through?: readonly [string, ...string[]]
}

/** Before a hook of this ring is ended, which would say nothing of what it waited for. Milliseconds. */
const longestMs = 580_000

/** Runs `manage` to its end, without a terminal; one that hangs is ended, and what it said until then is there. */
export async function runManage(args: readonly string[], options: ManageOptions = {}): Promise<Ran> {
  const [program, ...first] = options.through ?? [process.execPath]
  const child = spawn(program, [...first, 'manage/launch.cjs', ...args], {
    cwd: options.checkout ?? root,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let late = ''
  const limit = setTimeout(() => {
    late = `\nnot done after ${longestMs / 1_000} s, ended by the test\n`
    child.kill('SIGKILL')
  }, longestMs)
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    }),
  ]).finally(() => clearTimeout(limit))
  return { code, stdout, stderr: `${stderr}${late}` }
}

/** Runs `manage … --json` and gives its document. @throws Error with all that was said, where it failed */
export async function manageJson<T>(args: readonly string[], options: ManageOptions = {}): Promise<T> {
  const ran = await runManage([...args, '--json'], options)
  if (ran.code !== 0)
    throw new Error(`manage ${args.join(' ')} ended with ${ran.code}\n${ran.stdout}\n${ran.stderr}`)
  return JSON.parse(ran.stdout) as T
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  stream.setEncoding('utf8')
  for await (const chunk of stream) text += chunk
  return text
}
