import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StackPlan } from '../../engines/embedded/stack-types.ts'

/** What a preview of processes is started from, now and at each wake. */
export interface KeptStack {
  plan: StackPlan
  /** Folder of its sources. */
  root: string
}

const fileIn = (folder: string) => join(folder, 'stack.json')

/** Its database was whole when this was written: what it has since stays. */
export const hasStack = (folder: string): boolean => existsSync(fileIn(folder))

/** It holds secrets: mode 0600. It comes into being whole. */
export function writeStack(folder: string, stack: KeptStack): void {
  const draft = `${fileIn(folder)}.${process.pid}`
  writeFileSync(draft, JSON.stringify(stack), { mode: 0o600 })
  renameSync(draft, fileIn(folder))
}

const known = new Map<string, { time: number; stack: KeptStack }>()

/** undefined: it was never made whole. What has been read is read again only when it is another. */
export function readStack(folder: string): (KeptStack & { writtenMs: number }) | undefined {
  const file = fileIn(folder)
  const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (time === undefined) {
    known.delete(file)
    return undefined
  }
  const before = known.get(file)
  const stack = before?.time === time ? before.stack : (JSON.parse(readFileSync(file, 'utf8')) as KeptStack)
  known.set(file, { time, stack })
  return { ...stack, writtenMs: time }
}
