import { spawn } from 'node:child_process'
import { closeSync, copyFileSync, mkdirSync, openSync, statSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ManageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import { identify, isAlive, type ProcessIdentity } from './process-table.ts'
import { signalProcess } from './terminate.ts'

const pollMs = 15
/** What was killed is gone after so long, or cannot be ended by anybody. */
const killedMs = 10_000

/**
 * Starts a program that stays when this one ends. @param environment all that it has, beside its own
 * @param log file that takes what it says. @throws ManageError (failed) where it could not be started
 */
export async function startBackground(
  { file, args, env, cwd }: ProcessSpec,
  environment: Readonly<NodeJS.ProcessEnv>,
  log: string,
): Promise<ProcessIdentity> {
  mkdirSync(dirname(log), { recursive: true })
  const words = openSync(log, 'a', 0o600)
  const child = spawn(file, args, {
    cwd: cwd ?? dirname(log),
    env: { ...environment, ...env },
    detached: true,
    stdio: ['ignore', words, words],
  })
  closeSync(words)
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  await Promise.race([new Promise((resolve) => child.once('spawn', resolve)), failed])
  child.unref()
  const identity = child.pid === undefined ? undefined : identify(child.pid)
  if (identity) return identity
  throw new ManageError('failed', `${file} ended as soon as it was started`, { hint: `What it said: ${log}` })
}

/** Ends such a program: asks it, and after so long does not ask. @param graceMs milliseconds @throws ManageError (failed) where it stays */
export async function stopBackground(process: ProcessIdentity, graceMs: number): Promise<void> {
  if (!isAlive(process)) return
  signalProcess(process.pid, 'SIGTERM')
  const deadline = Date.now() + graceMs
  while (isAlive(process)) {
    if (Date.now() > deadline + killedMs) {
      throw new ManageError('failed', `process ${process.pid} was killed and is still there`, {
        hint: `It waits for a disk or a device. Look: ps -o stat,wchan -p ${process.pid}`,
      })
    }
    if (Date.now() > deadline) signalProcess(process.pid, 'SIGKILL')
    await sleep(pollMs)
  }
}

/**
 * Keeps the log of such a program within bounds while it goes on writing to it: what is beyond is in `<log>.1`, which then is replaced.
 * @param cap bytes
 */
export function capLog(log: string, cap: number): void {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) <= cap) return
  copyFileSync(log, `${log}.1`)
  // It appends: its next line is the first.
  truncateSync(log)
}
