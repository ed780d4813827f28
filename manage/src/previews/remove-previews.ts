import { existsSync } from 'node:fs'
import type { Context } from '../core/context.ts'
import { usageError } from '../core/errors.ts'
import { rememberedEngine } from '../core/instance.ts'
import { previewName } from '../core/preview-name.ts'
import { knownPreviews, previewFolder, readPreview } from '../core/preview-record.ts'
import type { Plan, Step } from '../core/steps.ts'
import { span } from '../core/units.ts'
import { removalSteps, resourceNames } from '../docker/resources.ts'
import { type DeployLock, takeLock } from '../production/rollout/deploy-lock.ts'
import { productionResources } from '../production/running-production.ts'
import { gatewayEndSteps } from './embedded/gateway-process.ts'
import { processRemoval } from './embedded/remove-processes.ts'
import { gatewayResources } from './gateway.ts'
import { forgetSecret, gatewayFacts, removeNote } from './gateway-facts.ts'
import { listPreviews, type PreviewStatus } from './list-previews.ts'
import { previewContext } from './preview-context.ts'
import { engineOf } from './preview-engine.ts'
import { lockPreview, lockProcesses } from './preview-locks.ts'
import { findCommit, isMerged, removeSourceStep } from './preview-source.ts'

export interface RemovalReport {
  removed: readonly { name: string; why: string }[]
}

/** The preview that is called so, or is of this branch. @throws ManageError (usage) naming those that there are */
export function choosePreview(previews: readonly PreviewStatus[], wanted: string): PreviewStatus {
  const found =
    previews.find(({ name }) => name === wanted) ??
    previews.find(({ of }) => of === wanted) ??
    previews.find(({ name }) => name === previewName(wanted))
  if (found) return found
  const names = previews.map(({ name }) => name)
  throw usageError(
    `there is no preview "${wanted}"`,
    names.length > 0
      ? `There are: ${names.join(', ')}`
      : 'There is none. Make one: pnpm manage preview:up BRANCH',
  )
}

/** Takes previews away with everything they have: containers, data, networks, sources, secrets. */
export async function removalPlan(
  context: Context,
  previews: readonly { name: string; why: string }[],
): Promise<Plan<RemovalReport>> {
  const locks: DeployLock[] = []
  const each = await Promise.all(
    previews.map(async ({ name }) => {
      const own = previewContext(context, name)
      const isProcesses = areProcesses(context, name)
      const found = isProcesses ? processRemoval(own) : await inDocker(own)
      const folder = previewFolder(context.root, name)
      const lock: Step = {
        summary: `see that nobody is at work on ${name}`,
        async act() {
          locks.push(await (isProcesses ? lockProcesses : lockPreview)(context, name, 'preview:down'))
          // It goes with the folder.
          takeLock(own.instance, 'preview:down', new Date())
        },
      }
      return {
        steps: [
          lock,
          {
            summary: `have the gateway forget ${name}`,
            act: () => removeNote(context, name),
          },
          ...found.steps,
          removeSourceStep(context.root, name),
        ],
        losses: [...found.losses, ...(existsSync(folder) ? [folder] : [])],
      }
    }),
  )
  const gateway = await gatewayRemoval(
    context,
    previews.map(({ name }) => name),
  )
  return {
    steps: [...each.flatMap(({ steps }) => steps), ...gateway],
    losses: each.flatMap(({ losses }) => losses),
    result: () => {
      for (const lock of locks) lock.release()
      return { removed: previews }
    },
  }
}

/** With the last preview of a checkout goes the gateway: nothing stays resident for nobody. */
async function gatewayRemoval(context: Context, gone: readonly string[]): Promise<Step[]> {
  const stay = knownPreviews(context.root).filter((name) => !gone.includes(name))
  if (gone.length === 0 || stay.length > 0) return []
  return [
    ...gatewayEndSteps(context),
    ...(gone.every((name) => areProcesses(context, name))
      ? []
      : removalSteps(await gatewayResources(context))),
    {
      summary: 'forget by what links to previews were signed',
      act: () => forgetSecret(gatewayFacts(context)),
    },
  ]
}

/** Its place says it, too, where what is written of it was lost. */
function areProcesses(context: Context, name: string): boolean {
  const record = readPreview(context.root, name)
  const engine = record ? engineOf(record) : rememberedEngine(previewContext(context, name).instance)
  return engine === 'embedded'
}

async function inDocker(own: Context): Promise<{ steps: Step[]; losses: string[] }> {
  const found = await productionResources(own)
  return { steps: removalSteps(found), losses: resourceNames(found) }
}

/**
 * Previews that nobody needs any more, each with the reason: the branch or the folder is gone, its work is part of the
 * branch that is checked out (`merged`), or it was never made whole.
 */
export async function needlessPreviews(
  context: Context,
  { merged }: { merged: boolean },
): Promise<{ name: string; why: string }[]> {
  const judged = await Promise.all(
    (await listPreviews(context)).map(async (preview) => ({
      name: preview.name,
      why: await whyNeedless(context, preview, merged),
    })),
  )
  return judged.flatMap(({ name, why }) => (why === undefined ? [] : [{ name, why }]))
}

async function whyNeedless(
  context: Context,
  { of, commit, name, ...status }: PreviewStatus,
  merged: boolean,
): Promise<string | undefined> {
  // What has no folder here may be another checkout's: whoever knows better takes it down by its name.
  if (of === undefined)
    return existsSync(previewFolder(context.root, name)) ? 'it was never made whole' : undefined
  const { idle, expiry } = context.config.previews
  const asleep = status.stoppedAt === undefined ? 0 : (Date.now() - Date.parse(status.stoppedAt)) / 1_000
  if (asleep > expiry) return `nobody has looked at it for ${span((asleep + idle) * 1_000)}`
  if (commit === null) return existsSync(of) ? undefined : 'its folder is gone'
  if (commit === undefined || (await findCommit(context, of)) === undefined) return 'its branch is gone'
  return merged && (await isMerged(context, of, commit))
    ? 'its work is in the branch that is checked out'
    : undefined
}
