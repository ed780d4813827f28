import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { ManageError } from '../../core/errors.ts'
import type { Instance } from '../../core/instance.ts'
import { identify, isAlive, type ProcessIdentity } from '../../machine/process-table.ts'

/** Who is at work on an instance's production. */
export interface LockOwner {
  who: string
  host: string
  command: string
  /** ISO 8601. */
  since: string
  process: ProcessIdentity
}

export interface DeployLock {
  /** The owner whose work was broken off, where there was one. */
  takenFrom: LockOwner | undefined
  release(): void
}

/** The person and the machine, as history and lock name them. */
export const whoIsThis = (): string => `${userInfo().username}@${hostname()}`

/** What is locked: where the lock lies, and what is said to be locked. */
export interface LockPlace extends Pick<Instance, 'folder' | 'name'> {
  /** The lock's own name, where several lie in one folder. */
  file?: string
}

/**
 * Takes the one lock of an instance's production. A dead owner's is taken over: releases go on from whatever they find.
 *
 * @throws ManageError (failed) that says who holds it, what they do and since when
 */
export function takeLock(
  { folder, name, file: lockName = 'production.lock' }: LockPlace,
  command: string,
  now: Date,
): DeployLock {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, lockName)
  const own = identify(process.pid)
  if (!own) throw new ManageError('failed', 'this process cannot be found in the table of processes')
  const owner: LockOwner = {
    who: whoIsThis(),
    host: hostname(),
    command,
    since: now.toISOString(),
    process: own,
  }
  let takenFrom: LockOwner | undefined
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(owner)}\n`)
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        // A link comes into being whole, and only where nothing is.
        linkSync(draft, file)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 3) throw error
        takenFrom = deadOwner(file, name)
        setAside(file, takenFrom)
      }
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return {
    takenFrom,
    release() {
      if (readOwner(file)?.process.pid === own.pid) rmSync(file, { force: true })
    },
  }
}

/** Takes a dead owner's lock away; one that somebody else put in its place meanwhile is put back. */
function setAside(file: string, dead: LockOwner | undefined): void {
  const aside = `${file}.${process.pid}.old`
  try {
    renameSync(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (readOwner(aside)?.process.pid !== dead?.process.pid) renameSync(aside, file)
  rmSync(aside, { force: true })
}

function deadOwner(file: string, instance: string): LockOwner | undefined {
  const owner = readOwner(file)
  // Locks come into being whole: one that cannot be read is nobody's.
  if (!owner) return undefined
  if (owner.host === hostname() && !isAlive(owner.process)) return owner
  throw new ManageError(
    'failed',
    `${owner.who} runs ${owner.command} on instance ${instance} since ${owner.since}`,
    {
      hint:
        owner.host === hostname()
          ? `Wait for it, or end it: process ${owner.process.pid}.`
          : `It runs on ${owner.host}. If you are sure that it does no more, remove ${file}.`,
      details: { owner: owner.who, since: owner.since, command: owner.command },
    },
  )
}

function readOwner(file: string): LockOwner | undefined {
  if (!existsSync(file)) return undefined
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as LockOwner
    return typeof owner.process?.pid === 'number' ? owner : undefined
  } catch {
    return undefined
  }
}
