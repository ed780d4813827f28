import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineCommand } from '../core/command.ts'
import type { Context } from '../core/context.ts'
import { missingError } from '../core/errors.ts'
import { readOrigin, readRegistry } from '../core/flag-values.ts'
import { formatCommand } from '../core/shown-process.ts'
import { envFileName, type ServiceName, serviceNames } from '../core/topology.ts'
import { askDocker } from '../docker/daemon.ts'
import { findImages } from '../docker/local-images.ts'
import { exampleSteps } from '../docker/production-example.ts'
import { edgeOf } from '../docker/production-project.ts'
import {
  envFolder,
  openImageSet,
  openProduction,
  ownImages,
  type Production,
} from '../production/production-facts.ts'

export const command = defineCommand({
  flags: {
    origin: {
      type: 'string',
      placeholder: 'url',
      summary: "the site's public address; PUBLIC_URL of .env.backend without it",
    },
    registry: { type: 'string', placeholder: 'registry/prefix', summary: 'images from there' },
  },
  async run(context, { flags }) {
    await askDocker(context)
    const { nodeImage } = context.config
    const [base] = await findImages(context.runner, [nodeImage])
    if (!base) {
      throw missingError(`${nodeImage} is not here, and the tags of the images follow from it`, {
        hint: `Fetch it: docker pull ${nodeImage}`,
      })
    }
    const { tags } = openImageSet(context, base)
    const prefix = flags.registry === undefined ? ownImages : readRegistry('--registry', flags.registry)
    const { edge, images: beside } = context.config
    const images = Object.fromEntries(
      serviceNames.map((service) => [service, `${prefix}/${service}:${tags[service]}`]),
    ) as Record<ServiceName, string>
    const folder = envFolder(context)
    const asked = flags.origin === undefined ? undefined : readOrigin('--origin', flags.origin)
    const written = await readWritten(context, folder)
    const origin = asked ?? written?.origin ?? exampleOrigin
    const steps = exampleSteps({
      root: context.root,
      instance: context.instance.name,
      images,
      envFolder: folder,
      ...(asked && asked.origin !== written?.origin.origin ? { origin: asked } : {}),
      outward: written?.outward ?? [],
      edge: edgeOf(origin, context.instance.offset, edge),
      bind: edge.bind,
      beside,
    })
    const lines = steps.map(({ summary, process }) => ({
      summary,
      line: process ? formatCommand(process) : '',
    }))
    const secrets = {
      summary: `the secrets, which are not there yet`,
      line: `pnpm manage secrets:init --origin ${origin.origin}`,
    }
    return { steps: written ? lines : [secrets, ...lines] }
  },
  text: ({ steps }, style) =>
    steps.map(({ summary, line }) => `${style.dim(`# ${summary}`)}\n${line}`).join('\n'),
})

const exampleOrigin = readOrigin('--origin', 'https://example.org')

/** Production as the secret files say it; undefined where there are none. */
async function readWritten(context: Context, folder: string): Promise<Production | undefined> {
  return existsSync(join(folder, envFileName('backend'))) ? openProduction(context) : undefined
}
