import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../core/context.ts'
import { interruptedError, toManageError } from '../core/errors.ts'
import { previewInstance } from '../core/preview-name.ts'
import { type DeployLock, type LockPlace, takeLock } from '../production/rollout/deploy-lock.ts'
import { gatewayFolder } from './gateway-facts.ts'

/** What the gateway of processes has the lock of a preview for. */
export const gatewayWork = ['wake', 'sleep'] as const

type Asker = Pick<Context, 'root'>

/** @param name of a preview or of a ready database. A file each: of what is gone no folder stays. */
export const lockPlace = ({ root }: Asker, name: string): Required<Omit<LockPlace, 'name'>> => ({
  folder: join(gatewayFolder(root), 'locks'),
  file: `${name}.lock`,
})

/**
 * Who is at work on a preview, from its sources to its end, `manage` or the gateway of processes: the lock of its release is taken only
 * later. @throws ManageError (failed)
 */
export const lockPreview = (
  context: Asker,
  name: string,
  command: `preview:${string}` | (typeof gatewayWork)[number],
): DeployLock => takeLock({ ...lockPlace(context, name), name: previewInstance(name) }, command, new Date())

const waitEveryMs = 500

/**
 * A lock that is waited for, as long as it is held by somebody who is waited for.
 * @param take tries to have it. @param mostMs milliseconds, after which whoever has it is named. @param whose commands that are waited
 * for; absent: all. @throws ManageError (failed, interrupted)
 */
async function patiently(
  { signal }: Pick<Context, 'signal'>,
  take: () => DeployLock,
  mostMs: number,
  whose?: readonly string[],
): Promise<DeployLock> {
  const deadline = Date.now() + mostMs
  for (;;) {
    try {
      return take()
    } catch (error) {
      const { command } = toManageError(error).details
      if (Date.now() > deadline || whose?.includes(String(command)) === false) throw error
      if (signal.aborted) throw interruptedError()
      await sleep(waitEveryMs)
    }
  }
}

const placesMs = 10_000

/** Who writes down where a preview is to be: a moment's work. Its file has no name that a preview may have. @throws ManageError (failed, interrupted) */
export const lockPlaces = (context: Asker & Pick<Context, 'signal'>): Promise<DeployLock> =>
  patiently(
    context,
    () =>
      takeLock(
        { ...lockPlace(context, ''), file: 'places', name: 'the places of previews' },
        'preview:up',
        new Date(),
      ),
    placesMs,
  )

/** The lock of a ready database: whoever makes it is waited for. @param mostMs milliseconds @throws ManageError (failed, interrupted) */
export const lockReady = (
  context: Asker & Pick<Context, 'signal'>,
  name: string,
  mostMs: number,
): Promise<DeployLock> =>
  patiently(context, () => takeLock({ ...lockPlace(context, name), name }, 'preview:up', new Date()), mostMs)

/** Longer than the gateway takes to wake a preview or to put it to sleep, in milliseconds. */
const gatewayMs = 200_000

/**
 * The same as `lockPreview` for one of processes: the gateway has the lock while it wakes one or puts one to sleep, where no daemon stands
 * between, and is waited for. @throws ManageError (failed, interrupted)
 */
export const lockProcesses = (
  context: Asker & Pick<Context, 'signal'>,
  name: string,
  command: `preview:${string}`,
): Promise<DeployLock> =>
  patiently(context, () => lockPreview(context, name, command), gatewayMs, gatewayWork)
