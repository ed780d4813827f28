import type { AccessMode } from '../../../packages/preview-gateway/src/access.ts'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { rememberInstance } from '../core/instance.ts'
import { previewName } from '../core/preview-name.ts'
import { type PreviewRecord, previewFolder, readPreview, writePreview } from '../core/preview-record.ts'
import { andThen, onFailure, type Plan, withResult } from '../core/steps.ts'
import type { Tier } from '../docker/production-project.ts'
import type { DeployLock } from '../production/rollout/deploy-lock.ts'
import { readReleases } from '../production/rollout/releases.ts'
import { secretFilesPlan } from '../production/secret-files.ts'
import { type ProdUpReport, upPlan } from '../production/start-production.ts'
import { databaseClone } from './clone-database.ts'
import { answeringStep, gatewayPlan } from './gateway.ts'
import { lockPreview, previewOrigin } from './gateway-facts.ts'
import { laps } from './laps.ts'
import { listPreviews } from './list-previews.ts'
import { previewContext } from './preview-context.ts'
import { networksStep } from './preview-networks.ts'
import { findSource, sourceSteps } from './preview-source.ts'
import { siteCopy } from './site-copy.ts'
import { siteSignInSteps } from './site-sign-in.ts'
import { addressOf, faultOf, moveOriginStep, tellGateway } from './visitors.ts'

/** What the database of a new preview has in it: the sample catalogue, what others may see of the site that runs here, or nothing. */
export const previewData = ['sample', 'site', 'none'] as const
export type PreviewData = (typeof previewData)[number]

/** Longest that images and a first database take, in milliseconds: so long nobody else touches its containers. */
const workMs = 1_200_000

export interface PreviewRequest {
  /** A branch, a commit, or a folder. */
  of: string
  tier: Tier
  data: PreviewData
  /** Listings that the sample catalogue is filled up to; 0: as it is. */
  size: number
  /** Who may see it; undefined: who may now, or everybody. */
  access: AccessMode | undefined
  /** Previews that may run at once on this machine. */
  most: number
  /** Seconds. */
  waitTimeout: number
}

export interface PreviewReport extends PreviewRecord {
  /** Where to go: its origin, or the link that lets in. */
  address: string
  seconds: number
  phases: ProdUpReport['phases']
  services: ProdUpReport['services']
  /** Where this run made one. */
  administrator?: { email: string; password: string }
}

/**
 * A branch, a commit or a folder as it would be in production: its own worktree, images by their content, names, network,
 * database and secrets. Again for one that runs: only what has changed is made anew, as in a release.
 */
export async function previewPlan(context: Context, request: PreviewRequest): Promise<Plan<PreviewReport>> {
  const { root } = context
  const lap = laps()
  const source = await findSource(context, request.of, previewName)
  const name = previewName(source.of)
  // Its place is asked of the main checkout, whose folder keeps it; the sources may not be there yet.
  const { instance } = previewContext(context, name)
  await assertRoom(context, name, request.most)
  const known = readPreview(root, name)
  const record = {
    name,
    of: source.of,
    commit: source.commit,
    source: source.folder,
    origin: previewOrigin(context, name),
    access: request.access ?? known?.access ?? 'open',
    made: known?.made ?? new Date().toISOString(),
  } satisfies PreviewRecord
  // Until it was up once: what somebody has changed in a preview stays, what was broken off begins anew.
  const fresh = !readReleases(instance).some(({ outcome }) => outcome === 'done')
  const copy = fresh && request.data === 'site' ? await siteCopy(context, source.folder) : undefined
  const signIn = record.access === 'site' ? await siteSignInSteps(context) : []
  const secrets = secretFilesPlan(previewFolder(root, name), record.origin)
  let lock: DeployLock | undefined
  const held = workMs + request.waitTimeout * 1_000
  const first: Plan<void> = {
    steps: [
      {
        summary: `remember the preview ${name} in ${previewFolder(root, name)}, and tell the gateway`,
        act: () => {
          lap.enter('sources')
          lock = lockPreview(context, name, 'preview:up')
          rememberInstance(instance)
          writePreview(root, record)
          tellGateway(context, record, { heldMs: held })
        },
      },
      ...sourceSteps(context, source),
      ...moveOriginStep(previewFolder(root, name), known?.origin, record.origin),
      ...secrets.steps,
      ...signIn,
      lap.step('networks', networksStep(context, name)),
    ],
    result: () => {},
  }
  const gateway = andThen(first, 'the gateway of previews', () => {
    lap.enter('gateway')
    return gatewayPlan(context)
  })
  const up = andThen(gateway, `prod:up --tier ${request.tier}, of these sources`, async () => {
    lap.enter('release')
    const clone =
      fresh && request.data === 'sample'
        ? await databaseClone(context, source.folder, request.size)
        : undefined
    return upPlan(previewContext(context, name, source.folder), {
      command: 'preview:up',
      target: 'compose',
      tier: request.tier,
      publish: false,
      seed: false,
      clone: clone?.files,
      data: copy ?? clone?.data,
      atOnce: true,
      migratedBefore: clone?.whole === true,
      registry: undefined,
      waitTimeout: request.waitTimeout,
      allowFailures: 0,
      interrupt: true,
    })
  })
  const answering = andThen(up, 'the gateway answers', async (report) => {
    lap.enter('answer')
    return { steps: [answeringStep(context)], result: () => report }
  })
  const told = onFailure(answering, (thrown) => {
    // Whose preview another works on has nothing to say of it.
    if (lock === undefined) return
    tellGateway(context, record, { fault: faultOf(thrown) })
    lock.release()
  })
  return withResult(told, ({ phases: ofRelease, services, administrator }) => {
    tellGateway(context, record, {})
    lock?.release()
    const { seconds, phases } = lap.end(ofRelease)
    return {
      ...record,
      address: addressOf(context, record),
      seconds,
      phases,
      services,
      ...(administrator === undefined ? {} : { administrator }),
    }
  })
}

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
