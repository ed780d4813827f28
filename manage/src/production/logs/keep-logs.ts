import type { Context } from '../../core/context.ts'
import type { Step } from '../../core/steps.ts'
import { containerLog } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import { keepLog as archive, archiveFolder } from './log-archive.ts'
import { noteLostLog } from './log-room.ts'

type Keeper = Pick<Context, 'instance' | 'output' | 'runner'>
type Logged = Pick<ContainerFacts, 'name' | 'service' | 'number' | 'startedAt'>

/**
 * Docker forgets what a container said when it is removed: this comes before. What cannot be kept is said, written down for
 * prod:status, and stops nobody.
 */
export const keepLog = (
  { instance, output, runner }: Keeper,
  { name, service, number, startedAt }: Logged,
): Promise<void> =>
  // One that was made and never started has said nothing.
  startedAt === undefined
    ? Promise.resolve()
    : archive(archiveFolder(instance), { service, number, startedAt: new Date(startedAt) }, (lines) =>
        runner.run(containerLog(name), { linesTo: lines }),
      ).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error)
        output.say(`the log of ${name} could not be kept: ${reason}`)
        try {
          noteLostLog(instance, { container: name, at: new Date().toISOString(), reason })
        } catch {
          // It has been said; a note of it finds no room either.
        }
      })

/** {@link keepLog} as a step. */
export const keepLogStep = (context: Keeper, container: Logged): Step => ({
  summary: `keep what ${container.name} has logged`,
  act: () => keepLog(context, container),
})
