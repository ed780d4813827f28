import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccessMode } from '../../../packages/preview-gateway/src/access.ts'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { rememberInstance } from '../core/instance.ts'
import { previewName } from '../core/preview-name.ts'
import { type PreviewRecord, previewFolder, readPreview, writePreview } from '../core/preview-record.ts'
import { andThen, onFailure, type Plan, type Step, withResult } from '../core/steps.ts'
import { envFileName } from '../core/topology.ts'
import type { DeployLock } from '../production/rollout/deploy-lock.ts'
import { readReleases } from '../production/rollout/releases.ts'
import { secretFilesPlan } from '../production/secret-files.ts'
import { upPlan } from '../production/start-production.ts'
import { databaseClone } from './clone-database.ts'
import { onProcesses } from './embedded/start-processes.ts'
import { answeringStep, gatewayPlan } from './gateway.ts'
import { previewOrigin } from './gateway-facts.ts'
import { type Laps, laps } from './laps.ts'
import { listPreviews } from './list-previews.ts'
import { previewContext } from './preview-context.ts'
import { previewEngine } from './preview-engine.ts'
import { lockPreview, lockProcesses } from './preview-locks.ts'
import { networksStep } from './preview-networks.ts'
import { placePreview } from './preview-place.ts'
import type { PreviewHost, PreviewReport, PreviewRequest } from './preview-request.ts'
import { findSource, type PreviewSource, sourceSteps } from './preview-source.ts'
import { siteCopy } from './site-copy.ts'
import { siteSignInSteps, withVariables } from './site-sign-in.ts'
import { addressOf, faultOf, moveOriginStep, tellGateway } from './visitors.ts'

/** Longest that images and a first database take, in milliseconds: so long nobody else touches its containers. */
const workMs = 1_200_000

/**
 * A branch, a commit or a folder as it would be in production: its own worktree, images by their content, names, network,
 * database and secrets. Again for one that runs: only what has changed is made anew, as in a release.
 */
export async function previewPlan(context: Context, request: PreviewRequest): Promise<Plan<PreviewReport>> {
  const { root } = context
  const lap = laps()
  const source = await findSource(context, request.of, previewName)
  const name = previewName(source.of)
  const { engine, reason } = await previewEngine(context)
  if (engine === 'embedded') context.output.say(`engine: ${engine} (${reason})`)
  await assertRoom(context, name, request.most)
  // Its place is asked of the main checkout, whose folder keeps it; the sources may not be there yet.
  const { own, giveBack } = await placePreview(context, name, { engine, dryRun: request.dryRun })
  const known = readPreview(root, name)
  const record = {
    name,
    of: source.of,
    commit: source.commit,
    source: source.folder,
    origin: previewOrigin(context, name),
    access: request.access ?? known?.access ?? 'open',
    engine,
    made: known?.made ?? new Date().toISOString(),
  } satisfies PreviewRecord
  const planned =
    engine === 'embedded'
      ? onProcesses(context, own, source, { ...request, access: record.access }, record.origin, lap)
      : onDocker(
          context,
          own,
          source,
          request,
          { now: record.origin, before: known?.origin, access: record.access },
          lap,
        )
  const host = await planned.catch((error: unknown) => {
    giveBack()
    throw error
  })
  let lock: DeployLock | undefined
  const held = workMs + request.waitTimeout * 1_000
  const first: Plan<void> = {
    steps: [
      {
        summary: `remember the preview ${name} in ${previewFolder(root, name)}, and tell the gateway`,
        async act() {
          lap.enter('sources')
          lock = await (engine === 'embedded' ? lockProcesses : lockPreview)(context, name, 'preview:up')
          rememberInstance(own.instance, engine === 'embedded' ? engine : undefined)
          writePreview(root, record)
          tellGateway(context, record, { heldMs: held })
        },
      },
      ...host.first,
    ],
    result: () => {},
  }
  const told = onFailure(host.rest(first), (thrown) => {
    // Whose preview another works on has nothing to say of it.
    if (lock === undefined) return
    tellGateway(context, record, { fault: faultOf(thrown) })
    lock.release()
  })
  return withResult(told, ({ phases: ofRelease, ...made }) => {
    tellGateway(context, record, {})
    lock?.release()
    return { ...record, address: addressOf(context, record), ...made, ...lap.end(ofRelease) }
  })
}

