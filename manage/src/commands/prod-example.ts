import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Origin } from '../core/addresses.ts'
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
import { envFolder, openImageSet, openProduction, ownImages } from '../production/production-facts.ts'

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
    const { site, ...ports } = edgeOf(await originOf(context, flags.origin))
    const { edge, images: beside } = context.config
    const images = Object.fromEntries(
      serviceNames.map((service) => [service, `${prefix}/${service}:${tags[service]}`]),
    ) as Record<ServiceName, string>
    const steps = exampleSteps({
      root: context.root,
      images,
      envFolder: envFolder(context),
      site,
      ports: { http: edge.http ?? ports.http, https: edge.https ?? ports.https },
      beside,
    })
    return {
      steps: steps.map(({ summary, process }) => ({ summary, line: process ? formatCommand(process) : '' })),
    }
  },
  text: ({ steps }, style) =>
    steps.map(({ summary, line }) => `${style.dim(`# ${summary}`)}\n${line}`).join('\n'),
})

/** The address that was asked for; without one that of the secret files, or an example where there are none. */
async function originOf(context: Context, asked: string | undefined): Promise<Origin> {
  if (asked !== undefined) return readOrigin('--origin', asked)
  const written = existsSync(join(envFolder(context), envFileName('backend')))
  return written ? (await openProduction(context)).origin : readOrigin('--origin', 'https://example.org')
}
