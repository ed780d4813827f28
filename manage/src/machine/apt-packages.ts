import { readFileSync } from 'node:fs'
import type { Context } from '../core/context.ts'
import { toManageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'
import { apertiumModes, apertiumPairs, findChromium, findOnPath } from './system-tools.ts'

/** A system tool that Parlance uses where it is there, and does without where not. */
export interface ToolState {
  name: 'chromium' | 'apertium' | 'ffmpeg'
  state: 'found' | 'installed' | 'missing'
  /** Where it is, or what is missing of it. */
  detail: string
  /** What the product does not do without it. */
  without: string
  /** A first start does not wait for it: it is brought when that is asked for. */
  whenAsked?: true
  /** Debian packages that bring what is missing. */
  packages: readonly string[]
}

/** Looks at PATH and a few folders; starts nothing. */
export function findTools(env: Readonly<NodeJS.ProcessEnv>): ToolState[] {
  return [chromiumState(env), apertiumState(env), ffmpegState(env)]
}

function chromiumState(env: Readonly<NodeJS.ProcessEnv>): ToolState {
  const file = findChromium(env)
  return {
    name: 'chromium',
    without: 'listings have no screenshot',
    ...(file === undefined
      ? {
          state: 'missing',
          detail: 'no Chromium or Chrome',
          packages: [isUbuntu() ? 'chromium-browser' : 'chromium'],
        }
      : { state: 'found', detail: file, packages: [] }),
  }
}

function apertiumState(env: Readonly<NodeJS.ProcessEnv>): ToolState {
  const program = findOnPath('apertium', env.PATH)
  const modes = new Set(apertiumModes())
  const packages = Object.entries(apertiumPairs)
    .filter(([, wanted]) => wanted.some((mode) => !modes.has(mode)))
    .map(([name]) => name)
  const missing = [...(program === undefined ? ['apertium'] : []), ...packages]
  const detail = program === undefined ? 'no Apertium' : `no ${packages.join(', ')}`
  return {
    name: 'apertium',
    without: 'texts stay in the language they were written in',
    ...(missing.length > 0
      ? { state: 'missing', detail, packages: missing }
      : { state: 'found', detail: `${program} (${modes.size} modes)`, packages: [] }),
  }
}

function ffmpegState(env: Readonly<NodeJS.ProcessEnv>): ToolState {
  const file = findOnPath('ffmpeg', env.PATH)
  return {
    name: 'ffmpeg',
    whenAsked: true,
    without: 'no videos are taken, and the tests of that are skipped',
    ...(file === undefined
      ? {
          state: 'missing',
          detail: 'no ffmpeg',
          packages: ['ffmpeg'],
        }
      : { state: 'found', detail: file, packages: [] }),
  }
}

const isUbuntu = () => osRelease().includes('ubuntu')

function osRelease(): string {
  try {
    return /^ID=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]?.toLowerCase() ?? ''
  } catch {
    return ''
  }
}

const aptEnvironment = { DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'l' }
const aptOptions = [
  '-o',
  'DPkg::Lock::Timeout=30',
  '-o',
  'Acquire::Retries=1',
  '-o',
  'Acquire::http::Timeout=20',
]
const updateTimeoutMs = 90_000
const installTimeoutMs = 300_000

/** The commands that bring packages, in order. @param prefix `sudo -n` for those who are not root. */
export function aptCommands(
  packages: readonly string[],
  prefix: readonly string[],
): [update: ProcessSpec, install: ProcessSpec] {
  const command = (...args: string[]): ProcessSpec => {
    const [file = '', ...rest] = [...prefix, 'apt-get', ...aptOptions, ...args]
    return { file, args: rest, env: aptEnvironment }
  }
  return [command('update', '-q'), command('install', '-y', '-q', '--no-install-recommends', ...packages)]
}

/** The one line a person can run instead. */
export const aptLine = (packages: readonly string[]) =>
  `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`

/** How apt may be run here without a question: as root, or through sudo without a password; undefined when it may not. */
export async function aptPrefix({ env, runner }: Context): Promise<readonly string[] | undefined> {
  if (process.platform !== 'linux' || !findOnPath('apt-get', env.PATH)) return undefined
  if (process.getuid?.() === 0) return []
  if (!findOnPath('sudo', env.PATH)) return undefined
  const { code } = await runner.run(
    { file: 'sudo', args: ['-n', 'true'] },
    { timeoutMs: 5_000, allow: 'any' },
  )
  return code === 0 ? ['sudo', '-n'] : undefined
}

/**
 * Installs packages: at once, and where that fails, again with fresh package lists (they may be old or not there).
 * @param onFailure called with the reasons of both failures.
 */
export function aptSteps(
  { output }: Pick<Context, 'output'>,
  packages: readonly string[],
  prefix: readonly string[],
  onFailure: (message: string) => void,
): Step[] {
  const [update, install] = aptCommands(packages, prefix)
  let failed = false
  const attempt =
    (timeoutMs: number, otherwise: (message: string) => void): NonNullable<Step['act']> =>
    async ({ run }) => {
      try {
        await run({ timeoutMs })
      } catch (thrown) {
        const error = toManageError(thrown)
        if (error.kind === 'interrupted') throw error
        otherwise(error.message)
      }
    }
  const onlyIf = { words: 'if that failed', holds: () => failed }
  const first = attempt(installTimeoutMs, () => {
    failed = true
  })
  return [
    {
      summary: `install ${packages.join(', ')}`,
      process: install,
      act(tools) {
        output.say(`installing ${packages.join(', ')} …`)
        return first(tools)
      },
    },
    { summary: 'fetch the package lists', process: update, onlyIf, act: attempt(updateTimeoutMs, () => {}) },
    { summary: 'install again', process: install, onlyIf, act: attempt(installTimeoutMs, onFailure) },
  ]
}
