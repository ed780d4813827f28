import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { Plan, Step } from '../core/steps.ts'
import type { ServiceName } from '../core/topology.ts'
import { dockerStep, runDocker } from '../docker/daemon.ts'
import { imageHistory, pushImage, tagImage } from '../docker/image-commands.ts'
import { findImages, withImage } from '../docker/local-images.ts'
import { type ImageFacts, parseHistory, parsePushDigest } from '../docker/parse/image.ts'
import { type Built, buildStep } from '../images/build-images.ts'
import { type ImageSet, openImageSet, ownImages, prodBuild, readProvenance } from './production-facts.ts'

export interface BuiltImage {
  service: ServiceName
  /** Name with the tag of its content. */
  image: string
  /** The same image by version. */
  alias: string
  /** Digest of the image's configuration: what Docker runs. */
  id: string
  /** Digest in the registry, when it was pushed. */
  digest?: string
  bytes: number
  /** Bytes beside the base image: Debian's packages, and ours. */
  added: { debian: number; own: number }
  layers: number
  seconds: number
  reused: boolean
  /** Bytes of the context that the builder did not have yet; 0 when nothing was built. */
  contextBytes: number
}

export interface BuildReport {
  version: string
  revision: string
  base: { name: string; id: string; bytes: number }
  seconds: number
  images: readonly BuiltImage[]
}

/** Builds the images whose content has no image yet, side by side; with `push`, sends them to a registry. */
export const buildPlan = (
  context: Context,
  services: readonly ServiceName[],
  push: string | undefined,
): Promise<Plan<BuildReport>> =>
  withImage(context, context.config.nodeImage, async (base) =>
    buildFrom(context, openImageSet(context, base), services, push),
  )

/** The same for a set of images that is known already. */
export async function buildFrom(
  context: Context,
  set: ImageSet,
  services: readonly ServiceName[],
  push: string | undefined,
): Promise<{ steps: Plan<BuildReport>['steps']; result(): Promise<BuildReport> }> {
  const began = Date.now()
  const [here, provenance] = await Promise.all([
    imagesHere(context, set, services),
    readProvenance(context, new Date()),
  ])
  const built: Built[] = []
  const builds = services
    .filter((service) => !here.has(service))
    .map((service) =>
      buildStep(
        context.output,
        `build the image of ${service}`,
        prodBuild(context.root, service, set, provenance),
        (one) => built.push(one),
      ),
    )
  // The version's tag moves to the image that the sources have now.
  const tags = services
    .filter((service) => here.get(service)?.tags.includes(namesOf(set, service).alias) === false)
    .map((service) => {
      const { image, alias } = namesOf(set, service)
      return dockerStep(`give ${image} its version`, tagImage(image, alias))
    })
  const digests = new Map<ServiceName, string>()
  const pushes = push === undefined ? [] : pushSteps(context, set, services, push, digests)
  return {
    steps: [builds, tags, ...pushes],
    async result() {
      const after = builds.length > 0 ? await imagesHere(context, set, services) : here
      return {
        version: set.version,
        revision: provenance.revision,
        base: { name: set.base.tags[0] ?? '', id: set.base.id, bytes: set.base.bytes },
        images: await Promise.all(
          services.map(async (service): Promise<BuiltImage> => {
            const facts = after.get(service)
            if (!facts)
              throw new ManageError('failed', `the image of ${service} is not there after its build`)
            const work = built.find((one) => one.service === service)
            const digest = digests.get(service)
            return {
              service,
              ...namesOf(set, service),
              id: facts.id,
              bytes: facts.bytes,
              added: await addedBytes(context, facts, set.base),
              layers: facts.layers.length,
              seconds: work?.seconds ?? 0,
              reused: work === undefined,
              contextBytes: work?.contextBytes ?? 0,
              ...(digest === undefined ? {} : { digest }),
            }
          }),
        ),
        seconds: (Date.now() - began) / 1000,
      }
    },
  }
}

const namesOf = ({ tags, version }: ImageSet, service: ServiceName) => ({
  image: `${ownImages}/${service}:${tags[service]}`,
  alias: `${ownImages}/${service}:${version}`,
})

async function imagesHere(
  { runner }: Context,
  { tags }: ImageSet,
  services: readonly ServiceName[],
): Promise<Map<ServiceName, ImageFacts>> {
  const names = services.map((service) => `${ownImages}/${service}:${tags[service]}`)
  const found = await findImages(runner, names)
  return new Map(
    services.flatMap((service, index) => {
      const facts = found.find((image) => image.tags.includes(names[index] ?? ''))
      return facts ? [[service, facts] as const] : []
    }),
  )
}

/** What the image adds to its base, split by who made it. */
async function addedBytes(
  { runner }: Context,
  image: ImageFacts,
  base: ImageFacts,
): Promise<BuiltImage['added']> {
  const [whole, below] = await Promise.all(
    [image, base].map(async ({ id }) => parseHistory((await runDocker(runner, imageHistory(id))).stdout)),
  )
  const own = (whole ?? []).slice(below?.length ?? 0)
  const sum = (layers: typeof own) => layers.reduce((total, { bytes }) => total + bytes, 0)
  const debian = sum(own.filter(({ by }) => by.includes('apt-get install')))
  return { debian, own: sum(own) - debian }
}

/**
 * Names every image for the registry, then sends them: those of different services side by side, the two names of
 * one service one after the other. A registry that is written to for two names of one repository at once can answer
 * the first to end that a blob is not there (distribution's file store truncates a link before it writes it).
 */
function pushSteps(
  { output }: Context,
  set: ImageSet,
  services: readonly ServiceName[],
  registry: string,
  digests: Map<ServiceName, string>,
): Step[][] {
  const targetOf = (name: string) => `${registry}/${name.slice(ownImages.length + 1)}`
  const named = (['image', 'alias'] as const).map((which) =>
    services.map((service) => ({ service, name: namesOf(set, service)[which] })),
  )
  return [
    named
      .flat()
      .map(({ name }) => dockerStep(`name ${name} for the registry`, tagImage(name, targetOf(name)))),
    ...named.map((names) =>
      names.map(({ service, name }) =>
        dockerStep(`push ${targetOf(name)}`, pushImage(targetOf(name)), undefined, ({ stdout }) => {
          const digest = parsePushDigest(stdout)
          if (digest !== undefined) digests.set(service, digest)
          output.say(`${service.padEnd(11)} pushed ${targetOf(name)}`)
        }),
      ),
    ),
  ]
}
