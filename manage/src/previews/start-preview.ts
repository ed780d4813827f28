import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { rememberInstance } from '../core/instance.ts'
import { previewName } from '../core/preview-name.ts'
import { type PreviewRecord, previewFolder, readPreview, writePreview } from '../core/preview-record.ts'
import { andThen, type Plan, withResult } from '../core/steps.ts'
import type { Tier } from '../docker/production-project.ts'
import { readReleases } from '../production/rollout/releases.ts'
import { secretFilesPlan } from '../production/secret-files.ts'
import { type ProdUpReport, upPlan } from '../production/start-production.ts'
import { listPreviews } from './list-previews.ts'
import { previewContext, previewOrigin } from './preview-context.ts'
import { findSource, sourceSteps } from './preview-source.ts'
import { siteCopy } from './site-copy.ts'

/** What the database of a new preview has in it: the sample catalogue, what others may see of the site that runs here, or nothing. */
export const previewData = ['sample', 'site', 'none'] as const
export type PreviewData = (typeof previewData)[number]

export interface PreviewRequest {
  /** A branch, a commit, or a folder. */
  of: string
  tier: Tier
  data: PreviewData
  /** Previews that may run at once on this machine. */
  most: number
  /** Seconds. */
  waitTimeout: number
}

export interface PreviewReport extends PreviewRecord {
  seconds: number
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
  const source = await findSource(context, request.of, previewName)
  const name = previewName(source.of)
  // Its place is asked of the main checkout, whose folder keeps it; the sources may not be there yet.
  const { instance } = previewContext(context, name)
  await assertRoom(context, name, request.most)
  const record: PreviewRecord = {
    name,
    of: source.of,
    commit: source.commit,
    source: source.folder,
    origin: previewOrigin(name, instance.offset),
    made: readPreview(root, name)?.made ?? new Date().toISOString(),
  }
  // Until it was up once: what somebody has changed in a preview stays, what was broken off begins anew.
  const fresh = !readReleases(instance).some(({ outcome }) => outcome === 'done')
  const copy = fresh && request.data === 'site' ? await siteCopy(context, source.folder) : undefined
  const secrets = secretFilesPlan(previewFolder(root, name), record.origin)
  const first: Plan<void> = {
    steps: [
      {
        summary: `remember the preview ${name} in ${previewFolder(root, name)}`,
        act: () => {
          rememberInstance(instance)
          writePreview(root, record)
        },
      },
      ...sourceSteps(context, source),
      ...secrets.steps,
    ],
    result: () => {},
  }
  const up = andThen(first, `prod:up --tier ${request.tier}, of these sources`, () =>
    upPlan(previewContext(context, name, source.folder), {
      command: 'preview:up',
      target: 'compose',
      tier: request.tier,
      publish: false,
      seed: fresh && request.data === 'sample',
      data: copy,
      registry: undefined,
      waitTimeout: request.waitTimeout,
      allowFailures: 0,
      interrupt: true,
    }),
  )
  return withResult(up, ({ seconds, services, administrator }) => ({
    ...record,
    seconds,
    services,
    ...(administrator === undefined ? {} : { administrator }),
  }))
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
