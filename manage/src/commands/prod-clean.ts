import { defineCommand } from '../core/command.ts'
import { inspectProject } from '../docker/containers.ts'
import { withImage } from '../docker/local-images.ts'
import { prodProjectName } from '../docker/production-project.ts'
import { removalSteps, resourceNames } from '../docker/resources.ts'
import { keepLogStep } from '../production/logs/keep-logs.ts'
import { openImageSet } from '../production/production-facts.ts'
import { supersededImages, supersededResources } from '../production/running-production.ts'

export const command = defineCommand({
  flags: { volumes: { type: 'boolean', summary: 'remove the data too' } },
  destroys: true,
  plan: (context, { flags }) =>
    withImage(context, context.config.nodeImage, async (base) => {
      const found = await supersededResources(context, flags.volumes)
      const lost = { ...found, image: await supersededImages(context, openImageSet(context, base)) }
      const removed = resourceNames(lost)
      const containers = await inspectProject(context, { name: prodProjectName(context.instance.name) })
      const gone = containers.filter(({ name }) => lost.container.includes(name))
      return {
        steps: [gone.map((container) => keepLogStep(context, container)), ...removalSteps(lost)],
        losses: removed.map((name) => (name.startsWith('volume ') ? `${name}, with the data in it` : name)),
        result: () => ({ instance: context.instance.name, removed }),
      }
    }),
  text: ({ removed }) =>
    removed.length > 0 ? `removed\n  ${removed.join('\n  ')}` : 'there was nothing to remove',
})
