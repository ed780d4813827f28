import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { openInstance } from '../../core/instance.ts'
import { previewInstance } from '../../core/preview-name.ts'
import { embeddedStatus } from '../../engines/embedded/embedded-status.ts'
import { readStack } from './kept-stack.ts'

/** How many of a preview's processes there are to be, how many run, and which of those keep ending. */
export interface ProcessCount {
  running: number
  containers: number
  unwell: readonly string[]
  /** ISO 8601, where nothing runs: when it said its last word. */
  stoppedAt?: string
}

export async function processCount(
  { root, config }: Pick<Context, 'root' | 'config'>,
  name: string,
): Promise<ProcessCount> {
  const instance = openInstance(root, previewInstance(name), config)
  const { services } = await embeddedStatus(instance, false)
  const running = services.filter(({ state }) => state !== 'stopped' && state !== 'orphaned')
  const stack = readStack(instance.folder)
  const last = statSync(join(instance.folder, 'logs', 'postgres.log'), { throwIfNoEntry: false })
  return {
    running: running.length,
    // The server of its database is none of the services.
    containers: stack === undefined ? 0 : stack.plan.programs.length + 1,
    unwell: running.filter(({ state }) => state === 'flapping').map((one) => one.name),
    ...(running.length === 0 && stack && last ? { stoppedAt: last.mtime.toISOString() } : {}),
  }
}
