import { defineCommand } from '../core/command.ts'
import { lookAtContainers, stackStatuses } from '../engines/all-statuses.ts'
import { statusText } from '../engines/report.ts'
import { countProductionImages, productionStacks, productionText } from '../production/production-overview.ts'

export const command = defineCommand({
  async run(context) {
    const seen = await lookAtContainers(context)
    const none = { images: 0, unused: 0 }
    const [instances, productionImages] = await Promise.all([
      stackStatuses(context, seen),
      seen.silent === undefined ? countProductionImages(context, seen.containers).catch(() => none) : none,
    ])
    return {
      root: context.root,
      instances,
      production: productionStacks(seen.containers),
      productionImages,
    }
  },
  text({ instances, production, productionImages: { images, unused } }, style) {
    const stacks = [
      ...instances.map((status) => statusText(status, style)),
      ...productionText(production, style),
    ]
    return [
      ...(stacks.length > 0 ? stacks : ['Nothing runs. Start it: pnpm manage dev:up']),
      ...(images > 0
        ? [
            `production images: ${images}, ${unused} of them used by no container${unused > 0 ? ' (pnpm manage prod:clean frees what is superseded)' : ''}`,
          ]
        : []),
    ].join('\n\n')
  },
})
