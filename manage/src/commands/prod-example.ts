import { defineCommand } from '../core/command.ts'
import { formatCommand } from '../core/shown-process.ts'
import { type ServiceName, serviceNames } from '../core/topology.ts'
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
    const { tags } = await openImageSet(context)
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
      steps: steps.map(({ summary, command: line }) => ({ summary, line: line ? formatCommand(line) : '' })),
    }
  },
  text: ({ steps }, style) =>
    steps.map(({ summary, line }) => `${style.dim(`# ${summary}`)}\n${line}`).join('\n'),
})
