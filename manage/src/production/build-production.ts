import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { Step } from '../core/process-spec.ts'
import type { ServiceName } from '../core/topology.ts'
import { runDocker } from '../docker/daemon.ts'
import { buildImage, imageHistory, pushImage, tagImage } from '../docker/image-commands.ts'
import { findImages } from '../docker/local-images.ts'
import { type ImageFacts, parseHistory, parsePushDigest } from '../docker/parse/image.ts'
import { buildImages } from '../images/build-images.ts'
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
export async function buildProduction(
  context: Context,
  services: readonly ServiceName[],
  push: string | undefined,
): Promise<BuildReport> {
  const began = Date.now()
  const { runner, output, root } = context
  const set = await openImageSet(context)
  const [here, provenance] = await Promise.all([
    imagesHere(context, set, services),
    readProvenance(context, new Date()),
  ])
  const missing = services.filter((service) => !here.has(service))
  const built = await buildImages(
    runner,
    output,
    missing.map((service) => prodBuild(root, service, set, provenance)),
  )
  const after = missing.length > 0 ? await imagesHere(context, set, services) : here
  const images: BuiltImage[] = await Promise.all(
    services.map(async (service) => {
      const facts = after.get(service)
      if (!facts) throw new ManageError('failed', `the image of ${service} is not there after its build`)
      const work = built.find((one) => one.service === service)
      const alias = `${ownImages}/${service}:${set.version}`
      // The version's tag moves to the image that the sources have now.
      if (!work && !facts.tags.includes(alias)) await runDocker(runner, tagImage(facts.id, alias))
      return {
        service,
        image: `${ownImages}/${service}:${set.tags[service]}`,
        alias,
        id: facts.id,
        bytes: facts.bytes,
        added: await addedBytes(context, facts, set.base),
        layers: facts.layers.length,
        seconds: work?.seconds ?? 0,
        reused: work === undefined,
        contextBytes: work?.contextBytes ?? 0,
      }
    }),
  )
  const pushed = push === undefined ? images : await pushAll(context, images, push)
  return {
    version: set.version,
    revision: provenance.revision,
    base: { name: set.base.tags[0] ?? '', id: set.base.id, bytes: set.base.bytes },
    seconds: (Date.now() - began) / 1000,
    images: pushed,
  }
}

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

async function pushAll(
  { runner, output }: Context,
  images: readonly BuiltImage[],
  registry: string,
): Promise<BuiltImage[]> {
  const prefix = registry.replace(/\/+$/, '')
  return Promise.all(
    images.map(async (one) => {
      let digest: string | undefined
      for (const name of [one.image, one.alias]) {
        const target = `${prefix}/${name.slice(ownImages.length + 1)}`
        await runDocker(runner, tagImage(name, target))
        const { stdout } = await runDocker(runner, pushImage(target))
        digest = parsePushDigest(stdout)
        output.say(`${one.service.padEnd(11)} pushed ${target}`)
      }
      return { ...one, ...(digest === undefined ? {} : { digest }) }
    }),
  )
}

/** The same as steps: only what would be built. */
export async function planProductionBuild(
  context: Context,
  services: readonly ServiceName[],
  push: string | undefined,
): Promise<Step[]> {
  const set = await openImageSet(context)
  const [here, provenance] = await Promise.all([
    imagesHere(context, set, services),
    readProvenance(context, new Date()),
  ])
  const prefix = push?.replace(/\/+$/, '')
  return services.flatMap((service) => {
    const { request } = prodBuild(context.root, service, set, provenance)
    const build = here.has(service)
      ? []
      : [{ summary: `build the image of ${service}`, command: buildImage(request) }]
    const pushes =
      prefix === undefined
        ? []
        : request.tags.flatMap((name) => {
            const target = `${prefix}/${name.slice(ownImages.length + 1)}`
            return [
              { summary: `name it for the registry`, command: tagImage(name, target) },
              { summary: `push it`, command: pushImage(target) },
            ]
          })
    return [...build, ...pushes]
  })
}
