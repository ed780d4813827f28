import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { root } from './manage.ts'

/** Removes an instance when it is told to, or when this process ends in any way at all. */
export interface Janitor {
  /** @throws Error where something was left */
  sweep(): Promise<void>
}

/**
 * Starts a process of its own that waits on a pipe from this one: the pipe closes even when this process is killed, so
 * nothing of the instance outlives the tests.
 *
 * @param checkout whose instance it is
 */
export function startJanitor(instance: string, checkout = root): Janitor {
  const program = fileURLToPath(new URL('janitor-main.ts', import.meta.url))
  // A group of its own, so that Ctrl-C, which goes to all of the tests' group, leaves it its work.
  const child = spawn(process.execPath, [program, instance, checkout], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  child.unref()
  const ended = once(child, 'close')
  return {
    async sweep() {
      child.ref()
      child.stdin.end()
      const [code] = await ended
      if (code !== 0) throw new Error(`Something of the instance ${instance} was left: see above.`)
    },
  }
}
