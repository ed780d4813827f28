import { rmSync } from 'node:fs'
import type { Context } from '../../core/context.ts'
import type { Instance } from '../../core/instance.ts'
import type { Step } from '../../core/steps.ts'
import { placeFolders } from '../../engines/embedded/copied-database.ts'
import { stopStack } from '../../engines/embedded/stop-stack.ts'
import { sweep } from '../../machine/terminate.ts'
import { upMark } from './up-mark.ts'

/** Ends the processes of a preview, and takes away what of its data lies outside of its folder. */
export function processRemoval({ instance }: Pick<Context, 'instance'>): { steps: Step[]; losses: string[] } {
  const outside = placeFolders(instance.folder, instance.project).filter((path) => path !== instance.folder)
  return {
    steps: [
      endStep(instance),
      ...outside.map((path) => ({
        summary: `remove ${path}`,
        act: () => rmSync(path, { recursive: true, force: true }),
      })),
    ],
    losses: outside,
  }
}

/** Ends what runs of a preview, and what an up that was killed has left. */
export const endStep = (instance: Pick<Instance, 'name' | 'folder' | 'project'>): Step => ({
  summary: `end what runs of ${instance.name}`,
  async act() {
    await stopStack(instance.folder)
    await sweep(upMark(instance))
  },
})
