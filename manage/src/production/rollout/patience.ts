import type { Context } from '../../core/context.ts'
import { runDocker } from '../../docker/daemon.ts'
import { containerLogs } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import { StartProgress } from '../../engines/start-progress.ts'

/** Lends patience to whoever waits; those who wait at the same time share it, so that one that moves helps all. */
export type Waiting = <T>(work: (progress: StartProgress) => Promise<T>) => Promise<T>

const lastLineCount = 20

/** @param patienceMs without any movement, after which a wait is given up. @param say tells the person who waits */
export function sharedPatience(patienceMs: number, say: (text: string) => void): Waiting {
  let current: { progress: StartProgress; users: number } | undefined
  return async (work) => {
    current ??= { progress: new StartProgress(patienceMs, say).begin(), users: 0 }
    const own = current
    own.users++
    try {
      return await work(own.progress)
    } finally {
      if (--own.users === 0) {
        own.progress.end()
        current = undefined
      }
    }
  }
}

/** What a container printed last counts as movement, where it was not printed before. */
export async function hearContainer(
  { runner }: Pick<Context, 'runner'>,
  { name, service }: ContainerFacts,
  progress: StartProgress,
): Promise<void> {
  const { stdout, stderr } = await runDocker(runner, containerLogs(name, lastLineCount), { allow: 'any' })
  for (const line of `${stdout}\n${stderr}`.split('\n')) if (line !== '') progress.heard(service, line)
}