/** A preview in Docker, by what a release is made of. @param origin of the preview, the one that its files say, and who may see it */
async function onDocker(
  context: Context,
  { instance }: Context,
  source: PreviewSource,
  request: PreviewRequest,
  origin: { now: string; before: string | undefined; access: AccessMode },
  lap: Laps,
): Promise<PreviewHost> {
  const { root } = context
  const name = previewName(source.of)
  // Until it was up once: what somebody has changed in a preview stays, what was broken off begins anew.
  const fresh = !readReleases(instance).some(({ outcome }) => outcome === 'done')
  const isCopy = request.data === 'site' || request.data === 'site-now'
  const copy = fresh && isCopy ? await siteCopy(context, request.data === 'site-now') : undefined
  const signIn = origin.access === 'site' ? await siteSignInSteps(context) : []
  const up = async () => {
    lap.enter('release')
    const clone =
      fresh && request.data === 'sample'
        ? await databaseClone(context, source.folder, request.size)
        : await copy?.clone(source.folder)
    return upPlan(previewContext(context, name, source.folder), {
      command: 'preview:up',
      target: 'compose',
      tier: request.tier,
      publish: false,
      seed: false,
      clone: clone?.files,
      data: clone?.data,
      atOnce: true,
      migratedBefore: clone?.whole === true,
      registry: undefined,
      waitTimeout: request.waitTimeout,
      allowFailures: 0,
      interrupt: true,
    })
  }
  return {
    first: [
      ...sourceSteps(context, source),
      ...moveOriginStep(previewFolder(root, name), origin.before, origin.now),
      ...secretFilesPlan(previewFolder(root, name), origin.now).steps,
      ...(copy ? [originalStep(previewFolder(root, name), copy.origin)] : []),
      ...signIn,
      lap.step('networks', networksStep(context, name)),
    ],
    rest(first) {
      const gateway = andThen(first, 'the gateway of previews', () => {
        lap.enter('gateway')
        return gatewayPlan(context)
      })
      const running = andThen(gateway, `prod:up --tier ${request.tier}, of these sources`, up)
      return andThen(running, 'the gateway answers', async ({ phases, services, administrator }) => {
        lap.enter('answer')
        return {
          steps: [answeringStep(context)],
          result: () => ({ phases, services, ...(administrator === undefined ? {} : { administrator }) }),
        }
      })
    },
  }
}

/** Where visitors of a copy of the site find its pictures: where they are for everybody. @param folder of the preview */
const originalStep = (folder: string, site: string): Step => ({
  summary: `have visitors of it find the site's pictures at ${site}`,
  act() {
    for (const name of [envFileName('backend'), envFileName('frontend')]) {
      const file = join(folder, name)
      const text = withVariables(readFileSync(file, 'utf8'), { ASSETS_ORIGINAL: site })
      writeFileSync(file, text, { mode: 0o600 })
    }
  },
})

/** @throws ManageError (failed) where as many run as may, and this is not one of them */
async function assertRoom(context: Context, name: string, most: number): Promise<void> {
  const running = (await listPreviews(context)).filter((one) => one.running > 0 && one.name !== name)
  if (running.length < most) return
  throw new ManageError(
    'failed',
    `${running.length} previews run on this machine, and ${most} may: ${running.map((one) => one.name).join(', ')}`,
    { hint: 'Remove one: pnpm manage preview:down NAME. Or allow more: --most N' },
  )
}
