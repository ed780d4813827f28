import { setTimeout as sleep } from 'node:timers/promises'
import { controlToken } from '../../../packages/preview-gateway/src/access.ts'
import type { Context } from '../core/context.ts'
import { interruptedError, ManageError } from '../core/errors.ts'
import type { Plan, Step } from '../core/steps.ts'
import { composeUp } from '../docker/compose-commands.ts'
import { dockerStep } from '../docker/daemon.ts'
import { findImages, withImage } from '../docker/local-images.ts'
import { findLabelledResources, type Resources } from '../docker/resources.ts'
import { buildStep } from '../images/build-images.ts'
import { imageKey } from '../images/image-key.ts'
import { gatewayImage, gatewaySource } from '../images/image-plan.ts'
import { imageBuild, openImageSet, ownImages, readProvenance } from '../production/production-facts.ts'
import { gatewayFacts, gatewayProject, gatewaySecret, prepareGateway } from './gateway-facts.ts'

const startMs = 120_000
const askMs = 2_000
const askEveryMs = 100

/** Builds the gateway's image where there is none of this content, and has gateway and filter run. */
export const gatewayPlan = (context: Context): Promise<Plan<void>> =>
  withImage(context, context.config.nodeImage, async (base) => {
    const set = openImageSet(context, base)
    const tag = imageKey({
      root: context.root,
      source: gatewaySource,
      target: 'production',
      base: base.id,
      args: set.args,
    })
    const image = `${ownImages}/${gatewayImage}:${tag}`
    const [here] = await findImages(context.runner, [image])
    const facts = gatewayFacts(context)
    const prepare: Step = {
      summary: `keep what previews there are, and a secret for links, in ${facts.folder}`,
      act: () => prepareGateway(facts),
    }
    const builds = here
      ? []
      : [
          buildStep(
            context.output,
            'build the image of the gateway of previews',
            imageBuild(context.root, gatewaySource, tag, set, await readProvenance(context, new Date())),
          ),
        ]
    return {
      steps: [prepare, ...builds],
      rest: {
        summary: `start the gateway of previews on ${facts.bind}:${facts.port}, and the filter between it and Docker`,
        plan: async () => ({
          steps: [
            dockerStep(
              'start the gateway of previews, and the filter between it and Docker',
              // Waited for at the end: meanwhile there is enough to do.
              composeUp(gatewayProject(context, image), []),
            ),
          ],
          result: () => {},
        }),
      },
    }
  })

/** What the gateway of this checkout has in Docker. */
export const gatewayResources = (context: Context): Promise<Resources> =>
  findLabelledResources(context, [gatewayFacts(context).label])

/** How the gateway says that a preview is. */
export interface SeenPreview {
  name: string
  /** `absent`, `stopped`, `waking`, `running`, `stopping`, `failed`. */
  state: string
  /** ISO 8601. */
  since: string
  lastUse: string
  open: number
}

/** What the gateway sees; undefined: there is none, or none that answers. */
export async function askGateway(
  context: Pick<Context, 'root' | 'config'>,
): Promise<SeenPreview[] | undefined> {
  const facts = gatewayFacts(context)
  const secret = gatewaySecret(facts)
  if (secret === undefined) return undefined
  const host = facts.bind === '0.0.0.0' ? '127.0.0.1' : facts.bind === '[::]' ? '[::1]' : facts.bind
  try {
    const answer = await fetch(`http://${host}:${facts.port}/-/previews`, {
      headers: { authorization: `Bearer ${controlToken(secret)}` },
      signal: AbortSignal.timeout(askMs),
    })
    if (!answer.ok) return undefined
    return ((await answer.json()) as { previews: SeenPreview[] }).previews
  } catch {
    return undefined
  }
}

/** Waits until the gateway answers. @param log where it says what is wrong, where that is no container */
export const answeringStep = (context: Context, log?: string): Step => ({
  summary: 'see that the gateway of previews answers',
  async act() {
    const deadline = Date.now() + startMs
    while ((await askGateway(context)) === undefined) {
      if (context.signal.aborted) throw interruptedError()
      if (Date.now() > deadline) {
        throw new ManageError(
          'failed',
          `the gateway of previews does not answer within ${startMs / 1_000} s`,
          {
            hint: `What it says: ${log ?? `docker logs ${gatewayFacts(context).project}-gateway-1`}`,
          },
        )
      }
      await sleep(askEveryMs)
    }
  },
})

/** @throws ManageError (missing) where no gateway was ever made */
export function secretOf(context: Context): string {
  const secret = gatewaySecret(gatewayFacts(context))
  if (secret !== undefined) return secret
  throw new ManageError('missing', 'there is no gateway of previews yet', {
    hint: 'It comes with the first preview: pnpm manage preview:up BRANCH',
  })
}
