import { defineCommand } from '../core/command.ts'
import { missingError } from '../core/errors.ts'
import { formatCommand } from '../core/shown-process.ts'
import { type ServiceName, serviceNames } from '../core/topology.ts'
import { askDocker } from '../docker/daemon.ts'
import { findImages } from '../docker/local-images.ts'
import { exampleSteps } from '../docker/production-example.ts'
import { siteAddress } from '../docker/production-project.ts'
import { envFolder, openImageSet, ownImages } from '../production/production-facts.ts'

export const command = defineCommand({
  flags: {
    origin: {
      type: 'string',
      placeholder: 'url',
      default: 'https://example.org',
      summary: "the site's public address",
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
    const prefix = flags.registry?.replace(/\/+$/, '') ?? ownImages
    const images = Object.fromEntries(
      serviceNames.map((service) => [service, `${prefix}/${service}:${tags[service]}`]),
    ) as Record<ServiceName, string>
    const steps = exampleSteps({
      root: context.root,
      images,
      envFolder: envFolder(context),
      site: siteAddress(flags.origin),
    })
    return {
      steps: steps.map(({ summary, process }) => ({ summary, line: process ? formatCommand(process) : '' })),
    }
  },
  text: ({ steps }, style) =>
    steps.map(({ summary, line }) => `${style.dim(`# ${summary}`)}\n${line}`).join('\n'),
})
